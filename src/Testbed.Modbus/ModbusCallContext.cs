namespace Testbed.Modbus;

/// <summary>Who asks: given by whoever accepted the connection, completed per request by the server. Lets a device authorise, check and audit.</summary>
/// <param name="ConnectionId">Identifies the connection within the twin.</param>
/// <param name="Peer">Logical id of the peer, never a host address or port.</param>
/// <param name="Account">Authenticated account, or null: plain Modbus authenticates nobody.</param>
public readonly record struct ModbusCallContext(long ConnectionId, string Peer, string? Account = null)
{
    /// <summary>Unit id of the request as received (0 and 255 included). Set by the server.</summary>
    public byte UnitId { get; init; }

    /// <summary>Function code of the request. Set by the server.</summary>
    public byte FunctionCode { get; init; }
}
