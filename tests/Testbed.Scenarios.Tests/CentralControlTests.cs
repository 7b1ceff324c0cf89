namespace Testbed.Scenarios.Tests;

public sealed class CentralControlTests
{
    private const string Key = "key: sixteen or more of them";

    private const string Place = "  - { kind: accounts,";

    [Theory]
    [InlineData(DiagnosticCodes.PasswordAgeOrder, "kind: password-policy, on: SCADA-1, min_age: 90d, max_age: §90d")]
    [InlineData(DiagnosticCodes.PasswordAgeOrder, "kind: password-policy, on: SCADA-1, min_age: 2d, service_max_age: §1d")]
    [InlineData(DiagnosticCodes.LockAfterEnd, "kind: session-limits, on: SCADA-1, idle: 10min, lock: §10min")]
    [InlineData(DiagnosticCodes.SessionLimitOrder, "kind: session-limits, on: SCADA-1, max_sessions: 3, max_total: §2")]
    [InlineData(DiagnosticCodes.NotADirectory, $"kind: account-directory, on: RTU-1, {Key}, server: §SCADA-1")]
    [InlineData(DiagnosticCodes.NotADirectory, $"kind: account-directory, on: LOG-1, {Key}, server: §LOG-1")]
    [InlineData(DiagnosticCodes.NoSuchEmergencyAccount, $"kind: account-directory, on: SCADA-1, {Key}, server: LOG-1, emergency_accounts: [b.stone, §b.stoen]")]
    [InlineData(DiagnosticCodes.SharedKeyTooShort, "kind: account-directory, on: SCADA-1, key: §short, server: LOG-1")]
    [InlineData(DiagnosticCodes.NoFlowToHelper, $"kind: account-directory, on: [SCADA-1, RTU-1], {Key}, server: §LOG-1")]
    [InlineData(DiagnosticCodes.NotATimeSource, $"kind: clock-sync, on: LOG-1, {Key}, source: §SCADA-1")]
    [InlineData(DiagnosticCodes.SharedKeyMissing, "kind: clock-sync, on: SCADA-1, source: LOG-1, authenticated: §true")]
    [InlineData(DiagnosticCodes.NoFlowToHelper, $"kind: clock-sync, on: RTU-1, {Key}, source: §LOG-1")]
    [Covers(DiagnosticCodes.PasswordAgeOrder), Covers(DiagnosticCodes.LockAfterEnd), Covers(DiagnosticCodes.SessionLimitOrder)]
    [Covers(DiagnosticCodes.NotADirectory), Covers(DiagnosticCodes.NoSuchEmergencyAccount), Covers(DiagnosticCodes.SharedKeyTooShort)]
    [Covers(DiagnosticCodes.NoFlowToHelper), Covers(DiagnosticCodes.NotATimeSource), Covers(DiagnosticCodes.SharedKeyMissing)]
    public void Reports_Code_And_Place(string code, string entry) =>
        AssertReported(code, Text().Replace(Place, $"  - {{ id: k, {entry} }}\n{Place}", StringComparison.Ordinal));

    [Fact]
    [Covers(DiagnosticCodes.PasswordFromTheFuture)]
    public void Reports_A_Password_That_Was_Set_After_The_Start() => AssertReported(
        DiagnosticCodes.PasswordFromTheFuture,
        Text().Replace("password: Marsh_Light-37", "password: Marsh_Light-37, password_set: §2031-01-01T00:00:00Z", StringComparison.Ordinal));

