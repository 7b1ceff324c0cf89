using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>What is declared to be reachable, and what the controls make of it.</summary>
public sealed class ReachabilityTests
{
    private static readonly Scenario Found = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "station-lab")).Scenario!;
    private static readonly Scenario Hardened = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "station-lab-hardened")).Scenario!;

    [Theory]
    [InlineData("SCADA-1", "PLC-CGS", 502, true, DialOutcome.Open, "C4-allow-list/C4-control")]
    [InlineData("SCADA-1", "PLC-CGS", 23, false, DialOutcome.Filtered, "C4-allow-list/default-deny")]
    [InlineData("SCADA-1", "PLC-OPP", 502, false, DialOutcome.Unreachable, "no conduit")]
    [InlineData("ENG-1", "SCADA-1", 502, true, DialOutcome.Open, "same-zone")]
    [InlineData("PLC-CGS", "SCADA-1", 502, false, DialOutcome.Filtered, "C4-allow-list/default-deny")]
    public void Hardened_Row(string from, string to, int port, bool declared, DialOutcome predicted, string by)
    {
        var row = ReachabilityMatrix.Declared(Hardened).Find(from, to, port)!;
        Assert.Equal((declared, predicted, by), (row.IsDeclared, row.Predicted, row.PredictedBy));
    }

    [Fact]
    public void Conduit_Without_Allow_List_Permits_Anything()
    {
        var row = ReachabilityMatrix.Declared(Found).Find("LOG-1", "RTU-DRS-3", 2323)!;
        Assert.True(row.IsTooWide);
        Assert.Equal("C5.3 has no allow-list", row.PredictedBy);
    }

    [Fact]
    public void Disarmed_Controls_Permit_Anything()
    {
        var open = ReachabilityMatrix.Declared(Hardened, _ => false);
        Assert.Equal(DialOutcome.Open, open.Find("SCADA-1", "PLC-CGS", 2323)!.Predicted);
        Assert.Equal(DialOutcome.Unreachable, open.Find("SCADA-1", "PLC-OPP", 502)!.Predicted);
    }

    [Fact]
    public void Service_Not_Needed_Is_Closed_By_Least_Functionality()
    {
        // Nobody else stands in the zone of a controller, so a neighbour is put there.
        var neighbour = Hardened.Asset("ENG-1")! with { Id = "ENG-2", Zone = "Z-CGS" };
        var row = ReachabilityMatrix.Declared(Hardened with { Assets = [.. Hardened.Assets, neighbour] }).Find("ENG-2", "PLC-CGS", 2323)!;
        Assert.Equal((DialOutcome.Closed, "gate-functions"), (row.Predicted, row.PredictedBy));
    }

    [Fact]
    public void Link_Without_Conduit_Permits_Anything()
    {
        var modem = new LinkConfig("X1", "Z-VRA", "PLC-OPP", "modem", null, "invoice of the provider");
        var matrix = ReachabilityMatrix.Declared(Hardened with { AsBuilt = Hardened.AsBuilt with { Links = [.. Hardened.AsBuilt.Links, modem] } });

        Assert.Equal((DialOutcome.Open, "X1"), (matrix.Find("VPN-1", "PLC-OPP", 502)!.Predicted, matrix.Find("VPN-1", "PLC-OPP", 502)!.PredictedBy));
        Assert.Equal(DialOutcome.Open, matrix.Find("PLC-OPP", "VPN-1", 23)!.Predicted);
        Assert.Equal(DialOutcome.Unreachable, matrix.Find("JH-1", "PLC-OPP", 502)!.Predicted);
    }

    [Fact]
    public void Rule_Found_In_A_Gateway_Permits()
    {
        var rule = new FoundRuleConfig("C4-allow-list", "LOG-1", "PLC-CGS", 23);
        var row = ReachabilityMatrix.Declared(Hardened with { AsBuilt = Hardened.AsBuilt with { Rules = [rule] } }).Find("LOG-1", "PLC-CGS", 23)!;
        Assert.Equal((DialOutcome.Open, "C4-allow-list/found", true), (row.Predicted, row.PredictedBy, row.IsTooWide));
    }

    [Fact]
    public void List_That_Forgets_A_Flow_Is_Too_Narrow()
    {
        var list = (AllowListConfig)Hardened.Controls.Single(c => c.Id == "C6-allow-list");
        var row = ReachabilityMatrix.Declared(Hardened with { Controls = [list with { Permit = [] }] }).Find("PLC-CGS", "PLC-OPP", 502)!;
        Assert.True(row.IsTooNarrow);
    }

    [Fact]
    public void A_Wireless_Medium_Carries_Declared_Flows_Only()
    {
        var matrix = ReachabilityMatrix.Declared(Hardened with { Controls = [.. Hardened.Controls.OfType<WirelessConfig>()] });
        Assert.Equal((DialOutcome.Filtered, "C5.3-wireless/not-declared"), Prediction(matrix.Find("LOG-1", "RTU-DRS-3", 502)!));
        Assert.Equal(DialOutcome.Open, matrix.Find("SCADA-1", "RTU-DRS-3", 502)!.Predicted);

        static (DialOutcome, string) Prediction(ReachabilityRow row) => (row.Predicted, row.PredictedBy);
    }

    [Fact]
    public void Renders_A_Table()
    {
        var text = ReachabilityMatrix.Declared(ScenarioText.LoadGood(ScenarioText.Change("permit: declared }",
            "permit: [{ id: wide, from: SCADA-1, to: RTU-1, port: 0 }] }"))).Render();

        Assert.Equal(
            """
            Reachability of first
            rows open connections to columns:  = same zone   o declared flow   . none
            where controls differ:             ! permitted, not declared   x declared, blocked   c closed service of the same zone

                             1  2  3  4
            Z-CC  LOG-1         =  .  .
            Z-CC  SCADA-1    =     !  o
            Z-DRS RTU-1      x  .

            columns
              1  Z-CC  LOG-1:601 syslog
              2  Z-CC  SCADA-1:23 console
              3  Z-DRS RTU-1:23 console
              4  Z-DRS RTU-1:502 modbus

            differences
              x RTU-1 -> LOG-1:601 stopped by C1-allow-list/default-deny
              ! SCADA-1 -> RTU-1:23 permitted by C1-allow-list/wide

            """.ReplaceLineEndings("\n"), text);
    }
}
