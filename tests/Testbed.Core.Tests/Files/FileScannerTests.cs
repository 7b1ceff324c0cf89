using System.IO.Compression;
using System.Text;

namespace Testbed.Core.Tests;

public sealed class FileScannerTests
{
    private static readonly ScanLimits Limits = new(2, 3, 100_000);
    private static readonly SignatureSet Set = SignatureSet.Usual(DateTimeOffset.UnixEpoch);
    private static readonly byte[] Marked = Encoding.ASCII.GetBytes($"before {SignatureSet.Marker} after");

    [Fact]
    public void Finds_A_Marker_By_Its_Text_And_By_The_Digest_Of_The_Whole()
    {
        Assert.Equal("marker", FileScanner.Find(Marked, Set, Limits));
        Assert.Equal("marker-2", FileScanner.Find(Encoding.ASCII.GetBytes(SignatureSet.MarkedFile), Set, Limits));
        Assert.Null(FileScanner.Find(Encoding.ASCII.GetBytes(SignatureSet.MarkedFile + "!"), Set, Limits));
        Assert.Null(FileScanner.Find([], Set, Limits));
    }

    [Fact]
    public void Opens_Archives_Within_Archives_As_Deep_As_Told()
    {
        var once = Zip(("a.txt", Marked));
        var twice = Zip(("clean.txt", [1, 2, 3]), ("b.zip", once));
        Assert.Equal("marker", FileScanner.Find(once, Set, Limits));
        Assert.Equal("marker", FileScanner.Find(twice, Set, Limits));
        Assert.Equal(FileScanner.TooDeep, FileScanner.Find(Zip(("c.zip", twice)), Set, Limits));
        Assert.Null(FileScanner.Find(once, Set, Limits with { Depth = 0 }));
        Assert.Null(FileScanner.Find(Zip(("clean.txt", [1, 2, 3])), Set, Limits));
    }

    [Fact]
    public void Stops_What_Unpacks_To_More_Than_Allowed_Or_Holds_Too_Many()
    {
        Assert.Equal(FileScanner.TooLarge, FileScanner.Find(Zip(("zeros.bin", new byte[100_001])), Set, Limits));
        Assert.Equal(FileScanner.TooLarge, FileScanner.Find(Zip(("a", new byte[60_000]), ("b", new byte[60_000])), Set, Limits));
        Assert.Equal(FileScanner.TooLarge, FileScanner.Find(Zip(("a", [1]), ("b", [1]), ("c", [1]), ("d", [1])), Set, Limits));
        Assert.Null(FileScanner.Find(Zip(("a", new byte[60_000])), Set, Limits));
    }

    [Fact]
    public void A_Broken_Or_Cut_Archive_Is_A_Finding_And_Nothing_Throws()
    {
        var whole = Zip(("a.txt", new byte[500]), ("b.txt", Marked));
        for (var length = 4; length < whole.Length; length++)
        {
            Assert.NotNull(FileScanner.Find(whole.AsSpan(0, length), Set, Limits));
        }

        for (var i = 4; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 0x5A;
            FileScanner.Find(changed, Set, Limits);
        }
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var inside = entry.Open();
                inside.Write(content);
            }
        }

        return stream.ToArray();
    }
}
