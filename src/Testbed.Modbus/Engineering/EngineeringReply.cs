using System.Buffers.Binary;
using System.Text;

namespace Testbed.Modbus;

/// <summary>Writes a response PDU of the engineering service into a span of at least 253 bytes. What does not fit is cut, at a whole character.</summary>
public ref struct EngineeringReply
{
    private readonly Span<byte> _pdu;

    /// <summary>Begins a response with its status.</summary>
    public EngineeringReply(Span<byte> pdu, EngineeringSubfunction subfunction, EngineeringStatus status = EngineeringStatus.Done)
    {
        _pdu = pdu[..ModbusLimits.MaxPduLength];
        _pdu[0] = ModbusFunctionCode.Engineering;
        _pdu[1] = (byte)subfunction;
        _pdu[2] = (byte)status;
        Length = EngineeringLimits.ResponseHeader;
    }

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that still fit.</summary>
    public readonly int Room => _pdu.Length - Length;

    /// <summary>Status and text of a refusal.</summary>
    public static int Refuse(Span<byte> pdu, EngineeringSubfunction subfunction, EngineeringStatus status, string text)
    {
        var reply = new EngineeringReply(pdu, subfunction, status);
        reply.Text(text);
        return reply.Length;
    }

    /// <summary>Adds a byte.</summary>
    public void Byte(byte value) => _pdu[Length++] = value;

    /// <summary>Adds 16 bits.</summary>
    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_pdu[Length..], value);
        Length += 2;
    }

    /// <summary>Adds 32 bits.</summary>
    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_pdu[Length..], value);
        Length += 4;
    }

    /// <summary>Adds a session number.</summary>
    public void Session(UInt128 value)
    {
        BinaryPrimitives.WriteUInt128BigEndian(_pdu[Length..], value);
        Length += EngineeringLimits.SessionLength;
    }

    /// <summary>Adds bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_pdu[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Adds a text with its length, at most <paramref name="max"/> bytes and what fits; control characters become spaces, what is no Unicode '?'.</summary>
    public void Text(string text, int max = byte.MaxValue)
    {
        int limit = Math.Min(Math.Min(max, byte.MaxValue), Room - 1);
        int start = Length++;
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune shown = Rune.IsControl(rune) ? new Rune(' ') : rune;
            if (Length - start - 1 + shown.Utf8SequenceLength > limit)
            {
                break;
            }

            Length += shown.EncodeToUtf8(_pdu[Length..]);
        }

        _pdu[start] = (byte)(Length - start - 1);
    }
}
