using System.IO.Compression;

namespace Testbed.Core;

/// <summary>How far a scanner looks into archives.</summary>
/// <param name="Depth">Archives within archives that are opened; 0 opens none.</param>
/// <param name="Entries">Files of one archive.</param>
/// <param name="Inflated">Octets that all archives of one file may come to.</param>
public sealed record ScanLimits(int Depth, int Entries, int Inflated);

/// <summary>
/// Looks for signatures in a file, and in the files of zip archives within it. What cannot be looked at, because it is nested too deep, too large when unpacked, too
/// many, encrypted or broken, is a finding too: nobody can say that it is clean. Pure; content never throws.
/// </summary>
public static class FileScanner
{
    /// <summary>Findings that name no signature.</summary>
    public const string TooDeep = "archive-too-deep", TooLarge = "archive-too-large", Unreadable = "archive-unreadable";

    /// <summary>The name of the signature that meets the content, or of a limit that was passed; null for nothing.</summary>
    public static string? Find(ReadOnlySpan<byte> content, SignatureSet signatures, ScanLimits limits)
    {
        var left = limits.Inflated;
        return Find(content, signatures, limits, limits.Depth, ref left);
    }

    /// <summary>True when the content begins as a zip archive does (local file header or empty archive, APPNOTE 4.3.7 and 4.3.16).</summary>
    public static bool IsArchive(ReadOnlySpan<byte> content) => content.StartsWith("PK\x03\x04"u8) || content.StartsWith("PK\x05\x06"u8);

    private static string? Find(ReadOnlySpan<byte> content, SignatureSet signatures, ScanLimits limits, int depth, ref int left)
    {
        if (signatures.Find(content) is { } found)
        {
            return found.Name;
        }

        if (!IsArchive(content) || limits.Depth == 0)
        {
            return null;
        }

        return depth == 0 ? TooDeep : FindIn(content, signatures, limits, depth, ref left);
    }

    private static string? FindIn(ReadOnlySpan<byte> content, SignatureSet signatures, ScanLimits limits, int depth, ref int left)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            if (archive.Entries.Count > limits.Entries)
            {
                return TooLarge;
            }

            foreach (var entry in archive.Entries)
            {
                if (entry.IsEncrypted)
                {
                    return Unreadable;
                }

                if (Inflate(entry, left) is not { } inflated)
                {
                    return TooLarge;
                }

                left -= inflated.Length;
                if (Find(inflated, signatures, limits, depth - 1, ref left) is { } finding)
                {
                    return finding;
                }
            }

            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or IndexOutOfRangeException)
        {
            return Unreadable;
        }
    }

    // The length that an archive states is its maker's word: what is really unpacked is counted. Null for more than is left.
    private static byte[]? Inflate(ZipArchiveEntry entry, int left)
    {
        using var stream = entry.Open();
        using var inflated = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (inflated.Length + read > left)
            {
                return null;
            }

            inflated.Write(buffer, 0, read);
        }

        return inflated.ToArray();
    }
}
