using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>A serial function code whose request is the code alone.</summary>
internal abstract class SerialQuery(byte code) : SerialFunction(code)
{
    internal sealed override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length != 1)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request = new ModbusRequest(this, pdu, address: 0, quantity: 0);
        return ModbusExceptionCode.None;
    }

    internal sealed override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        int length = ResponseLength(pdu);
        if (length == 0 || length != pdu.Length || length < MinResponse)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        response = new ModbusResponse(pdu, pdu[1..]);
        return ModbusResponseStatus.Ok;
    }

    internal sealed override int RequestLength(ReadOnlySpan<byte> start) => 1;

    internal sealed override void Describe(StringBuilder text, in ModbusRequest request)
    {
    }

    private protected abstract int MinResponse { get; }
}
