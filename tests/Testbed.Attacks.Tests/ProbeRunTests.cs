using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

public sealed class ProbeRunTests
{
    /// <summary>Probes that the range in memory can answer: all but those that need TLS, simulated idle ends or several stations.</summary>
    public static TheoryData<string> Both => [.. new[]
    {
        "console-without-log-on", "shared-identity", "default-credentials", "weak-password", "talkative-log-on", "endless-guessing", "role-escape",
        "undeclared-operator-command", "foreign-machine-across-conduit", "role-remapping", "unrecorded-event", "undated-record", "deniable-command",
        "altered-traffic", "forged-frame", "injected-command", "out-of-range-at-device", "out-of-range-across-conduit", "talkative-errors", "guessed-session",
        "resumed-after-log-off", "unexpected-session-id", "predictable-session-id", "erased-trail", "readable-untrusted-span", "unsegmented-network",
        "boundary-by-pass", "complement-of-the-allow-list", "incoming-messages", "messages-either-way", "exposed-trail", "unnoticed-step", "storm-in-zone",
        "storm-across-conduit",
        "loaded-security-functions", "unneeded-function", "unneeded-port", "missing-notification",
    }];

    [Theory]
    [MemberData(nameof(Both))]
    public void Succeeds_On_Every_Cell_Of_The_Open_Range(string id)
    {
        var scenario = Controlled();
        var probe = ProbeCatalogue.Find(id)!;
        var cells = Cells(probe, scenario);
        Assert.NotEmpty(cells);
        Assert.All(cells, cell =>
        {
            var outcome = FakeRange.Run(probe, cell, strict: false, scenario);
            Assert.True(outcome.Outcome == TrialOutcome.Succeeded, $"{cell}: {outcome}");
        });
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Is_Resisted_On_Every_Cell_Of_The_Strict_Range(string id)
    {
        var scenario = Controlled();
        var probe = ProbeCatalogue.Find(id)!;
        Assert.All(Cells(probe, scenario), cell =>
        {
            var outcome = FakeRange.Run(probe, cell, strict: true, scenario);
            Assert.True(outcome.Outcome == TrialOutcome.Resisted, $"{cell}: {outcome}");
        });
    }

    [Fact]
    public void Plain_Modbus_Fails_Device_Authentication_Whatever_The_Controls()
    {
        var scenario = Plant.Scenario();
        foreach (var probe in new IProbe[] { new UnauthenticatedModbusWrite(), new ForeignMachineInZone() })
        {
            var cell = Assert.Single(probe.Cells(scenario));
            Assert.Equal(TrialOutcome.Succeeded, FakeRange.Run(probe, cell, strict: true).Outcome);
        }
    }

    [Fact]
    public void Missing_Notification_Is_A_Breach_When_None_Is_Configured()
    {
        var probe = new MissingNotification();
        var cell = probe.Cells(Plant.Scenario()).Single();
        Assert.Equal(TrialOutcome.Succeeded, FakeRange.Run(probe, cell, strict: true).Outcome);
    }

    [Theory]
    [InlineData("altered-traffic")]
    [InlineData("forged-frame")]
    [InlineData("injected-command")]
    [InlineData("readable-untrusted-span")]
    public void Consoles_Stand_In_Where_A_Conduit_Carries_No_Modbus(string id)
    {
        var plant = Plant.Scenario();
        var consoleOnly = plant.Conduits[0] with { Flows = [.. plant.Conduits[0].Flows.Where(f => f.Protocol == ServiceProtocol.Console)] };
        var scenario = plant with { Conduits = [consoleOnly, .. plant.Conduits.Skip(1)] };
        var probe = ProbeCatalogue.Find(id)!;
        var cell = Assert.Single(probe.Cells(scenario));
        Assert.Equal("span:console", cell.Interface);
        Assert.Equal(TrialOutcome.Succeeded, FakeRange.Run(probe, cell, strict: false, scenario).Outcome);
        Assert.Equal(TrialOutcome.Resisted, FakeRange.Run(probe, cell, strict: true, scenario).Outcome);
    }

    [Fact]
    public void Repeats_Exactly_With_The_Same_Seed()
    {
        var probe = new ComplementOfTheAllowList();
        var cell = probe.Cells(Plant.Scenario()).First(c => c.Interface.StartsWith("into:", StringComparison.Ordinal));
        List<string> Facts() => Lab.Run(async lab =>
        {
            var range = new FakeRange(lab, strict: true);
            await probe.RunAsync(cell, range);
            return range.Facts;
        });
        Assert.Equal(Facts(), Facts());
    }

    /// <summary>Cells that lead to the station: the range in memory has a device only there.</summary>
    private static List<Cell> Cells(IProbe probe, Scenario scenario) =>
        [.. probe.Cells(scenario).Where(c => !c.Interface.StartsWith("C2", StringComparison.Ordinal) && c.Place != "C2")];

    private static Scenario Controlled() => Plant.Scenario(
        new UseNotificationConfig { Id = "note", On = "PLC-1", Text = "Authorised use only." },
        new LeastFunctionalityConfig { Id = "least", On = "PLC-1" },
        new MonitorConfig { Id = "monitor", On = "C1", Collector = "LOG-1" });
}
