namespace Testbed.Modbus;

/// <summary>Carries request PDUs to units and brings back their responses: Modbus/TCP, or RTU frames on a stream. Typed calls: <see cref="ModbusCalls"/>.</summary>
public interface IModbusChannel
{
    /// <summary>
    /// Sends any PDU of 1 to 253 bytes, legal or not. The value is the response PDU as received, also for an exception response or one that does not belong
    /// to the request (Malformed).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU has no or more than 253 bytes.</exception>
    Task<ModbusResult<byte[]>> SendPduAsync(byte unitId, ReadOnlySpan<byte> pdu);
}
