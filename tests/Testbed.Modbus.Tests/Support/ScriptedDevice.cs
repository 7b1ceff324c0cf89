namespace Testbed.Modbus.Tests.Support;

/// <summary>A device whose behaviour a test chooses; remembers its callers and threads.</summary>
internal sealed class ScriptedDevice(Func<ModbusCallContext, ModbusExceptionCode> answer) : IModbusDevice
{
    internal List<ModbusCallContext> Calls { get; } = [];

    internal HashSet<int> Threads { get; } = [];

    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) => Answer(context);

    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) => Answer(context);

    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination)
    {
        destination.Fill(address);
        return Answer(context);
    }

    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) => Answer(context);

    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) => Answer(context);

    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) => Answer(context);

    private ModbusExceptionCode Answer(in ModbusCallContext context)
    {
        Calls.Add(context);
        Threads.Add(Environment.CurrentManagedThreadId);
        return answer(context);
    }
}
