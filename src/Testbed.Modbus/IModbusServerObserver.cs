namespace Testbed.Modbus;

/// <summary>
/// Sees what a server does, for audit and evidence. Called synchronously on the connection's thread, before the answer leaves; spans are valid only
/// during the call. The context carries the unit id of the request.
/// </summary>
public interface IModbusServerObserver
{
    /// <summary>A request was answered with <paramref name="responsePdu"/>.</summary>
    void OnServed(in ModbusCallContext context, in ModbusAdu request, ReadOnlySpan<byte> responsePdu);

    /// <summary>A request addressed a unit that is not here; it gets no answer.</summary>
    void OnUnknownUnit(in ModbusCallContext context, in ModbusAdu request);

    /// <summary>A malformed frame starts <paramref name="received"/>; the connection is closed next.</summary>
    void OnMalformed(in ModbusCallContext context, ModbusFrameStatus reason, ReadOnlySpan<byte> received);
}
