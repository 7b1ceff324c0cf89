namespace Testbed.Modbus.Tests.Support;

/// <summary>A serial unit that has every address, file, queue and identification, so that only the protocol's own rules refuse anything.</summary>
internal sealed class EverythingUnit : IModbusDevice
{
    private readonly RegisterBank _bank = new(
        ModbusLimits.AddressSpace, ModbusLimits.AddressSpace, ModbusLimits.AddressSpace, ModbusLimits.AddressSpace);

    private readonly ModbusDeviceIdentification _identification = new(
        "Vendor", "Code", "1.0", Enumerable.Range(0x80, 10).Append(3).Append(4).ToDictionary(id => (byte)id, id => new string('x', 60)));

    internal static ModbusSerialUnit Create() => new(new EverythingUnit(), [7]);

    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) =>
        ModbusPdu.IsSupported(context.FunctionCode) ? ModbusExceptionCode.None : ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        _bank.ReadCoils(context, address, destination);

    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        _bank.ReadDiscreteInputs(context, address, destination);

    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        _bank.ReadHoldingRegisters(context, address, destination);

    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        _bank.ReadInputRegisters(context, address, destination);

    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) =>
        _bank.WriteCoils(context, address, values);

    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) =>
        _bank.WriteHoldingRegisters(context, address, values);

    public ModbusExceptionCode CheckFileRecords(in ModbusCallContext context, ushort file, ushort record, int count) => ModbusExceptionCode.None;

    public void ReadFileRecords(in ModbusCallContext context, ushort file, ushort record, Span<ushort> destination) => destination.Fill(file);

    public ModbusExceptionCode ReadFifoQueue(in ModbusCallContext context, ushort pointerAddress, Span<ushort> destination, out int count)
    {
        count = pointerAddress % 32;
        destination[..count].Fill(pointerAddress);
        return ModbusExceptionCode.None;
    }

    public ModbusDeviceIdentification? Identify(in ModbusCallContext context) => _identification;
}
