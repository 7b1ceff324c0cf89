using System.IO.Compression;
using System.Text;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>Harmless files that checks for malicious code must stop, in the forms in which such code travels, and one that they must not.</summary>
internal static class MarkedFiles
{
    /// <summary>A text that no signature knows until one is released for it.</summary>
    public const string Unknown = "TESTBED-MARKER-OF-TOMORROW/HARMLESS/51D0";

    // Zip archives carry a time; it must not be that of the host.
    private static readonly DateTimeOffset Stamp = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A file without anything in it.</summary>
    public static byte[] Harmless { get; } = Encoding.ASCII.GetBytes($"minutes of the meeting {new string('.', 9000)}");

    /// <summary>A program with a marker among other octets.</summary>
    public static byte[] Program(string marker) => Encoding.ASCII.GetBytes($"MZ{new string('.', 500)}{marker}{new string('.', 500)}");

    /// <summary>Name, content and the size of the pieces in which it is sent.</summary>
    public static IEnumerable<(string Name, byte[] Content, int Piece)> Forms()
    {
        var marked = Program(SignatureSet.Marker);
        yield return ("setup.exe", marked, FileMessage.MaxPiece);
        yield return ("drawing.txt", marked, FileMessage.MaxPiece);
        yield return ("update.bin", Encoding.ASCII.GetBytes(SignatureSet.MarkedFile), FileMessage.MaxPiece);
        yield return ("slices.bin", marked, 7);
        yield return ("drawings.zip", Zip("inner.txt", marked), FileMessage.MaxPiece);
        yield return ("parcel.zip", Zip("drawings.zip", Zip("inner.txt", marked)), FileMessage.MaxPiece);
        var nested = marked;
        for (var i = 0; i < 11; i++)
        {
            nested = Zip("parcel.zip", nested);
        }

        yield return ("nested.zip", nested, FileMessage.MaxPiece);
    }

    private static byte[] Zip(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Stamp;
            using var inside = entry.Open();
            inside.Write(content);
        }

        return stream.ToArray();
    }
}
