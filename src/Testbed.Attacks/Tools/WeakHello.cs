using System.Buffers.Binary;

namespace Testbed.Attacks;

/// <summary>
/// TLS ClientHello messages that offer only what nobody should accept any more, written byte by byte because the platform's own TLS refuses to
/// (RFC 2246, 4346, 5246: handshake type 1 in a record of type 22).
/// </summary>
internal static class WeakHello
{
    // NULL-MD5, NULL-SHA, RC4-MD5, RC4-SHA, DES, 3DES, NULL-SHA256, ECDHE-ECDSA with NULL, RC4, 3DES.
    private static readonly ushort[] BrokenSuites = [0x0001, 0x0002, 0x0004, 0x0005, 0x0009, 0x000A, 0x003B, 0xC006, 0xC007, 0xC008];

    // ECDHE-ECDSA and RSA with AES-CBC and SHA-1, AES-GCM: usual ones of TLS 1.0 to 1.2.
    private static readonly ushort[] UsualSuites = [0xC009, 0xC00A, 0xC013, 0xC014, 0x002F, 0x0035, 0xC02B, 0xC02C, 0xC023];

    /// <summary>The offers to make to a server that should accept nothing below a version: name and bytes.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Below(string minVersion)
    {
        yield return ("SSL 3.0", Build(0x0300, UsualSuites));
        yield return ("TLS 1.0", Build(0x0301, UsualSuites));
        yield return ("TLS 1.1", Build(0x0302, UsualSuites));
        yield return ("TLS 1.2 with NULL, RC4, DES and 3DES only", Build(0x0303, BrokenSuites));
        if (minVersion == "1.3")
        {
            yield return ("TLS 1.2", Build(0x0303, UsualSuites));
        }
    }

    /// <summary>True when the answer begins with a ServerHello: the offer was taken.</summary>
    public static bool IsAccepted(ReadOnlySpan<byte> answer) => answer.Length > 5 && answer[0] == 0x16 && answer[5] == 0x02;

    private static byte[] Build(ushort version, ushort[] suites)
    {
        byte[] groups = [0x00, 0x0A, 0x00, 0x06, 0x00, 0x04, 0x00, 0x17, 0x00, 0x18];
        byte[] formats = [0x00, 0x0B, 0x00, 0x02, 0x01, 0x00];
        byte[] signatures = [0x00, 0x0D, 0x00, 0x0A, 0x00, 0x08, 0x04, 0x03, 0x02, 0x03, 0x04, 0x01, 0x02, 0x01];
        byte[] extensions = version == 0x0300 ? [] : version == 0x0303 ? [.. groups, .. formats, .. signatures] : [.. groups, .. formats];
        var body = new List<byte>();
        Add16(body, version);
        body.AddRange(Enumerable.Range(0, 32).Select(i => (byte)i));
        body.Add(0);
        Add16(body, (ushort)(2 * suites.Length));
        foreach (var suite in suites)
        {
            Add16(body, suite);
        }

        body.AddRange([1, 0]);
        if (extensions.Length > 0)
        {
            Add16(body, (ushort)extensions.Length);
            body.AddRange(extensions);
        }

        var record = new List<byte> { 0x16 };
        Add16(record, Math.Min(version, (ushort)0x0301));
        Add16(record, (ushort)(body.Count + 4));
        record.AddRange([0x01, 0x00, (byte)(body.Count >> 8), (byte)body.Count]);
        record.AddRange(body);
        return [.. record];
    }

    private static void Add16(List<byte> to, ushort value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, value);
        to.AddRange(two);
    }
}
