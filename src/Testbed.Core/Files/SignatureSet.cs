using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>How one malicious file is recognised: by text in it, or by the SHA-256 of the whole.</summary>
/// <param name="Name">What is reported.</param>
/// <param name="Pattern">Octets that stand somewhere in the file; empty for a signature by digest.</param>
/// <param name="Digest">SHA-256 of the file in lower-case hex; empty for a signature by pattern.</param>
public sealed record MalwareSignature(string Name, string Pattern, string Digest)
{
    /// <summary>True when the content is meant. Patterns are ASCII text.</summary>
    public bool Matches(ReadOnlySpan<byte> content) => Pattern.Length > 0
        ? content.IndexOf(Encoding.ASCII.GetBytes(Pattern)) >= 0
        : Convert.ToHexStringLower(SHA256.HashData(content)) == Digest;
}

/// <summary>
/// A released list of signatures: number, day and entries, in one line with an HMAC-SHA-256 under the key of the site that releases it. Immutable.
/// <code>number ticks name:p:BASE64|name:d:HEX,... mac</code>
/// </summary>
public sealed record SignatureSet(int Number, DateTimeOffset Issued, IReadOnlyList<MalwareSignature> Signatures)
{
    /// <summary>Text of this project's own harmless marker: what EICAR's test file is to scanners.</summary>
    public const string Marker = "TESTBED-MALICIOUS-CODE-MARKER/HARMLESS/9F2C";

    /// <summary>A harmless file without that text which the usual set knows by its digest.</summary>
    public const string MarkedFile = "this harmless file is listed by its digest alone: testbed marker 2";

    /// <summary>The set that protection comes with.</summary>
    public static SignatureSet Usual(DateTimeOffset issued) => new(1, issued,
    [
        new("marker", Marker, ""),
        new("marker-2", "", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(MarkedFile)))),
    ]);

    /// <summary>The signature that meets a file; null for none.</summary>
    public MalwareSignature? Find(ReadOnlySpan<byte> content)
    {
        foreach (var signature in Signatures)
        {
            if (signature.Matches(content))
            {
                return signature;
            }
        }

        return null;
    }

    /// <summary>The next set: one signature by pattern more.</summary>
    public SignatureSet With(string name, string pattern, DateTimeOffset issued) => new(Number + 1, issued, [.. Signatures, new(name, pattern, "")]);

    /// <summary>The set as a line that only a holder of the key can write.</summary>
    public string Write(string key)
    {
        var entries = string.Join(',', Signatures.Select(s => s.Pattern.Length > 0 ? $"{s.Name}:p:{Convert.ToBase64String(Encoding.ASCII.GetBytes(s.Pattern))}" : $"{s.Name}:d:{s.Digest}"));
        var body = string.Create(CultureInfo.InvariantCulture, $"{Number} {Issued.UtcTicks} {entries}");
        return $"{body} {Mac(key, body)}";
    }

    /// <summary>Reads such a line; null when it is none, or not of a holder of the key.</summary>
    public static SignatureSet? Read(string line, string key)
    {
        var words = line.Split(' ');
        if (words.Length != 4 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(words[3]), Encoding.UTF8.GetBytes(Mac(key, string.Join(' ', words[..3]))))
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return null;
        }

        var signatures = words[2].Split(',').Select(Entry).ToList();
        return signatures.Contains(null) ? null : new(number, new DateTimeOffset(ticks, TimeSpan.Zero), signatures!);
    }

    private static MalwareSignature? Entry(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 3 || parts[0].Length == 0)
        {
            return null;
        }

        var pattern = new byte[parts[2].Length];
        return parts[1] switch
        {
            "d" => new(parts[0], "", parts[2]),
            "p" when Convert.TryFromBase64String(parts[2], pattern, out var length) && length > 0 => new(parts[0], Encoding.ASCII.GetString(pattern, 0, length), ""),
            _ => null,
        };
    }

    private static string Mac(string key, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body)));
}
