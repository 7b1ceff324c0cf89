using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

public sealed class ModelCheckTests
{
    private static readonly AsBuiltConfig Clean = new(
        [new("L1", "Z-CC", "Z-ST", "leased-line", "C1", "inspection")], [new("H1", ["SCADA-1"]), new("H2", ["PLC-1"])],
        [new("S1", ["Z-CC"]), new("S2", ["Z-ST"])], [new("PLC-1", 502, ServiceProtocol.Modbus)], []);

    [Fact]
    public void Says_Nothing_Where_The_Model_Holds_Nothing() =>
        Assert.All(Outcomes(new UndeclaredLinks(), new([], [], [], [], [])), o => Assert.Equal(TrialOutcome.Inapplicable, o.Value));

    [Fact]
    public void Finds_No_Violation_In_A_Clean_Plant() => Assert.All(
        ModelCheckCatalogue.All.SelectMany(c => Outcomes(c, Clean)), o => Assert.NotEqual(TrialOutcome.Succeeded, o.Value));

    [Fact]
    public void Finds_A_Modem_That_No_Conduit_Declares_At_The_Zone_It_Enters()
    {
        var modem = Clean with { Links = [.. Clean.Links, new("X1", "Z-NET", "PLC-1", "cellular", null, "invoice")] };
        foreach (var check in new IModelCheck[] { new UndeclaredLinks(), new UndeclaredAccess() })
        {
            var outcomes = Outcomes(check, modem);
            Assert.Equal(TrialOutcome.Succeeded, outcomes["Z-ST"]);
            Assert.Equal(TrialOutcome.Resisted, outcomes["Z-CC"]);
        }
    }

    [Fact]
    public void Finds_A_Switch_And_A_Host_Shared_Across_Criticality()
    {
        var shared = Clean with { Switches = [new("S1", ["Z-CC", "Z-ST"])], Hosts = [new("H1", ["SCADA-1", "PLC-1"])] };
        foreach (var check in new IModelCheck[] { new SharedSwitches(), new CoHosting() })
        {
            var outcomes = Outcomes(check, shared);
            Assert.All(new[] { "Z-ST", "Z-CC", "C1" }, place => Assert.Equal(TrialOutcome.Succeeded, outcomes[place]));
        }
    }

    [Fact]
    public void Finds_An_Undeclared_Port_And_A_Wider_Permit()
    {
        var found = Clean with { Ports = [.. Clean.Ports, new("PLC-1", 80, ServiceProtocol.Console)], Rules = [new("list", "*", "*", 0)] };
        var scenario = Plant.Scenario(new AllowListConfig { Id = "list", On = "C1", Permit = [] });
        var settings = Outcomes(new SettingsAsFound(), found, scenario);
        Assert.Equal(TrialOutcome.Succeeded, settings["Z-ST"]);
        Assert.Equal(TrialOutcome.Succeeded, settings["C1"]);
        Assert.Equal(TrialOutcome.Succeeded, Outcomes(new UndeclaredPorts(), found)["Z-ST"]);
    }

    [Fact]
    public void Finds_An_Account_Name_Used_Twice()
    {
        var plant = Plant.Scenario();
        var twice = Plant.Controller() with { Accounts = [.. Plant.Controller().Accounts, new("ANNA", AccountRole.Viewer, "x", true, false, false)] };
        var outcomes = Outcomes(new DuplicateIdentifiers(), Clean, plant with { Assets = [.. plant.Assets.Where(a => a.Id != "PLC-1"), twice] });
        Assert.Equal(TrialOutcome.Succeeded, outcomes["Z-ST"]);
    }

    [Theory]
    [InlineData("Z-NET", TrialOutcome.Succeeded)]
    [InlineData("Z-ST", TrialOutcome.Resisted)]
    public void Finds_A_Service_That_Control_Has_From_Outside(string zoneOfTheTime, TrialOutcome expected)
    {
        var plant = Plant.Scenario(new ClockSyncConfig { Id = "clock", On = "PLC-1", Source = "WWW-1" });
        var moved = plant.Asset("WWW-1")! with { Zone = zoneOfTheTime };
        var outcomes = Outcomes(new ServicesFromOutside(), Clean, plant with { Assets = [.. plant.Assets.Where(a => a.Id != "WWW-1"), moved] });
        Assert.Equal(expected, outcomes["Z-ST"]);
        Assert.Equal(TrialOutcome.Resisted, outcomes["Z-CC"]);
    }

    [Fact]
    public void Finds_Gateways_That_Report_To_A_Collector_Outside()
    {
        var plant = Plant.Scenario(new MonitorConfig { Id = "monitor", On = "C1", Collector = "WWW-1" });
        Assert.Equal(TrialOutcome.Succeeded, Outcomes(new ServicesFromOutside(), Clean, plant)["C1"]);
    }

    private static Dictionary<string, TrialOutcome> Outcomes(IModelCheck check, AsBuiltConfig asBuilt, Scenario? scenario = null) =>
        check.Check((scenario ?? Plant.Scenario()) with { AsBuilt = asBuilt }).ToDictionary(o => o.Cell.Place, o => o.Outcome.Outcome);
}
