using System.Buffers.Binary;
using System.Text;

namespace Testbed.TestSupport;

/// <summary>A block of a pcapng file: its type, the place of its section, its body without options, and its options by code.</summary>
public sealed record PcapngBlock(uint Type, int Section, byte[] Body, ILookup<int, byte[]> Options)
{
    /// <summary>The comments.</summary>
    public string Comment => string.Join("|", Options[1].Select(Encoding.UTF8.GetString));
}

/// <summary>Reads pcapng files by the letter of the specification, written apart from what writes them; throws on anything that does not fit.</summary>
public static class PcapngReader
{
    /// <summary>Section header.</summary>
    public const uint Section = 0x0A0D0D0A;

    /// <summary>Interface description.</summary>
    public const uint Interface = 1;

    /// <summary>Name resolution.</summary>
    public const uint Names = 4;

    /// <summary>Interface statistics.</summary>
    public const uint Statistics = 5;

    /// <summary>Enhanced packet.</summary>
    public const uint Packet = 6;

    /// <summary>All blocks in order.</summary>
    public static IReadOnlyList<PcapngBlock> Read(byte[] file)
    {
        List<PcapngBlock> blocks = [];
        var section = -1;
        var at = 0;
        while (at < file.Length)
        {
            var type = Word(file, at);
            var length = (int)Word(file, at + 4);
            if (length % 4 != 0 || length < 12 || at + length > file.Length || Word(file, at + length - 4) != length)
            {
                throw new InvalidDataException($"The block at {at} has a wrong length.");
            }

            section += type == Section ? 1 : 0;
            var inside = file.AsSpan(at + 8, length - 12);
            var body = BodyLength(type, inside);
            blocks.Add(new PcapngBlock(type, section, inside[..body].ToArray(), Options(inside[body..])));
            at += length;
        }

        return blocks;
    }

    /// <summary>The frame of a packet block.</summary>
    public static byte[] Frame(PcapngBlock packet)
    {
        var (captured, original) = ((int)Word(packet.Body, 12), (int)Word(packet.Body, 16));
        return captured == original ? packet.Body.AsSpan(20, captured).ToArray() : throw new InvalidDataException("The packet is cut.");
    }

    /// <summary>The time of a packet block, where its interface counts nanoseconds.</summary>
    public static DateTimeOffset Time(PcapngBlock packet) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)((((ulong)Word(packet.Body, 4) << 32) | Word(packet.Body, 8)) / 100));

    private static int BodyLength(uint type, ReadOnlySpan<byte> inside) => type switch
    {
        Section when BinaryPrimitives.ReadUInt32LittleEndian(inside) != 0x1A2B3C4D => throw new InvalidDataException("The byte order is unknown."),
        Section => 16,
        Interface => 8,
        Statistics => 12,
        Packet => 20 + ((BinaryPrimitives.ReadInt32LittleEndian(inside[12..]) + 3) & ~3),
        Names => inside.Length,
        _ => throw new InvalidDataException($"A block of type {type} is not expected."),
    };

    private static ILookup<int, byte[]> Options(ReadOnlySpan<byte> bytes)
    {
        List<(int Code, byte[] Value)> options = [];
        while (!bytes.IsEmpty)
        {
            var (code, length) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
            if (code == 0)
            {
                return length == 0 && bytes.Length == 4 ? options.ToLookup(o => o.Code, o => o.Value) : throw new InvalidDataException("Options go on after their end.");
            }

            options.Add((code, bytes.Slice(4, length).ToArray()));
            bytes = bytes[(4 + ((length + 3) & ~3))..];
        }

        return options.Count == 0 ? options.ToLookup(o => o.Code, o => o.Value) : throw new InvalidDataException("Options have no end.");
    }

    private static uint Word(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
}
