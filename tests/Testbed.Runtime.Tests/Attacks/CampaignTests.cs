using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>What campaigns have that plays have not: a position that is held, a circumstance, and assets that must be won before anybody acts from them.</summary>
public sealed class CampaignTests
{
    private const int Short = 120;

    [Fact]
    public void The_Way_By_The_Supplier_Goes_From_Asset_To_Asset_And_Ends_At_The_First_That_Holds()
    {
        var campaign = LivePlay.Find("c-sl4-protection-by-the-supplier") with { HoldSeconds = Short };
        var found = LivePlay.Run(campaign, StationLab.AsFound, TwinKind.Armed);
        Assert.True(found.Outcome == TrialOutcome.Succeeded, found.Reason);
        Assert.Contains("PLC-OPP runs its program changed", found.Reason, StringComparison.Ordinal);

        var broker = StationLab.AsFound with { Controls = [.. StationLab.AsFound.Controls, .. StationLab.Hardened.Controls.Where(c => c is SecondFactorConfig { On: "VPN-1" })] };
        var held = LivePlay.Run(campaign, broker, TwinKind.Armed);
        Assert.True(held.Outcome == TrialOutcome.Resisted, held.Reason);
        Assert.Contains("Nobody got hold of scada-master.", held.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Malware_Stops_Only_What_It_Reached()
    {
        var campaign = LivePlay.Find("c-sl2-ransomware-spill") with { HoldSeconds = Short };
        var set = LivePlay.RunWhole(campaign, StationLab.AsFound, TwinKind.Armed);
        Assert.True(set.Result.Outcome == TrialOutcome.Succeeded, set.Result.Reason);
        foreach (var asset in new[] { "SCADA-1", "ENG-1", "JH-1" })
        {
            Assert.Contains(asset, set.Result.Reason, StringComparison.Ordinal);
        }

        // The directory asks for a log-on that nobody knows, and controllers are no machines for it.
        Assert.DoesNotContain("DIR-1", set.Result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("PLC-", set.Result.Reason, StringComparison.Ordinal);
        Assert.Contains("lost its power", set.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Gained_Nothing_Holds_No_Position()
    {
        var campaign = LivePlay.Find("c-sl4-toolkit");
        Assert.True(campaign.HoldSeconds > 3600);
        var result = LivePlay.Run(campaign, StationLab.Hardened, TwinKind.Armed);
        Assert.True(result.Outcome == TrialOutcome.Resisted, result.Reason);
        Assert.True(result.SimulatedSeconds < 600, result.Reason);
    }

    [Theory]
    [InlineData("gate-plc", PlantFailure.MonitorFailsOpen, "PCV-101A")]
    [InlineData("gate-plc", PlantFailure.SlamShutJammed, "PCV-101A")]
    [InlineData("gate-plc", PlantFailure.ReliefStuck, "PSV-104")]
    [InlineData("district-rtu", PlantFailure.SensingLineLost, "DRS-3")]
    [InlineData("district-rtu", PlantFailure.WorkerFailsOpen, "DRS-3")]
    public void A_Circumstance_Finds_The_Part_Behind_The_Controller_And_Ends_With_The_Campaign(string target, PlantFailure failure, string element)
    {
        var set = LivePlay.RunWhole(Broken(target, failure), StationLab.AsFound, TwinKind.Armed);
        Assert.Equal(TrialOutcome.Resisted, set.Result.Outcome);
        Assert.Contains($"{element} had failed: {failure}.", set.Result.Reason, StringComparison.Ordinal);
        Assert.Contains("works again", set.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Lost_Sensing_Line_Closes_The_Slam_Shut()
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        range.Tick(5);
        Assert.Equal(0, range.Device("RTU-DRS-3").Point("slam-shut-closed"));
        using (range.Twin.BreakPlant("DRS-3", PlantFailure.SensingLineLost))
        {
            range.Tick(60);
        }

        Assert.Equal(1, range.Device("RTU-DRS-3").Point("slam-shut-closed"));
    }

    [Fact]
    public void What_The_Plant_Lacks_Makes_A_Campaign_Inapplicable() =>
        Assert.Equal(TrialOutcome.Inapplicable, LivePlay.Run(Broken("gate-plc", PlantFailure.HeaterFailed), StationLab.AsFound, TwinKind.Armed).Outcome);

    private static Play Broken(string target, PlantFailure failure)
    {
        var play = LivePlay.Find("c-sl1-misuse");
        var failed = play.Steps[0] with { Failure = failure, Target = target, Vantage = "zone:target" };
        return play with { Steps = [failed, play.Steps[1] with { Target = "gate-plc" }], HoldSeconds = 0 };
    }
}
