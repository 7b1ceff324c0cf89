using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class BackupTests
{
    private static readonly BackupConfig Backup = new() { Id = "bak", On = "PLC", Server = "SRV", Period = TimeSpan.FromMinutes(1), Keep = 2 };

    [Fact]
    public void Holds_Settings_Accounts_Roles_Controls_And_No_Password()
    {
        var lab = Start(Backup, new LockOutConfig { Id = "lock", On = "PLC", Attempts = 7 });
        var lines = Take(lab, lab.Console("GUEST", "PLC"));
        Assert.Contains("product=\"Gate Controller\"", lines);
        Assert.Contains("point.set-point-a=8.6", lines);
        Assert.Contains(lines, l => l.StartsWith("account.anna={\"role\":\"engineer\",\"enabled\":true", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("role.operator=[\"read\",\"write\"", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("control.lock-out={", StringComparison.Ordinal) && l.Contains("\"attempts\":7", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(Assets.Good, StringComparison.Ordinal));
        Assert.Equal(BackupText.DigestKey, BackupText.KeyOf(lines[^1]));
    }

    [Fact]
    public void Restored_Device_Is_What_It_Was()
    {
        var lab = Start(Backup, new LockOutConfig { Id = "lock", On = "PLC", Attempts = 7 });
        var console = lab.Console("GUEST", "PLC");
        var before = lab["PLC"].Settings;
        var lines = Take(lab, console);
        foreach (var attack in (string[])["WRITE set-point-a 9.9", "ROLE SET viewer read,write", "USER ADD mallory viewer Aa1-Bb2-Cc3", "SETTING SET lock-out.attempts 99"])
        {
            Assert.Equal("200 ok", lab.Say(console, attack));
        }

        Assert.Equal(4, lab["PLC"].Settings.Except(before).Count());
        Assert.Equal("200 restored, restarting", Restore(lab, console, lines));
        lab.Run(5);
        Assert.True(lab["PLC"].IsRunning);
        Assert.Equal(before, lab["PLC"].Settings);
    }

    [Fact]
    public void Spare_Becomes_The_Asset_It_Replaces()
    {
        var lab = Start(Backup, new AccountsConfig { Id = "acc", On = "PLC" }, new LockOutConfig { Id = "lock", On = "PLC", Attempts = 7 });
        var console = lab.Console("GUEST", "PLC");
        lab.Say(console, $"LOGON anna {Assets.Good}");
        var (before, lines) = (lab["PLC"].Settings, Take(lab, console));
        lab.Pump.Do(lab["PLC"].Retire);
        var spare = SpareUnit.Create(lab.Scenario.Asset("PLC")!, lab);
        lab.Pump.Do(spare.Start);
        Assert.NotEqual(before, spare.Settings);
        var bare = lab.Console("GUEST", "PLC");
        Assert.StartsWith("230", lab.Say(bare, "LOGON admin admin"), StringComparison.Ordinal);
        Assert.Equal("200 restored, restarting", Restore(lab, bare, lines));
        lab.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(before, spare.Settings);
        var again = lab.Console("GUEST", "PLC");
        Assert.StartsWith("530", lab.Say(again, "LOGON admin admin"), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(again, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damaged_Backup_Is_Refused_When_Armed_And_Taken_When_Not(bool isArmed)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        (isArmed ? lab.Arm(Backup) : lab.Disarm(Backup)).Start();
        var console = lab.Console("GUEST", "PLC");
        var lines = Take(lab, console).Select(l => l.Replace("set-point-a=8.6", "set-point-a=9.6", StringComparison.Ordinal)).ToList();
        Assert.Equal(isArmed, lines.Exists(l => BackupText.KeyOf(l) == BackupText.DigestKey));
        Assert.StartsWith(isArmed ? "501" : "200", Restore(lab, console, lines), StringComparison.Ordinal);
        Assert.Equal(isArmed ? 8.6 : 9.6, lab["PLC"].Point("set-point-a"));
        Assert.Equal(isArmed, lab.Blocked("bak", "damaged-backup"));
    }

    [Fact]
    public void A_Backup_With_One_Line_That_Does_Not_Fit_Changes_Nothing()
    {
        var lab = Start(Backup with { Verify = false });
        var console = lab.Console("GUEST", "PLC");
        var lines = Take(lab, console).Select(l => l.Replace("set-point-a=8.6", "set-point-a=9.6", StringComparison.Ordinal)).Append("point.no-such=1").ToList();
        var before = lab["PLC"].Settings;
        Assert.StartsWith("501", Restore(lab, console, lines), StringComparison.Ordinal);
        Assert.StartsWith("501", Restore(lab, console, [.. lines.SkipLast(1), "version=\"9\""]), StringComparison.Ordinal);
        Assert.Equal(before, lab["PLC"].Settings);
    }

    [Fact]
    public void Server_Fetches_A_Backup_Every_Period_And_Keeps_The_Newest()
    {
        var lab = Start(Backup);
        lab.Run(59);
        Assert.Equal("200 0", Count(lab));
        lab.Run(2);
        Assert.Equal("200 1", Count(lab));
        lab.Run(180);
        Assert.Equal("200 2", Count(lab));
        Assert.True(lab.Ledger("bak", LedgerAction.Recorded, "backup-scheduled") >= 3);
    }

    [Fact]
    public void Server_That_Gets_No_Backup_Raises_An_Alarm_Until_It_Does()
    {
        var lab = Start(Backup);
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: false));
        lab.Run(61);
        Assert.Contains("backup-PLC", lab.Say(lab.Console("GUEST", "SRV"), "ALARMS"), StringComparison.Ordinal);
        lab.Pump.Do(lab["PLC"].Start);
        lab.Run(70);
        Assert.Equal("200 none", lab.Say(lab.Console("GUEST", "SRV"), "ALARMS"));
    }

    [Fact]
    public void Nobody_But_The_Server_With_The_Key_Pulls()
    {
        var lab = Start(Backup);
        var guest = lab.Console("GUEST", "PLC");
        var challenge = lab.Say(guest, "BACKUP CHALLENGE")[4..];
        var answer = BackupKeys.Mac(BackupKeys.For(lab, "PLC"), challenge);
        Assert.StartsWith("550", lab.Say(guest, $"BACKUP PULL {answer}"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("bak", "foreign-server"));

        var server = lab.Console("SRV", "PLC");
        challenge = lab.Say(server, "BACKUP CHALLENGE")[4..];
        Assert.StartsWith("550", lab.Say(server, $"BACKUP PULL {answer}"), StringComparison.Ordinal);
        challenge = lab.Say(server, "BACKUP CHALLENGE")[4..];
        answer = BackupKeys.Mac(BackupKeys.For(lab, "PLC"), challenge);
        Assert.StartsWith("200", lab.Say(server, $"BACKUP PULL {answer}"), StringComparison.Ordinal);
        Assert.StartsWith("550", lab.Say(server, $"BACKUP PULL {answer}"), StringComparison.Ordinal);
    }

    private static Lab Start(params ControlConfig[] controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        Assets.Server(lab, "SRV", AssetKind.Host, Assets.Console);
        return lab.Arm(controls).Start();
    }

    private static IReadOnlyList<string> Take(Lab lab, ConsoleClient console)
    {
        Assert.StartsWith("200", lab.Say(console, "BACKUP TAKE"), StringComparison.Ordinal);
        Assert.True(BackupText.TryDecode(lab.Talk(() => console.SendAsync("BACKUP SHOW"))!.Lines, out var lines));
        return lines;
    }

    private static string Restore(Lab lab, ConsoleClient console, IEnumerable<string> lines)
    {
        foreach (var piece in BackupText.Encode(lines))
        {
            Assert.Equal("200 ok", lab.Say(console, $"RESTORE DATA {piece}"));
        }

        return lab.Say(console, "RESTORE APPLY");
    }

    private static string Count(Lab lab) =>
        FormattableString.Invariant($"200 {lab.Talk(() => lab.Console("GUEST", "SRV").SendAsync("BACKUP LIST"))!.Lines.Count(l => l.StartsWith("PLC ", StringComparison.Ordinal))}");
}
