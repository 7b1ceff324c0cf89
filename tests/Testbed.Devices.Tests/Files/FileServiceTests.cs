using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>The file service, its check of files, and the protection of the host that starts them.</summary>
public sealed class FileServiceTests
{
    private const string Key = "sixteen or more of them";
    private static readonly FileCheckConfig Check = new() { Id = "fc", On = "FT", Key = Key };
    private static readonly MalwareProtectionConfig Protection = new() { Id = "mp", On = "FT", Key = Key };
    private static readonly byte[] Marked = Encoding.ASCII.GetBytes($"MZ {SignatureSet.Marker} .");
    private static readonly byte[] Long = [.. Enumerable.Range(0, 20_000).Select(i => (byte)i)];

    [Fact]
    public void Carries_Files_As_They_Are_After_Log_On()
    {
        var lab = Host(l => l.Arm(new AccountsConfig { Id = "acc", On = "FT" }));
        var files = Files(lab);
        Assert.Equal("log on first", lab.Talk(files.ListAsync).Text);
        Assert.False(lab.Talk(() => files.LogOnAsync("svc", "wrong")).IsDone);
        Assert.True(lab.Talk(() => files.LogOnAsync("svc", "Robot-Arm-900")).IsDone);
        Assert.True(lab.Talk(() => files.PutAsync("long.bin", Long)).IsDone);
        Assert.True(lab.Talk(() => files.PutAsync("empty.txt", [])).IsDone);
        Assert.Equal("empty.txt 0\nlong.bin 20000", lab.Talk(files.ListAsync).Text);
        Assert.Equal(Long, lab.Talk(() => files.GetAsync("long.bin")).Content);
        Assert.Equal("no such file", lab.Talk(() => files.GetAsync("other.bin")).Text);
        Assert.Equal("name or length", lab.Talk(() => files.PutAsync("../x", Long)).Text);
    }

    [Fact]
    public void A_Person_Gives_The_Code_Of_His_Token()
    {
        var lab = Host(l => l.Arm(new AccountsConfig { Id = "acc", On = "FT" }, new SecondFactorConfig { Id = "sf", On = "FT" }));
        Assert.True(Totp.TryReadSecret(Assets.Token, out var secret));
        Assert.False(lab.Talk(() => Files(lab).LogOnAsync("anna", Assets.Good, () => Task.FromResult("000000"))).IsDone);
        Assert.True(lab.Talk(() => Files(lab).LogOnAsync("anna", Assets.Good, () => Task.FromResult(Totp.Code(secret, Totp.StepAt(Lab.Begin))))).IsDone);
    }

