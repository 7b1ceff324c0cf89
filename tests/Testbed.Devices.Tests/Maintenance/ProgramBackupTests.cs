using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>The program of a controller in its backups, and on the spare that takes its place.</summary>
public sealed class ProgramBackupTests
{
    private const string Desk = "release-desk";
    private static readonly BackupConfig Backup = new() { Id = "bak", On = "PLC" };
    private static readonly AuditConfig Audit = new() { Id = "aud", On = "PLC" };
    private static readonly SignedProgramConfig Signed = new() { Id = "sig", On = "PLC", Signers = [Desk] };

    // Writes what is retained to a set point that is wired to the plant.
    private static readonly ProgramBundle Changed = ProgramBundle.Create("changed", "9.1", [new("main.st",
        """
        VAR_GLOBAL set_point_a : LREAL; END_VAR
        VAR_GLOBAL RETAIN kept : LREAL := 5.0; END_VAR
        PROGRAM Main
        VAR_EXTERNAL set_point_a : LREAL; kept : LREAL; END_VAR
        set_point_a := kept;
        END_PROGRAM
        """)]);

    [Fact]
    public void A_Backup_Holds_The_Program_Whole_And_The_Settings_Name_It()
    {
        var lab = Start(Backup);
        var program = lab["PLC"].ProgramHost!.Program!;
        Assert.True(ProgramBackup.TryRead(Take(lab, Console(lab)), out var saved, out _));
        Assert.Equal((program.DigestText, true), (saved!.Bundle.DigestText, saved.IsAccepted));
        Assert.Equal(program.Files, saved.Bundle.Files);
        Assert.Equal(ProgramBackup.IdentityOf(program), lab["PLC"].Settings.Where(l => l.StartsWith("program.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sections_Without_The_Program_And_A_Disarmed_Backup_Leave_It_Out()
    {
        var lab = Start(Backup with { Sections = ["settings"] });
        Assert.DoesNotContain(Take(lab, Console(lab)), l => l.StartsWith("program.", StringComparison.Ordinal));
        lab = Prepare();
        lab.Disarm(Backup).Start();
        Assert.DoesNotContain(Take(lab, Console(lab)), l => l.StartsWith("program.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Spare_Is_Empty_And_Stands_With_Its_Outputs_De_Energised()
    {
        var lab = Start(Backup);
        Load(lab, Changed);
        var spare = lab.Swap("PLC");
        lab.Run(1);
        Assert.Equal(new TwinProgram("STOP", "", "", ""), spare.Program);
        Assert.Equal(0, spare.Point("output-b"));
        Assert.DoesNotContain(spare.Settings, l => l.StartsWith("program.", StringComparison.Ordinal));
        var tool = Tool(lab);
        Assert.Equal(EngineeringStatus.WrongState, lab.Talk(() => tool.StartAsync(false)).Response!.Status);
        Assert.Null(lab.Talk(tool.UploadAsync).Bytes);
        Assert.Equal(("STOP", ""), Shown(lab.Talk(tool.StateAsync).Response!.State!));
        Load(lab, Changed);
        Assert.Equal("RUN", spare.Program!.State);
    }

    [Fact]
    public void A_Restored_Spare_Runs_The_Program_Warm_And_Its_Output_Follows()
    {
        var lab = Start(Backup, Audit);
        Load(lab, Changed);
        Assert.Equal(EngineeringStatus.Done, lab.Talk(() => Tool(lab).WriteAsync("kept", "7.5")).Response!.Status);
        lab.Run(1);
        Assert.Equal(7.5, lab.Wires.Actuators["G.PCV-A.SP"]);
        var (before, lines) = (lab["PLC"].Settings, Take(lab, Console(lab)));
        var spare = lab.Swap("PLC");
        Assert.Equal("200 restored, restarting", Restore(lab, lines));
        lab.Run(5);
        Assert.Equal(new TwinProgram("RUN", "changed", "9.1", Changed.DigestText), spare.Program);
        Assert.Equal(before, spare.Settings);
        Assert.Equal("7.5", spare.Variable("kept"));
        Assert.Equal(EngineeringStatus.Done, lab.Talk(() => Tool(lab).WriteAsync("kept", "6.25")).Response!.Status);
        lab.Run(1);
        Assert.Equal(6.25, lab.Wires.Actuators["G.PCV-A.SP"]);
        Assert.Contains(spare.AuditRecords, r => r.Type == "program-restore" && r.Result == "success");
        Assert.Contains(spare.AuditRecords, r => r.Type == "program-digest" && r.Detail == $"{Changed.DigestText} was none");
    }

    [Fact]
    public void A_Commissioned_Program_Comes_Back_From_A_Genuine_Backup_Although_Nobody_Signed_It()
    {
        var lab = Start(Backup, Signed);
        var (before, lines) = (lab["PLC"].Program, Take(lab, Console(lab)));
        var spare = lab.Swap("PLC");
        Assert.Equal("200 restored, restarting", Restore(lab, lines));
        lab.Run(5);
        Assert.Equal(before, spare.Program);
    }

    [Fact]
    public void A_Program_That_Was_Never_Accepted_Is_No_Way_Past_Signatures()
    {
        var lab = Start(Backup, Signed);
        lab.Pump.Do(() => Assert.True(lab["PLC"].SwapProgram(Changed)));
        var lines = Take(lab, Console(lab));
        var spare = lab.Swap("PLC");
        var bare = spare.Settings;
        Assert.StartsWith("501 the program of the backup is refused", Restore(lab, lines), StringComparison.Ordinal);
        Assert.Equal("STOP", spare.Program!.State);
        Assert.Equal(bare, spare.Settings);
        Assert.Contains(lab.Recorder.Entries, e => e is { Action: LedgerAction.Blocked, Rule: "unsigned" });
    }

    [Fact]
    public void A_Genuine_Backup_Of_Before_A_Release_Does_Not_Undo_It()
    {
        var lab = Start(Backup, Signed);
        var lines = Take(lab, Console(lab));
        Load(lab, Changed.Sign(lab.Pki.Certificate(Desk)));
        Assert.StartsWith("501 the program of the backup is refused", Restore(lab, lines), StringComparison.Ordinal);
        Assert.Equal(("RUN", Changed.DigestText), (lab["PLC"].Program!.State, lab["PLC"].Program!.Digest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_Program_Is_Restored_Under_The_Checks_Of_A_Download(bool isSigned)
    {
        var lab = Start(Backup with { Verify = false }, Signed, Audit);
        var commissioned = lab["PLC"].Program!.Digest;
        var saved = new ProgramBackup(isSigned ? Changed.Sign(lab.Pki.Certificate(Desk)) : Changed, true, Retained(7.5));
        var lines = Take(lab, Console(lab)).Where(l => !l.StartsWith("program.", StringComparison.Ordinal)).Concat(saved.ToLines()).ToList();
        var before = lab["PLC"].Settings;
        Assert.StartsWith(isSigned ? "200" : "501", Restore(lab, lines), StringComparison.Ordinal);
        lab.Run(5);
        Assert.Equal(isSigned ? Changed.DigestText : commissioned, lab["PLC"].Program!.Digest);
        Assert.Equal("RUN", lab["PLC"].Program!.State);
        Assert.Equal(isSigned, lab["PLC"].Variable("kept") == "7.5");
        Assert.Equal(!isSigned, before.SequenceEqual(lab["PLC"].Settings));
        Assert.Contains(lab["PLC"].AuditRecords, r => r.Type == "program-restore" && (r.Result == "success") == isSigned);
        Assert.Contains(lab["PLC"].AuditRecords, r => r.Type == "restore" && (r.Result == "success") == isSigned);
    }

    [Fact]
    public void A_Key_On_Run_Refuses_Another_Program_But_Not_The_Present_One()
    {
        var key = new KeySwitchConfig { Id = "key", On = "PLC", Point = "mode-b", Positions = new Dictionary<KeyPosition, int> { [KeyPosition.Run] = 0, [KeyPosition.Program] = 1 } };
        var lab = Start(Backup with { Verify = false }, key);
        var present = Take(lab, Console(lab));
        var other = present.Where(l => !l.StartsWith("program.", StringComparison.Ordinal)).Concat(new ProgramBackup(Changed, true, Retained(7.5)).ToLines());
        Assert.StartsWith("501 the program of the backup is refused: the key stands on RUN", Restore(lab, other), StringComparison.Ordinal);
        Assert.Equal("200 restored, restarting", Restore(lab, present));
    }

    [Fact]
    public void The_Present_Program_Goes_On_While_It_Is_Restored()
    {
        var lab = Start(Backup);
        Load(lab, Changed);
        var lines = Take(lab, Console(lab));
        Assert.Equal(EngineeringStatus.Done, lab.Talk(() => Tool(lab).WriteAsync("kept", "7.5")).Response!.Status);
        Assert.Equal("200 restored, restarting", Restore(lab, lines));
        Assert.Equal(("RUN", "5.0"), (lab["PLC"].Program!.State, lab["PLC"].Variable("kept")));
    }

    [Theory]
    [InlineData("program.digest=\"", "0")]
    [InlineData("program.part.0001=\"", "AAAA")]
    [InlineData("program.retained=\"", "AAAA")]
    [InlineData("program.part.0001=", "")]
    public void A_Damaged_Program_Changes_Nothing_Even_Where_Nobody_Verifies(string line, string damage)
    {
        var lab = Start(Backup with { Verify = false });
        Load(lab, Changed);
        var lines = Take(lab, Console(lab));
        var before = lab["PLC"].Settings;
        var spare = lab.Swap("PLC");
        var bare = spare.Settings;
        Assert.StartsWith("501", Restore(lab, lines.Select(l => l.StartsWith(line, StringComparison.Ordinal) ? line + damage + l[(line.Length + damage.Length)..] : l)
            .Where(l => damage.Length > 0 || !l.StartsWith(line, StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Equal(bare, spare.Settings);
        Assert.NotEqual(before, bare);
    }

    [Fact]
    public void A_Program_Is_Of_No_Use_To_A_Device_That_Runs_None()
    {
        var lab = new Lab();
        Assets.Rtu(lab);
        lab.Arm(new BackupConfig { Id = "bak", On = "RTU", Verify = false }).Start();
        Assert.Null(lab["RTU"].Program);
        Assert.StartsWith("501", Restore(lab, new ProgramBackup(Changed, true, Retained(1)).ToLines(), "RTU"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Changed_Program_Is_A_Deviation_Until_It_Is_Released()
    {
        var lab = Start(Backup, new SettingsReportConfig { Id = "rep", On = "PLC" });
        Assert.Equal("200 0 deviations", lab.Say(Console(lab), "SETTINGS VERIFY"));
        Load(lab, Changed);
        var lines = lab.Talk(() => Console(lab).SendAsync("SETTINGS VERIFY"))!.Lines;
        Assert.Contains($"deviation program.digest=\"{Changed.DigestText}\"", lines);
        Assert.Equal("200 ok", lab.Say(Console(lab), "SETTINGS RELEASE"));
        Assert.Equal("200 0 deviations", lab.Say(Console(lab), "SETTINGS VERIFY"));
    }

    private static Lab Prepare()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab;
    }

    private static Lab Start(params ControlConfig[] controls) => Prepare().Arm(controls).Start();

    private static ConsoleClient Console(Lab lab, string asset = "PLC") => lab.Console("GUEST", asset);

    private static EngineeringClient Tool(Lab lab) => new(lab.Modbus("GUEST", "PLC"), 1, lab.Clock);

    private static (string State, string Program) Shown(EngineeringState state) => (state.Word, state.Program);

    private static void Load(Lab lab, ProgramBundle program)
    {
        var tool = Tool(lab);
        Assert.Equal(EngineeringStatus.Done, lab.Talk(() => tool.DownloadAsync(program.ToBytes())).Response!.Status);
        Assert.Equal(EngineeringStatus.Done, lab.Talk(() => tool.StartAsync(false)).Response!.Status);
    }

    private static byte[] Retained(double value)
    {
        var lab = Start();
        Load(lab, Changed);
        Assert.Equal(EngineeringStatus.Done, lab.Talk(() => Tool(lab).WriteAsync("kept", FormattableString.Invariant($"{value:0.0##}"))).Response!.Status);
        return lab["PLC"].ProgramHost!.SaveRetained();
    }

    private static IReadOnlyList<string> Take(Lab lab, ConsoleClient console)
    {
        Assert.StartsWith("200", lab.Say(console, "BACKUP TAKE"), StringComparison.Ordinal);
        Assert.True(BackupText.TryDecode(lab.Talk(() => console.SendAsync("BACKUP SHOW"))!.Lines, out var lines));
        return lines;
    }

    private static string Restore(Lab lab, IEnumerable<string> lines, string asset = "PLC")
    {
        var console = Console(lab, asset);
        foreach (var piece in BackupText.Encode(lines))
        {
            Assert.Equal("200 ok", lab.Say(console, $"RESTORE DATA {piece}"));
        }

        return lab.Say(console, "RESTORE APPLY");
    }
}
