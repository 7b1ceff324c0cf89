namespace Testbed.Modbus;

/// <summary>
/// A TCP gateway in front of serial lines (IG 4.4.1.2, 4.4.2.3): routes requests by unit id. A unit without a route gets exception 0A, a silent one 0B, and
/// a line or connection with too many requests under way 06. Answers come in the order in which the lines give them. One thread or single-threaded executor.
/// </summary>
public sealed class ModbusGateway
{
    private readonly IReadOnlyList<ModbusSerialLine> _lines;
    private readonly IModbusDevice? _self;

    /// <summary>Creates a gateway.</summary>
    /// <param name="lines">The lines; a unit id is looked for in their order.</param>
    /// <param name="self">Answers as units 0 and 255, the gateway itself; null when it has no registers of its own.</param>
    public ModbusGateway(IReadOnlyList<ModbusSerialLine> lines, IModbusDevice? self = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        (_lines, _self) = (lines, self);
    }

    /// <summary>Requests that one connection may have under way.</summary>
    public int TransactionsPerConnection { get; init; } = 16;

    /// <summary>True when unit 0 is sent to all lines as a broadcast, which is not answered; false when it is the gateway itself.</summary>
    public bool BroadcastsUnitZero { get; init; }

    /// <summary>Serves one connection until it ends, then disposes <paramref name="stream"/>. Nothing a peer does makes it throw.</summary>
    public Task<ModbusConnectionEnd> ServeAsync(Stream stream, ModbusCallContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ModbusGatewayConnection(stream, this, context).RunAsync(cancellationToken);
    }

    internal IModbusDevice? DeviceFor(byte unitId) =>
        unitId == ModbusLimits.DeviceUnitId || (unitId == ModbusLimits.DeviceUnitIdZero && !BroadcastsUnitZero) ? _self : null;

    internal ModbusSerialLine? LineOf(byte unitId)
    {
        foreach (ModbusSerialLine line in _lines)
        {
            if (line.Has(unitId))
            {
                return line;
            }
        }

        return null;
    }

    internal void Broadcast(byte[] pdu, ModbusCallContext context)
    {
        foreach (ModbusSerialLine line in _lines)
        {
            _ = line.AskAsync(ModbusSerialLine.BroadcastUnit, pdu, context);
        }
    }
}
