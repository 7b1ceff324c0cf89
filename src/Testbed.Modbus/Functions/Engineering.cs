using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>
/// FC 100, of the range that users define (AP 5): the engineering service of a controller, with subfunctions of its own. Passwords, session numbers and programs
/// never reach text.
/// </summary>
internal sealed class Engineering() : ModbusFunction(ModbusFunctionCode.Engineering, ModbusTable.None, isWrite: true)
{
    internal override bool Writes(in ModbusRequest request) => ((EngineeringSubfunction)request.Address).Changes();

    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        ModbusExceptionCode exception = EngineeringRequest.TryParse(pdu, out EngineeringRequest parsed);
        request = exception == ModbusExceptionCode.None
            ? new ModbusRequest(this, pdu, (ushort)parsed.Subfunction, quantity: 0, pdu[1..])
            : default;
        return exception;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length < 2 || pdu[1] != request.Address)
        {
            return pdu.Length < 2 ? ModbusResponseStatus.LengthMismatch : ModbusResponseStatus.EchoMismatch;
        }

        if (EngineeringResponse.TryParse((EngineeringSubfunction)pdu[1], pdu) is null)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        response = new ModbusResponse(pdu, pdu[1..]);
        return ModbusResponseStatus.Ok;
    }

    internal override int RequestLength(ReadOnlySpan<byte> start) => UnknownLength;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => UnknownLength;

    internal override void Describe(StringBuilder text, in ModbusRequest request)
    {
        EngineeringRequest.TryParse(request.Pdu, out EngineeringRequest parsed);
        text.Append(' ').Append(parsed.ToString());
    }

    internal override void DescribeResponse(StringBuilder text, in ModbusResponse response) =>
        text.Append(EngineeringResponse.TryParse((EngineeringSubfunction)response.Pdu[1], response.Pdu)?.Describe() ?? "");

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        EngineeringRequest.TryParse(request.Pdu, out EngineeringRequest parsed);
        return device.Engineer(context, parsed, response, out length);
    }
}