    [Fact]
    public void A_Marked_File_Goes_Into_Quarantine_However_It_Is_Cut_And_Leaves_A_Record()
    {
        var lab = Host(l => l.Arm(Check, new AuditConfig { Id = "aud", On = "FT" }));
        var files = Files(lab);
        Assert.Equal("quarantined: marker", lab.Talk(() => files.PutAsync("a.txt", Marked)).Text);
        Assert.Equal("quarantined: marker", lab.Talk(() => files.PutAsync("a.txt", Marked, piece: 5)).Text);
        Assert.Equal("", lab.Talk(files.ListAsync).Text);
        Assert.Equal(2, lab.Ledger("fc", LedgerAction.Blocked, "in-marker"));
        Assert.Equal(2, lab["FT"].AuditRecords.Count(r => r is { Type: "malicious-code", Result: "failure", Detail: "marker in a.txt" }));
        Assert.StartsWith("200 a.txt marker ", lab.Say(lab.Console("GUEST", "FT"), "QUARANTINE"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 4000)]
    public void What_Is_Left_Out_Passes(bool entry, int piece)
    {
        var lab = Host(l => l.Arm(Check with { WholeFile = false, Entry = entry }));
        Assert.True(lab.Talk(() => Files(lab).PutAsync("a.txt", Marked, piece)).IsDone);
        Assert.Equal("quarantined: marker", lab.Talk(() => Files(lab).GetAsync("a.txt")).Text);
    }

    [Fact]
    public void Disarmed_Every_File_Passes_And_Every_Program_Starts()
    {
        var lab = Host(l => l.Disarm(Check, Protection));
        Assert.True(lab.Talk(() => Files(lab).PutAsync("a.exe", Marked)).IsDone);
        Assert.Equal(Marked, lab.Talk(() => Files(lab).GetAsync("a.exe")).Content);
        Assert.Equal("200 started", lab.Say(lab.Console("GUEST", "FT"), "FILE START a.exe"));
        Assert.Equal(["a.exe"], lab["FT"].Started);
    }

    [Fact]
    public void New_Signatures_Hold_At_Once_For_What_Is_Fetched_And_For_What_Is_Started()
    {
        var lab = Host(l => l.Arm(Check, Protection));
        var files = Files(lab);
        var console = lab.Console("GUEST", "FT");
        lab.Talk(() => files.PutAsync("a.exe", "of tomorrow"u8.ToArray()));
        lab.Talk(() => files.PutAsync("b.exe", "of tomorrow"u8.ToArray()));
        var set = SignatureSet.Usual(Lab.Begin).With("t", "tomorrow", Lab.Begin);
        Assert.Equal("550 not-authentic", lab.Say(console, $"SIGNATURES UPDATE {set.Write("another one of sixteen")}"));
        Assert.Equal("200 in use", lab.Say(console, $"SIGNATURES UPDATE {set.Write(Key)}"));
        Assert.Equal("550 not-newer", lab.Say(console, $"SIGNATURES UPDATE {set.Write(Key)}"));
        Assert.Equal("quarantined: t", lab.Talk(() => files.GetAsync("a.exe")).Text);
        Assert.Equal("550 quarantined: t", lab.Say(console, "FILE START b.exe"));
        Assert.Empty(lab["FT"].Started);
        Assert.True(lab.Blocked("fc", "out-t") && lab.Blocked("mp", "start-t"));
        Assert.StartsWith("501", lab.Say(console, "FILE START b.exe"), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_Signatures_Raise_An_Alarm_Until_New_Ones_Come()
    {
        var lab = Host(l => l.Arm(Protection with { SignaturesIssued = Lab.Begin - TimeSpan.FromDays(8) }));
        var console = lab.Console("GUEST", "FT");
        lab.Say(console, "SIGNATURES");
        Assert.Equal("200 signatures-old set 1 is 8 days old", lab.Say(console, "ALARMS"));
        lab.Say(console, $"SIGNATURES UPDATE {SignatureSet.Usual(Lab.Begin).With("t", "tomorrow", Lab.Begin).Write(Key)}");
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
    }

    [Fact]
    public void Who_Breaks_The_Rules_Is_Cut_Off_And_The_Service_Goes_On()
    {
        var lab = Host(l => l.Arm(new AuditConfig { Id = "aud", On = "FT" }));
        byte[][] wrong =
        [
            [0, 0], [255, 255, 1], LengthFrame.Of([99]), FileMessage.Of(FileMessageKind.Data, [1]),
            [.. FileMessage.Of(FileMessageKind.Put, "a 3"), .. FileMessage.Of(FileMessageKind.Data, [1, 2, 3, 4])],
            [.. FileMessage.Of(FileMessageKind.Put, "a 3"), .. FileMessage.Of(FileMessageKind.List, "")],
        ];
        foreach (var bytes in wrong)
        {
            var stream = lab.Dial("GUEST", "FT", FileMessage.DefaultPort)!;
            Assert.Equal(0, lab.Talk(async () =>
            {
                await stream.WriteAsync(bytes);
                var buffer = new byte[100];
                int read;
                while ((read = await stream.ReadAsync(buffer)) > 0)
                {
                }

                return read;
            }));
        }

        Assert.True(lab.Talk(() => Files(lab).PutAsync("long.bin", Long)).IsDone);
        Assert.Contains(lab["FT"].AuditRecords, r => r is { Type: "file-request", Result: "failure" });
    }

    [Fact]
    public void There_Is_Room_For_So_Much_And_No_More()
    {
        var lab = Host(_ => { });
        var files = Files(lab);
        var most = new byte[FileMessage.MaxFile];
        for (var i = 0; i < 4; i++)
        {
            Assert.True(lab.Talk(() => files.PutAsync($"f{i}", most)).IsDone);
        }

        Assert.Equal("no room", lab.Talk(() => files.PutAsync("f4", [1])).Text);
        Assert.True(lab.Talk(() => files.PutAsync("f3", [1])).IsDone);
    }

    private static FileClient Files(Lab lab) => new(lab.Dial("GUEST", "FT", FileMessage.DefaultPort)!, lab.Clock, TimeSpan.FromSeconds(5));

    private static Lab Host(Action<Lab> controls)
    {
        var lab = new Lab();
        var server = Assets.Server(lab, "FT", AssetKind.Host, Assets.Console, new("files", ServiceProtocol.Files, FileMessage.DefaultPort, null, true));
        lab.Replace(server with
        {
            Accounts =
            [
                new("anna", AccountRole.Engineer, Assets.Good, true, false, false) { Totp = Assets.Token },
                new("svc", AccountRole.Operator, "Robot-Arm-900", true, true, false),
            ],
        });
        controls(lab);
        return lab.Start();
    }
}
