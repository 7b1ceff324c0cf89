using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>FC 20 (AP 6.14): groups of records, each with its own length byte and reference type in the response.</summary>
internal sealed class ReadFileRecord() : ModbusFunction(ModbusFunctionCode.ReadFileRecord, ModbusTable.None, isWrite: false)
{
    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < 2 + FileRange.Length || pdu[1] != pdu.Length - 2 || pdu[1] > ModbusLimits.MaxReadFileBytes || pdu[1] % FileRange.Length != 0)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ReadOnlySpan<byte> groups = pdu[2..];
        int answer = 0;
        ModbusExceptionCode exception = ModbusExceptionCode.None;
        for (ReadOnlySpan<byte> rest = groups; !rest.IsEmpty; rest = rest[FileRange.Length..])
        {
            FileRange range = FileRange.Read(rest);
            answer += 2 + (2 * range.Count);
            exception = exception == ModbusExceptionCode.None ? range.Check() : exception;
        }

        if (answer > ModbusLimits.MaxReadFileBytes)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        if (exception == ModbusExceptionCode.None)
        {
            request = new ModbusRequest(this, pdu, address: 0, (ushort)(groups.Length / FileRange.Length), groups);
        }

        return exception;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length < 2 || pdu[1] != pdu.Length - 2)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        Span<byte> lengths = stackalloc byte[ModbusLimits.MaxReadFileBytes];
        int groups = 0;
        for (ReadOnlySpan<byte> rest = pdu[2..]; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
        {
            if (rest[0] < 1 || rest.Length < 1 + rest[0] || rest[1] != ModbusLimits.FileReferenceType)
            {
                return ModbusResponseStatus.ByteCountMismatch;
            }

            lengths[groups++] = rest[0];
        }

        if (groups != request.Quantity || Digest(lengths[..groups]) != request.EchoedValue)
        {
            return ModbusResponseStatus.ByteCountMismatch;
        }

        response = new ModbusResponse(pdu, pdu[2..]);
        return ModbusResponseStatus.Ok;
    }

    internal override ModbusRequestKey KeyOf(in ModbusRequest request)
    {
        Span<byte> lengths = stackalloc byte[request.Quantity];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = (byte)(1 + (2 * FileRange.Read(request.Data[(i * FileRange.Length)..]).Count));
        }

        return new ModbusRequestKey(Code, request.Address, request.Quantity, Digest(lengths));
    }

    internal override int RequestLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    internal override int ResponseLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    internal override void Describe(StringBuilder text, in ModbusRequest request)
    {
        for (int i = 0; i < request.Quantity; i++)
        {
            text.Append(i == 0 ? "" : ",");
            FileRange.Read(request.Data[(i * FileRange.Length)..]).Describe(text);
        }
    }

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        for (ReadOnlySpan<byte> rest = request.Data; !rest.IsEmpty; rest = rest[FileRange.Length..])
        {
            FileRange range = FileRange.Read(rest);
            ModbusExceptionCode exception = device.CheckFileRecords(context, range.File, range.Record, range.Count);
            if (exception != ModbusExceptionCode.None)
            {
                return exception;
            }
        }

        length = 2;
        Span<ushort> values = stackalloc ushort[ModbusLimits.MaxReadFileBytes / 2];
        for (ReadOnlySpan<byte> rest = request.Data; !rest.IsEmpty; rest = rest[FileRange.Length..])
        {
            FileRange range = FileRange.Read(rest);
            device.ReadFileRecords(context, range.File, range.Record, values[..range.Count]);
            response[length] = (byte)(1 + (2 * range.Count));
            response[length + 1] = ModbusLimits.FileReferenceType;
            ModbusRegisters.Write(values[..range.Count], response.Slice(length + 2, 2 * range.Count));
            length += 2 + (2 * range.Count);
        }

        response[0] = Code;
        response[1] = (byte)(length - 2);
        return ModbusExceptionCode.None;
    }
}
