using System.Text.Json;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class SettingsReportTests
{
    private static readonly SettingsReportConfig Report = new() { Id = "rep", On = "PLC" };
    private static readonly RangeCheckConfig Ranges = new()
    {
        Id = "ran", On = "PLC", Ranges = [.. Enumerable.Range(100, 30).Select(a => new RangeConfig(ModbusTable.HoldingRegister, a, 0, 1000))],
    };

    [Fact]
    public void Every_Line_Is_A_Key_With_Json_And_Fits_A_Console_Line()
    {
        var lab = Start(Report, Ranges, new LockOutConfig { Id = "lock", On = "PLC", Exempt = ["otto"] });
        var lines = lab.Talk(() => lab.Console("GUEST", "PLC").SendAsync("SETTINGS"))!.Lines;
        Assert.All(lines, l => JsonDocument.Parse(BackupText.ValueOf(l)).Dispose());
        Assert.Contains("control.lock-out.attempts=5", lines);
        Assert.Contains("control.lock-out.duration=\"00:30:00\"", lines);
        Assert.Contains("control.lock-out.exempt=[\"otto\"]", lines);
        Assert.Contains(lines, l => l.StartsWith("control.range-check.ranges.30={\"table\":\"holding-register\",\"address\":129,\"min\":0,\"max\":1000", StringComparison.Ordinal));
        Assert.Contains("service.console=\"23 open\"", lines);
    }

    [Fact]
    public void A_Changed_Setting_Is_In_Force_And_In_The_Report()
    {
        var lab = Start(Report, new LockOutConfig { Id = "lock", On = "PLC", Attempts = 5 }, new AccountsConfig { Id = "acc", On = "PLC" });
        var console = lab.Console("GUEST", "PLC");
        lab.Say(console, $"LOGON anna {Assets.Good}");
        Assert.Equal("200 ok", lab.Say(console, "SETTING SET lock-out.attempts 2"));
        Assert.Contains("control.lock-out.attempts=2", lab.Say(console, "SETTINGS"), StringComparison.Ordinal);
        lab.Say(console, "LOGON otto wrong");
        lab.Say(console, "LOGON otto wrong");
        Assert.StartsWith("530", lab.Say(console, "LOGON otto Winter-Pipe-17"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lock-out.attempts 0")]
    [InlineData("lock-out.attempts many")]
    [InlineData("lock-out.exempt otto")]
    [InlineData("lock-out.nothing 1")]
    [InlineData("no-such.attempts 1")]
    [InlineData("lock-out.window 00:00:00")]
    public void Refuses_Settings_And_Values_There_Are_Not(string setting)
    {
        var lab = Start(Report, new LockOutConfig { Id = "lock", On = "PLC" });
        var before = lab["PLC"].Settings;
        Assert.StartsWith("501", lab.Say(lab.Console("GUEST", "PLC"), $"SETTING SET {setting}"), StringComparison.Ordinal);
        Assert.Equal(before, lab["PLC"].Settings);
    }

    [Fact]
    public void Verification_Names_What_Differs_From_The_Released_Settings()
    {
        var lab = Start(Report, new LockOutConfig { Id = "lock", On = "PLC" });
        var console = lab.Console("GUEST", "PLC");
        Assert.Equal("200 0 deviations", lab.Say(console, "SETTINGS VERIFY"));
        lab.Say(console, "SETTING SET lock-out.attempts 99");
        Assert.Equal("200 deviation control.lock-out.attempts=99 1 deviations", lab.Say(console, "SETTINGS VERIFY"));
        lab.Say(console, "USER ADD newcomer viewer Aa1-Bb2-Cc3");
        Assert.Contains("deviation account.newcomer=", lab.Say(console, "SETTINGS VERIFY"), StringComparison.Ordinal);
        lab.Say(console, "SETTINGS RELEASE");
        Assert.Equal("200 0 deviations", lab.Say(console, "SETTINGS VERIFY"));
    }

    [Fact]
    public void Disarmed_It_Is_Prose_And_Sees_Nothing()
    {
        var lab = Start(new LockOutConfig { Id = "lock", On = "PLC" });
        var console = lab.Console("GUEST", "PLC");
        lab.Say(console, "SETTING SET lock-out.attempts 99");
        Assert.DoesNotContain("=", lab.Say(console, "SETTINGS"), StringComparison.Ordinal);
        Assert.Equal("200 0 deviations", lab.Say(console, "SETTINGS VERIFY"));
    }

    [Fact]
    public void Every_Kind_Of_Control_Can_Be_Saved_And_Read_Back()
    {
        ControlConfig[] all =
        [
            Report, Ranges, new LockOutConfig { Id = "k", On = "PLC", Exempt = ["a"] }, new UseNotificationConfig { Id = "k", On = "PLC", Text = "a  b\nc" },
            new RolesConfig { Id = "k", On = "PLC", Permissions = new Dictionary<AccountRole, IReadOnlyList<string>> { [AccountRole.Viewer] = ["read"] } },
            new FailStateConfig { Id = "k", On = "PLC", After = TimeSpan.FromSeconds(9), Outputs = new Dictionary<string, string> { ["x"] = "hold" } },
            new AuditConfig { Id = "k", On = "PLC", WarnAt = 70, WhenFull = AuditOverflow.StopRecording }, new BackupConfig { Id = "k", On = "PLC" },
        ];
        foreach (var config in all.Cast<AssetControlConfig>())
        {
            var json = SettingText.Whole(config).ToJsonString(SettingText.Options);
            Assert.Equivalent(config, SettingText.Read(json, config.GetType()), strict: true);
        }

        Assert.Null(SettingText.Read("{\"id\":1}", typeof(LockOutConfig)));
    }

    private static Lab Start(params ControlConfig[] controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Arm(controls).Start();
    }
}
