using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>
/// FC 23 (AP 6.17): writes one range, then reads another, within one request. The range to read is tried before anything is written, so that an exception
/// leaves the device unchanged.
/// </summary>
internal sealed class ReadWriteMultipleRegisters()
    : ModbusFunction(ModbusFunctionCode.ReadWriteMultipleRegisters, ModbusTable.HoldingRegisters, isWrite: true)
{
    private const int FixedLength = 10;

    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < FixedLength)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ushort readQuantity = ReadUInt16(pdu, 3);
        ushort writeQuantity = ReadUInt16(pdu, 7);
        if (pdu[9] != pdu.Length - FixedLength || pdu[9] != writeQuantity * 2)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ModbusExceptionCode read = CheckRange(ReadUInt16(pdu, 1), readQuantity, ModbusLimits.MaxReadRegisters);
        ModbusExceptionCode write = CheckRange(ReadUInt16(pdu, 5), writeQuantity, ModbusLimits.MaxReadWriteRegisters);
        if (read == ModbusExceptionCode.IllegalDataValue || write == ModbusExceptionCode.IllegalDataValue)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        if (read != ModbusExceptionCode.None || write != ModbusExceptionCode.None)
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        request = new ModbusRequest(this, pdu, ReadUInt16(pdu, 5), writeQuantity, pdu[FixedLength..], ReadUInt16(pdu, 1), readQuantity);
        return ModbusExceptionCode.None;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length < 2 || pdu[1] != pdu.Length - 2)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        if (pdu[1] != request.Quantity * 2)
        {
            return ModbusResponseStatus.ByteCountMismatch;
        }

        response = new ModbusResponse(pdu, ModbusTable.HoldingRegisters, request.Quantity, pdu[2..]);
        return ModbusResponseStatus.Ok;
    }

    /// <summary>Of the range read, since that is what the response tells about.</summary>
    internal override ModbusRequestKey KeyOf(in ModbusRequest request) => new(Code, request.ReadAddress, request.ReadQuantity, EchoedValue: 0);

    internal override int RequestLength(ReadOnlySpan<byte> start) => Counted(start, FixedLength - 1);

    internal override int ResponseLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    internal override void Describe(StringBuilder text, in ModbusRequest request)
    {
        AppendRange(text, Table, request.Address, request.Quantity);
        text.Append(" =");
        ModbusText.AppendList(text, request.Registers, default);
        text.Append(" read");
        AppendRange(text, Table, request.ReadAddress, request.ReadQuantity);
    }

    internal override void DescribeResponse(StringBuilder text, in ModbusResponse response) => ModbusText.AppendList(text, response.Registers, default);

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        Span<ushort> written = stackalloc ushort[request.Quantity];
        Span<ushort> read = stackalloc ushort[request.ReadQuantity];
        ModbusExceptionCode exception = device.ReadHoldingRegisters(context, request.ReadAddress, read);
        if (exception == ModbusExceptionCode.None)
        {
            request.Registers.CopyTo(written);
            exception = device.WriteHoldingRegisters(context, request.Address, written);
        }

        if (exception == ModbusExceptionCode.None)
        {
            exception = device.ReadHoldingRegisters(context, request.ReadAddress, read);
        }

        length = exception == ModbusExceptionCode.None ? ModbusResponseEncoder.WriteRegisters(response, Code, read) : 0;
        return exception;
    }
}
