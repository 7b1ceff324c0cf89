using System.Globalization;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>FC 21 (AP 6.15): groups of records with their data; the response repeats the request.</summary>
internal sealed class WriteFileRecord() : ModbusFunction(ModbusFunctionCode.WriteFileRecord, ModbusTable.None, isWrite: true)
{
    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < 2 + FileRange.Length + 2 || pdu[1] != pdu.Length - 2 || pdu[1] > ModbusLimits.MaxWriteFileBytes)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ModbusExceptionCode exception = ModbusExceptionCode.None;
        ushort groups = 0;
        for (ReadOnlySpan<byte> rest = pdu[2..]; !rest.IsEmpty; groups++)
        {
            if (rest.Length < FileRange.Length || rest.Length < Total(rest))
            {
                return ModbusExceptionCode.IllegalDataValue;
            }

            exception = exception == ModbusExceptionCode.None ? FileRange.Read(rest).Check() : exception;
            rest = rest[Total(rest)..];
        }

        if (exception == ModbusExceptionCode.None)
        {
            request = new ModbusRequest(this, pdu, address: 0, groups, pdu[2..]);
        }

        return exception;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length != request.Quantity)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        if (Digest(pdu) != request.EchoedValue)
        {
            return ModbusResponseStatus.EchoMismatch;
        }

        response = new ModbusResponse(pdu, ModbusExceptionCode.None);
        return ModbusResponseStatus.Ok;
    }

    internal override ModbusRequestKey KeyOf(in ModbusRequest request) => new(Code, 0, (ushort)request.Pdu.Length, Digest(request.Pdu));

    internal override int RequestLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    internal override int ResponseLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    internal override void Describe(StringBuilder text, in ModbusRequest request)
    {
        for (ReadOnlySpan<byte> rest = request.Data; !rest.IsEmpty; rest = rest[Total(rest)..])
        {
            text.Append(rest.Length == request.Data.Length ? "" : ",");
            FileRange.Read(rest).Describe(text);
            text.Append(CultureInfo.InvariantCulture, $" =");
            ModbusText.AppendList(text, new ModbusRegisters(rest[FileRange.Length..Total(rest)]), default);
        }
    }

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        for (ReadOnlySpan<byte> rest = request.Data; !rest.IsEmpty; rest = rest[Total(rest)..])
        {
            FileRange range = FileRange.Read(rest);
            ModbusExceptionCode exception = device.CheckFileRecords(context, range.File, range.Record, range.Count);
            if (exception != ModbusExceptionCode.None)
            {
                return exception;
            }
        }

        Span<ushort> values = stackalloc ushort[ModbusLimits.MaxWriteFileBytes / 2];
        for (ReadOnlySpan<byte> rest = request.Data; !rest.IsEmpty; rest = rest[Total(rest)..])
        {
            FileRange range = FileRange.Read(rest);
            new ModbusRegisters(rest[FileRange.Length..Total(rest)]).CopyTo(values);
            device.WriteFileRecords(context, range.File, range.Record, values[..range.Count]);
        }

        request.Pdu.CopyTo(response);
        length = request.Pdu.Length;
        return ModbusExceptionCode.None;
    }

    private static int Total(ReadOnlySpan<byte> group) => FileRange.Length + (2 * FileRange.Read(group).Count);
}