    [Fact]
    public void Reads_Every_Key_And_Keeps_The_Defaults()
    {
        string[] entries =
        [
            $"kind: account-directory, id: k1, on: SCADA-1, {Key}, server: LOG-1",
            $"kind: account-directory, id: k2, on: RTU-1, {Key}, server: LOG-1, propagation: 30s, emergency_accounts: [b.stone], local_accounts: true",
            $"kind: clock-sync, id: k3, on: SCADA-1, {Key}, source: LOG-1",
            "kind: clock-sync, id: k4, on: RTU-1, source: LOG-1, authenticated: false, period: 1min, max_step: 2min, key_id: 9",
            "kind: password-policy, id: k5, on: RTU-1, history: 4, min_age: 1d, max_age: 90d, service_max_age: 365d, warning: 7d",
            "kind: session-limits, id: k6, on: RTU-1, max_total: 3, lock: 5min, max_duration: 8h",
        ];
        const string Flow = "    flows:\n";
        var flows = "      - { id: to-dir, from: RTU-1, to: LOG-1, port: 636, protocol: directory, reason: accounts }\n"
            + "      - { id: to-time, from: RTU-1, to: LOG-1, port: 123, protocol: time, reason: clock }\n";
        var scenario = ScenarioText.LoadGood(Text().Replace(Flow, Flow + flows, StringComparison.Ordinal)
            .Replace(Place, string.Concat(entries.Select(e => $"  - {{ {e} }}\n")) + Place, StringComparison.Ordinal)
            .Replace("password: Marsh_Light-37", "password: Marsh_Light-37, former_passwords: [Old-One-1], log_on_to: [RTU-1]", StringComparison.Ordinal)
            .Replace("    kind: scada-master\n", "    kind: scada-master\n    clock: { offset_s: -2.5, drift_ppm: 40 }\n", StringComparison.Ordinal));
        const string Secret = "sixteen or more of them";
        AccountDirectoryConfig directory = new() { Id = "k1", On = "SCADA-1", Server = "LOG-1", Key = Secret };
        ClockSyncConfig sync = new() { Id = "k3", On = "SCADA-1", Source = "LOG-1", Key = Secret };
        Equivalent(directory, scenario);
        Equivalent(directory with { Id = "k2", On = "RTU-1", Propagation = TimeSpan.FromSeconds(30), EmergencyAccounts = ["b.stone"], LocalAccounts = true }, scenario);
        Equivalent(sync, scenario);
        Equivalent(new ClockSyncConfig
        {
            Id = "k4", On = "RTU-1", Source = "LOG-1", Authenticated = false, Period = TimeSpan.FromMinutes(1), MaxStep = TimeSpan.FromMinutes(2), KeyId = 9,
        }, scenario);
        Equivalent(new PasswordPolicyConfig
        {
            Id = "k5", On = "RTU-1", History = 4, MinAge = TimeSpan.FromDays(1), MaxAge = TimeSpan.FromDays(90), ServiceMaxAge = TimeSpan.FromDays(365),
            Warning = TimeSpan.FromDays(7),
        }, scenario);
        Equivalent(new SessionLimitsConfig
        {
            Id = "k6", On = "RTU-1", MaxTotal = 3, Lock = TimeSpan.FromMinutes(5), MaxDuration = TimeSpan.FromHours(8),
        }, scenario);
        Assert.Equal(new ClockConfig(-2.5, 40), scenario.Asset("SCADA-1")!.Clock);
        var auditor = scenario.Asset("SCADA-1")!.Accounts.Single(a => a.Name == "c.reed");
        Assert.Equal(["Old-One-1"], auditor.FormerPasswords);
        Assert.Equal(["RTU-1"], auditor.LogOnTo);
    }

    private static void Equivalent(ControlConfig expected, Scenario scenario) =>
        Assert.Equivalent(expected, scenario.Controls.Single(c => c.Id == expected.Id), strict: true);

    private static string Text() => ScenarioText.Change(
        "      - { id: syslog, protocol: syslog, port: 601 }\n",
        "      - { id: syslog, protocol: syslog, port: 601 }\n      - { id: directory, protocol: directory, port: 636 }\n      - { id: time, protocol: time, port: 123 }\n");

    private static void AssertReported(string code, string marked)
    {
        var (text, line, column) = ScenarioText.Locate(marked);
        var result = ScenarioText.Load(text);
        Assert.Null(result.Scenario);
        Assert.Equal((code, line, column), result.Diagnostics.Select(d => (d.Code, d.Line, d.Column)).First());
    }
}
