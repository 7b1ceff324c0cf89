using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>Response common to FC 5, 6, 15 and 16 (AP 6.5, 6.6, 6.11, 6.12): address and either the value or the quantity, repeated.</summary>
internal abstract class WriteFunction(byte code, ModbusTable table, bool echoesValue) : ModbusFunction(code, table, isWrite: true)
{
    private const int FixedLength = 5;

    internal sealed override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length != FixedLength)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        uint expected = echoesValue ? request.EchoedValue : request.Quantity;
        if (ReadUInt16(pdu, 1) != request.Address || ReadUInt16(pdu, 3) != expected)
        {
            return ModbusResponseStatus.EchoMismatch;
        }

        response = new ModbusResponse(pdu, ModbusExceptionCode.None);
        return ModbusResponseStatus.Ok;
    }

    internal sealed override ModbusRequestKey KeyOf(in ModbusRequest request) =>
        new(Code, request.Address, request.Quantity, echoesValue ? ReadUInt16(request.Data, 0) : 0u);

    internal sealed override int ResponseLength(ReadOnlySpan<byte> start) => FixedLength;

    internal sealed override void Describe(StringBuilder text, in ModbusRequest request)
    {
        AppendRange(text, Table, request.Address, request.Quantity);
        text.Append(" =");
        if (echoesValue)
        {
            text.Append(' ');
            ModbusText.AppendValues(text, request.Registers, request.Bits);
        }
        else
        {
            ModbusText.AppendList(text, request.Registers, request.Bits);
        }
    }

    internal sealed override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        ModbusExceptionCode exception = Write(device, context, request);
        ModbusRequestKey key = request.Key;
        length = exception == ModbusExceptionCode.None
            ? ModbusResponseEncoder.WriteEcho(response, Code, key.Address, echoesValue ? (ushort)key.EchoedValue : key.Quantity)
            : 0;
        return exception;
    }

    private protected abstract ModbusExceptionCode Write(IModbusDevice device, in ModbusCallContext context, in ModbusRequest request);
}
