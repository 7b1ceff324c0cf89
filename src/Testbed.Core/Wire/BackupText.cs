using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Testbed.Core;

/// <summary>
/// A backup as consoles carry it: lines <c>key=JSON</c>, the last of them <c>digest="hex"</c> (HMAC-SHA-256 over the lines before it, joined by LF), sent as
/// base64 in pieces that fit a console line. Pure.
/// </summary>
public static class BackupText
{
    /// <summary>The key of the last line.</summary>
    public const string DigestKey = "digest";

    private const int PieceLength = 400;

    /// <summary>The most pieces a backup may have, so that an upload cannot fill memory.</summary>
    /// <remarks>Room for a program of <see cref="ProgramBundle.MaxLength"/>, which is base64 twice, and as much again.</remarks>
    public const int MaxPieces = 10_000;

    /// <summary>The lines in pieces of base64.</summary>
    public static IReadOnlyList<string> Encode(IEnumerable<string> lines)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return [.. Enumerable.Range(0, (text.Length + PieceLength - 1) / PieceLength)
            .Select(i => text.Substring(i * PieceLength, Math.Min(PieceLength, text.Length - (i * PieceLength))))];
    }

    /// <summary>The lines of a backup; false when the pieces are no base64 of text.</summary>
    public static bool TryDecode(IEnumerable<string> pieces, [NotNullWhen(true)] out IReadOnlyList<string>? lines)
    {
        var text = string.Concat(pieces);
        var bytes = new byte[text.Length];
        lines = Convert.TryFromBase64String(text, bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes, 0, length).Split('\n')
            : null;
        return lines is not null;
    }

    /// <summary>The key of a line.</summary>
    public static string KeyOf(string line)
    {
        var end = line.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? line : line[..end];
    }

    /// <summary>The JSON of a line.</summary>
    public static string ValueOf(string line)
    {
        var end = line.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? "" : line[(end + 1)..];
    }
}
