using System.Buffers.Binary;
using System.Text;

namespace Testbed.Core;

/// <content>The one serialisation, to bytes and back.</content>
public sealed partial class ProgramBundle
{
    private static ReadOnlySpan<byte> Magic => "TBPB"u8;

    /// <summary>The serialisation, with the signature if there is one.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        bytes.Write(_content);
        if (Signature is { } signature)
        {
            bytes.WriteByte(1);
            WriteShort(bytes, signature.Certificate.Length);
            bytes.Write(signature.Certificate.Span);
            bytes.Write(signature.Value.Span);
        }
        else
        {
            bytes.WriteByte(0);
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// Reads a serialisation. Strict: what is not exactly what <see cref="ToBytes"/> writes is refused, so that two different sequences of bytes never are the
    /// same bundle. Never throws for any bytes. The signature is not verified.
    /// </summary>
    /// <param name="bytes">The whole serialisation.</param>
    /// <param name="bundle">The bundle; null when it was refused.</param>
    /// <param name="problem">What is wrong, as a sentence; empty when nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ProgramBundle? bundle, out string problem)
    {
        bundle = null;
        problem = "This is no program bundle.";
        if (bytes.Length > MaxLength)
        {
            problem = $"The program has {bytes.Length} bytes, a controller takes at most {MaxLength}.";
            return false;
        }

        var rest = bytes;
        if (!TryReadContent(ref rest, out var name, out var version, out var files))
        {
            return false;
        }

        var content = bytes[..^rest.Length];
        if (!TryReadSignature(rest, out var signature))
        {
            problem = "The end of the program bundle is damaged.";
            return false;
        }

        if (Problem(name, version, files) is { } wrong)
        {
            problem = wrong;
            return false;
        }

        if (files.Zip(files.Skip(1)).Any(p => string.CompareOrdinal(p.First.Name, p.Second.Name) >= 0))
        {
            problem = "The files of the bundle are not in order of their names.";
            return false;
        }

        problem = "";
        bundle = new ProgramBundle(name, version, files, content.ToArray(), signature);
        return true;
    }

    private static byte[] Write(string name, string version, ProgramFile[] files)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Magic);
        bytes.WriteByte(FormatVersion);
        WriteName(bytes, name);
        WriteName(bytes, version);
        WriteShort(bytes, files.Length);
        Span<byte> length = stackalloc byte[4];
        foreach (var file in files)
        {
            WriteName(bytes, file.Name);
            var text = Utf8.GetBytes(file.Text);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }

    private static void WriteName(MemoryStream bytes, string name)
    {
        bytes.WriteByte((byte)name.Length);
        bytes.Write(Encoding.ASCII.GetBytes(name));
    }

    private static void WriteShort(MemoryStream bytes, int value)
    {
        bytes.WriteByte((byte)(value >> 8));
        bytes.WriteByte((byte)(value & 0xFF));
    }

    private static bool TryReadContent(ref ReadOnlySpan<byte> rest, out string name, out string version, out List<ProgramFile> files)
    {
        (name, version, files) = ("", "", []);
        if (!rest.StartsWith(Magic) || rest.Length <= Magic.Length || rest[Magic.Length] != FormatVersion)
        {
            return false;
        }

        rest = rest[(Magic.Length + 1)..];
        if (!TryReadName(ref rest, out name) || !TryReadName(ref rest, out version) || rest.Length < 2)
        {
            return false;
        }

        var count = BinaryPrimitives.ReadUInt16BigEndian(rest);
        rest = rest[2..];
        for (var i = 0; i < count; i++)
        {
            if (files.Count >= MaxFiles || !TryReadName(ref rest, out var file) || !TryReadText(ref rest, out var text))
            {
                return false;
            }

            files.Add(new ProgramFile(file, text));
        }

        return true;
    }

    private static bool TryReadName(ref ReadOnlySpan<byte> rest, out string name)
    {
        name = "";
        if (rest.IsEmpty || rest[0] >= rest.Length)
        {
            return false;
        }

        var bytes = rest.Slice(1, rest[0]);
        rest = rest[(1 + bytes.Length)..];
        name = Encoding.Latin1.GetString(bytes);
        return true;
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> rest, out string text)
    {
        text = "";
        if (rest.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - 4)
        {
            return false;
        }

        var bytes = rest.Slice(4, (int)length);
        rest = rest[(4 + bytes.Length)..];
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return false;
        }

        text = Utf8.GetString(bytes);
        return true;
    }

    private static bool TryReadSignature(ReadOnlySpan<byte> rest, out ProgramSignature? signature)
    {
        signature = null;
        if (rest is [0])
        {
            return true;
        }

        if (rest.Length < 3 || rest[0] != 1)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
        if (length is 0 or > MaxCertificate || rest.Length != 3 + length + SignatureLength)
        {
            return false;
        }

        signature = new ProgramSignature(rest.Slice(3, length).ToArray(), rest[(3 + length)..].ToArray());
        return true;
    }
}
