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

    public ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length)
    {
        // Half of the requests are refused with a reason, so that both kinds of response are met.
        length = request.Number % 2 == 1
            ? EngineeringReply.Refuse(responsePdu, request.Subfunction, EngineeringStatus.WrongState, request.First)
            : Answer(request, responsePdu);
        return ModbusExceptionCode.None;
    }

    private static int Answer(in EngineeringRequest request, Span<byte> responsePdu)
    {
        var reply = new EngineeringReply(responsePdu, request.Subfunction);
        switch (request.Subfunction)
        {
            case EngineeringSubfunction.Identify:
                reply.Byte(1);
                reply.UInt32(1 << 20);
                reply.Byte(224);
                reply.Text("product");
                reply.Text("1.0");
                reply.Text(new string('n', 300));
                break;
            case EngineeringSubfunction.LogOn:
                reply.Session(UInt128.MaxValue);
                break;
            case EngineeringSubfunction.State:
                reply.Byte(2);
                reply.Byte(3);
                reply.Bytes(new byte[32]);
                reply.Text("name");
                reply.Text("1.2");
                reply.Text("");
                reply.Text(new string('\u00e4', 200));
                break;
            case EngineeringSubfunction.UploadBegin:
                reply.UInt32(7);
                reply.Bytes(new byte[32]);
                break;
            case EngineeringSubfunction.UploadBlock:
                reply.UInt16((ushort)request.Number);
                reply.Bytes(new byte[224]);
                break;
            case EngineeringSubfunction.ReadVariable:
                reply.Text(request.First);
                break;
            case EngineeringSubfunction.ListVariables:
                reply.UInt16(2);
                reply.Byte(2);
                reply.Text("A.b");
                reply.Text("A.c");
                break;
            default:
                break;
        }

        return reply.Length;
    }
}
