using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Testbed.Reporting;

/// <summary>One option of a pcapng block: its code and its value.</summary>
internal readonly record struct PcapngOption(ushort Code, byte[] Value)
{
    /// <summary>A text.</summary>
    public static PcapngOption Text(ushort code, string text) => new(code, Encoding.UTF8.GetBytes(HtmlText.Clean(text)));

    /// <summary>A comment, which every block may have.</summary>
    public static PcapngOption Comment(string text) => Text(1, text);

    /// <summary>A 64-bit count.</summary>
    public static PcapngOption Count(ushort code, long count)
    {
        var value = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(value, count);
        return new(code, value);
    }
}

/// <summary>
/// Blocks of a capture file, little-endian: IETF draft-ietf-opsawg-pcapng, sections 3.1 (general block), 3.5 (options), 4.1 (section header), 4.2 (interface
/// description), 4.3 (enhanced packet), 4.5 (name resolution) and 4.6 (interface statistics). Times are in nanoseconds.
/// </summary>
internal sealed class PcapngBlocks(Stream to)
{
    private const uint SectionType = 0x0A0D0D0A;
    private const uint InterfaceType = 1;
    private const uint NamesType = 4;
    private const uint StatisticsType = 5;
    private const uint PacketType = 6;
    private const ushort Ethernet = 1;
    private const byte Nanoseconds = 9;

    /// <summary>Begins a section; what follows belongs to it.</summary>
    public void Section(string application, string comment)
    {
        var body = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(body, 0x1A2B3C4D);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(4), 1);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(8), -1);
        Block(SectionType, body, [PcapngOption.Comment(comment), PcapngOption.Text(4, application)]);
    }

    /// <summary>Describes the next interface of the section; they are numbered from 0.</summary>
    public void Interface(string name, string description)
    {
        var body = new byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(body, Ethernet);
        Block(InterfaceType, body, [PcapngOption.Text(2, name), PcapngOption.Text(3, description), new(9, [Nanoseconds])]);
    }

    /// <summary>Names of IPv4 addresses.</summary>
    public void Names(IEnumerable<(IPAddress Address, string Name)> names)
    {
        using var body = new MemoryStream();
        Span<byte> head = stackalloc byte[4];
        foreach (var (address, name) in names)
        {
            var text = Encoding.UTF8.GetBytes(HtmlText.Clean(name));
            BinaryPrimitives.WriteUInt16LittleEndian(head, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)(4 + text.Length + 1));
            body.Write(head);
            body.Write(address.GetAddressBytes());
            body.Write(text);
            body.WriteByte(0);
            body.Write(new byte[Padding(4 + text.Length + 1)]);
        }

        body.Write(new byte[4]);
        Block(NamesType, body.ToArray(), []);
    }

    /// <summary>A packet.</summary>
    public void Packet(int @interface, DateTimeOffset at, ReadOnlySpan<byte> frame, string comment)
    {
        var body = new byte[20 + frame.Length + Padding(frame.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(body, @interface);
        Time(body.AsSpan(4), at);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(12), frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(16), frame.Length);
        frame.CopyTo(body.AsSpan(20));
        Block(PacketType, body, [PcapngOption.Comment(comment)]);
    }

    /// <summary>How many packets passed an interface and how many of them are not in the section.</summary>
    public void Statistics(int @interface, DateTimeOffset at, long received, long dropped, string comment)
    {
        var body = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(body, @interface);
        Time(body.AsSpan(4), at);
        Block(StatisticsType, body, [PcapngOption.Comment(comment), PcapngOption.Count(4, received), PcapngOption.Count(5, dropped)]);
    }

    private static void Time(Span<byte> to, DateTimeOffset at)
    {
        var nanoseconds = (ulong)(at - DateTimeOffset.UnixEpoch).Ticks * 100;
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)(nanoseconds >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], (uint)nanoseconds);
    }

    private static int Padding(int length) => -length & 3;

    private void Block(uint type, ReadOnlySpan<byte> body, ReadOnlySpan<PcapngOption> options)
    {
        var ofOptions = 0;
        foreach (var option in options)
        {
            ofOptions += 4 + option.Value.Length + Padding(option.Value.Length);
        }

        var end = options.IsEmpty ? 0 : 4;
        var length = (uint)(12 + body.Length + ofOptions + end);
        Word(type);
        Word(length);
        to.Write(body);
        Span<byte> head = stackalloc byte[4];
        foreach (var option in options)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(head, option.Code);
            BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)option.Value.Length);
            to.Write(head);
            to.Write(option.Value);
            to.Write(new byte[Padding(option.Value.Length)]);
        }

        to.Write(new byte[end]);
        Word(length);
    }

    private void Word(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        to.Write(bytes);
    }
}
