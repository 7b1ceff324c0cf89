using Testbed.Scenarios.Loading;

namespace Testbed.Scenarios.Tests;

/// <summary>How entries of <c>controls:</c> become controls.</summary>
public sealed class ControlBinderTests
{
    [Fact]
    public void Every_Kind_Has_Exactly_One_Binder()
    {
        var kinds = typeof(ControlConfig).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ControlConfig)) && !t.IsAbstract).ToList();
        var binders = typeof(ControlBinder).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ControlBinder)) && !t.IsAbstract)
            .Select(t => ((ControlBinder)Activator.CreateInstance(t)!).ConfigType).ToList();

        Assert.All(kinds, t => Assert.True(t.IsSealed, t.Name));
        Assert.Equal(kinds.OrderBy(t => t.Name), binders.OrderBy(t => t.Name));
    }

    [Fact]
    public void Binders_Know_Their_Side() => Assert.All(
        ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "station-lab-hardened")).Scenario!.Controls,
        c => Assert.Equal(c.OnConduit, ControlBinder.All[c.Kind].OnConduit));

    [Fact]
    public void Entry_On_Several_Places_Makes_One_Control_Each()
    {
        var scenario = ScenarioText.LoadGood(ScenarioText.Valid);
        Assert.Equal(["accounts@SCADA-1", "accounts@RTU-1"], scenario.Controls.OfType<AccountsConfig>().Select(c => c.Id));
        Assert.Equal(["SCADA-1", "RTU-1"], scenario.Controls.OfType<AccountsConfig>().Select(c => c.On));
        Assert.Equal("rtu-audit", scenario.Controls.OfType<AuditConfig>().Single().Id);
    }

    [Fact]
    public void Declared_Expands_To_The_Flows_Of_The_Conduit()
    {
        var scenario = ScenarioText.LoadGood(ScenarioText.Change("permit: declared }", "permit: [declared, { id: extra, from: \"*\", to: RTU-1, port: 0 }] }"));
        var list = scenario.Controls.OfType<AllowListConfig>().Single();

        Assert.Equal(["C1-control", "C1-log", "extra"], list.Permit.Select(p => p.Id));
        Assert.True(list.Permit[2].Covers("LOG-1", "RTU-1", 23));
    }

    [Fact]
    public void Written_Permits_Replace_The_Declared_Ones()
    {
        var scenario = ScenarioText.LoadGood(ScenarioText.Change("permit: declared }", "permit: [{ id: only, from: SCADA-1, to: RTU-1, port: 502 }] }"));
        Assert.Equal(["only"], scenario.Controls.OfType<AllowListConfig>().Single().Permit.Select(p => p.Id));
    }

    [Fact]
    public void Flow_Without_Access_Expands_To_Any_Access()
    {
        var text = ScenarioText.Valid;
        var from = text.IndexOf("        access:\n", StringComparison.Ordinal);
        var to = text.IndexOf("        reason: telemetry", StringComparison.Ordinal);
        var rule = Assert.Single(ScenarioText.LoadGood(text.Remove(from, to - from)).Controls.OfType<ModbusInspectionConfig>().Single().Rules);

        Assert.Equal(("C1-control", 1, 0, 65535, 127 - 8 - 11), (rule.Id, rule.Unit, rule.Access.FirstAddress, rule.Access.LastAddress, rule.Access.Functions.Count));
        Assert.DoesNotContain(rule.Access.Functions, f => f is 65 or 72 or 100 or 110);
    }

    [Fact]
    public void Claims_Can_Be_Narrowed()
    {
        var scenario = ScenarioText.LoadGood(ScenarioText.Change("permit: declared }", "claims: [SR 5.2], permit: declared }"));
        Assert.Equal("SR 5.2", Assert.Single(scenario.Controls.OfType<AllowListConfig>().Single().Claims).ToString());
    }

    [Fact]
    public void Defaults_Are_Those_Of_The_Types()
    {
        string[] entries =
        [
            "{ kind: lock-out, id: k1, on: RTU-1 }", "{ kind: mutual-tls, id: k2, on: C1 }", "{ kind: session-limits, id: k3, on: RTU-1 }",
            "{ kind: backup, id: k7, on: RTU-1 }", "{ kind: inventory, id: k8, on: RTU-1 }", "{ kind: settings-report, id: k9, on: RTU-1 }",
            "{ kind: least-functionality, id: k4, on: RTU-1 }", "{ kind: load-limit, id: k5, on: RTU-1 }", "{ kind: password-policy, id: k6, on: RTU-1 }",
        ];
        var scenario = ScenarioText.LoadGood(ScenarioText.Change(
            "  - { kind: accounts,", string.Concat(entries.Select(e => $"  - {e}\n")) + "  - { kind: accounts,"));

        Assert.Equivalent(new LockOutConfig { Id = "k1", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k1"), strict: true);
        Assert.Equivalent(new MutualTlsConfig { Id = "k2", On = "C1" }, scenario.Controls.Single(c => c.Id == "k2"), strict: true);
        Assert.Equivalent(new SessionLimitsConfig { Id = "k3", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k3"), strict: true);
        Assert.Equivalent(new LeastFunctionalityConfig { Id = "k4", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k4"), strict: true);
        Assert.Equivalent(new LoadLimitConfig { Id = "k5", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k5"), strict: true);
        Assert.Equivalent(new PasswordPolicyConfig { Id = "k6", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k6"), strict: true);
        Assert.Equivalent(new BackupConfig { Id = "k7", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k7"), strict: true);
        Assert.Equivalent(new InventoryConfig { Id = "k8", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k8"), strict: true);
        Assert.Equivalent(new SettingsReportConfig { Id = "k9", On = "RTU-1" }, scenario.Controls.Single(c => c.Id == "k9"), strict: true);
        Assert.Equal(MonitorConfig.AllRules, scenario.Controls.OfType<MonitorConfig>().Single().Rules);
    }

    [Theory]
    [InlineData("{ kind: lock-out, id: k, on: RTU-1, exempt: [nobody] }")]
    [InlineData("{ kind: fail-state, id: k, on: RTU-1, after: 60s, outputs: { set-pont: hold } }")]
    [InlineData("{ kind: fail-state, id: k, on: RTU-1, after: 60s, outputs: { set-point: stop } }")]
    [InlineData("{ kind: roles, id: k, on: RTU-1, permissions: { boss: [read] } }")]
    [InlineData("{ kind: roles, id: k, on: RTU-1, permissions: { viewer: [fly] } }")]
    [InlineData("{ kind: mutual-tls, id: k, on: C1, min_version: \"1.0\" }")]
    [InlineData("{ kind: range-check, id: k, on: RTU-1, ranges: [] }")]
    [InlineData("{ kind: rate-limit, id: k, on: C1, pdus_per_second: 0, connections: 1 }")]
    public void Refuses_Settings_That_Mean_Nothing(string entry)
    {
        var result = ScenarioText.Load(ScenarioText.Change("  - { kind: accounts,", $"  - {entry}\n  - {{ kind: accounts,"));
        Assert.Single(result.Diagnostics);
    }
}
