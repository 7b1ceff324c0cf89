namespace Testbed.Core.Tests.Programs;

public sealed class ProgramBackupTests
{
    private static readonly ProgramBackup Sample = new(
        ProgramBundle.Create("gate", "1.2", [new("a.st", new string('x', 2000)), new("b.st", "ä := 1;")]), true, new byte[] { 1, 2, 3 });

    [Fact]
    public void Comes_Back_As_It_Was_From_Among_Other_Lines()
    {
        string[] lines = ["asset=\"PLC\"", .. Sample.ToLines(), "digest=\"00\""];
        Assert.True(ProgramBackup.TryRead(lines, out var read, out var problem), problem);
        Assert.Equal((Sample.Bundle.DigestText, true), (read!.Bundle.DigestText, read.IsAccepted));
        Assert.Equal(Sample.Retained.ToArray(), read.Retained.ToArray());
        Assert.Equal(Sample.ToLines(), read.ToLines());
    }

    [Fact]
    public void Keeps_The_Signature()
    {
        using var pki = new ScenarioPki(new DateTimeOffset(2026, 1, 15, 4, 0, 0, TimeSpan.Zero));
        var signed = Sample with { Bundle = Sample.Bundle.Sign(pki.Certificate("desk")), IsAccepted = false };
        Assert.True(ProgramBackup.TryRead(signed.ToLines(), out var read, out _));
        Assert.True(read!.Bundle.IsSignedBy(pki.Certificate("desk")));
        Assert.False(read.IsAccepted);
    }

    [Fact]
    public void A_Backup_Without_A_Program_Is_Fine()
    {
        Assert.True(ProgramBackup.TryRead(["asset=\"PLC\"", "point.a=1"], out var read, out _));
        Assert.Null(read);
    }

    [Fact]
    public void Refuses_Every_Line_That_Is_Missing_Twice_There_Or_Another()
    {
        var lines = Sample.ToLines();
        Assert.All(Enumerable.Range(0, lines.Count), i =>
        {
            Refuses([.. lines.Where((_, at) => at != i)]);
            Refuses([.. lines, lines[i]]);
            Refuses([.. lines.Select((l, at) => at == i ? BackupText.KeyOf(l) + "=null" : l)]);
            Refuses([.. lines.Select((l, at) => at == i ? l[..^1] : l)]);
        });
        Refuses([.. lines, "program.more=1"]);
        Refuses([.. lines.Reverse()]);
    }

    [Fact]
    public void Refuses_More_Than_A_Controller_Takes()
    {
        var part = Convert.ToBase64String(new byte[768]);
        Refuses([.. Enumerable.Range(1, 2000).Select(i => $"program.part.{i:D4}=\"{part}\"")]);
    }

    [Fact]
    public void The_Largest_Program_Fits_Into_An_Upload()
    {
        var largest = ProgramBundle.Create("big", "1.0", [new("a.st", new string('x', ProgramBundle.MaxLength - 100))]);
        Assert.InRange(BackupText.Encode(new ProgramBackup(largest, true, new byte[64 * 1024]).ToLines()).Count, 1, BackupText.MaxPieces);
    }

    private static void Refuses(string[] lines)
    {
        Assert.False(ProgramBackup.TryRead(lines, out var read, out var problem));
        Assert.Null(read);
        Assert.NotEmpty(problem);
    }
}
