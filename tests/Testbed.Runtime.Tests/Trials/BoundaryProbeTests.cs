using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>Probes of controls that the shipped labs do not carry: on real sockets, disarmed, armed, and with nothing armed but what claims the row.</summary>
public sealed class BoundaryProbeTests
{
    [Theory]
    [InlineData("back:reply")]
    [InlineData("back:connection")]
    public void A_One_Way_Conduit_Is_Talked_Back_Over_Only_While_Its_Diode_Is_Disarmed(string attempt) =>
        Judge(OneWay(), new TalkingBack(), c => c.Interface == attempt, "C5.3-diode");

    [Fact]
    public void A_Diode_That_Lets_Answers_Back_Is_Noticed()
    {
        var scenario = OneWay(DiodeReturn.Replies);
        Assert.Equal(TrialOutcome.Succeeded, Run(scenario, new TalkingBack(), c => c.Interface == "back:reply", TwinKind.Armed).Outcome);
        Assert.Equal(TrialOutcome.Resisted, Run(scenario, new TalkingBack(), c => c.Interface == "back:connection", TwinKind.Armed).Outcome);
    }

    [Fact]
    public void Records_Still_Arrive_Through_The_Diode() =>
        Assert.Equal(TrialOutcome.Resisted, Run(OneWay(), new OpenWhenFailed(), c => c.Place == "C5.3" && c.Interface.EndsWith("PowerLost", StringComparison.Ordinal), TwinKind.Armed).Outcome);

    [Theory]
    [InlineData("altered-ciphertext", "span+flip")]
    [InlineData("replayed-frame", "span+replay")]
    [InlineData("altered-traffic", "span")]
    [InlineData("forged-frame", "span")]
    [InlineData("injected-command", "span")]
    [InlineData("rogue-span-host", "span:known-address")]
    [InlineData("readable-untrusted-span", "span")]
    public void A_Plain_Line_Is_Open_To_Whoever_Sits_On_It_Until_Modems_Encrypt_It(string probe, string attempt) =>
        Judge(Linked(), ProbeCatalogue.Find(probe)!, c => c.Place == "C5.3" && c.Interface == attempt, "C5.3-link");

    [Theory]
    [InlineData("unverified", "altered-ciphertext", "span+flip")]
    [InlineData("replayable", "replayed-frame", "span+replay")]
    [InlineData("clear", "readable-untrusted-span", "span")]
    public void A_Pair_Of_Modems_That_Leaves_Something_Out_Is_Noticed(string weakness, string probe, string attempt)
    {
        var mutant = new LinkEncryptionWeak().Apply(Linked()).Single(m => m.Id.EndsWith(weakness, StringComparison.Ordinal));
        var result = Run(mutant.Mutated, ProbeCatalogue.Find(probe)!, c => c.Place == "C5.3" && c.Interface == attempt, TwinKind.Armed);
        Assert.True(result.Outcome == TrialOutcome.Succeeded, result.Reason);
    }

    [Theory]
    [InlineData("C2:jump+relay")]
    [InlineData("C2:jump+direct")]
    public void A_Jump_Host_Is_Passed_By_Only_While_Its_Control_Is_Disarmed(string attempt) => Judge(WithJumpHost(), new PastTheJumpHost(), c => c.Interface == attempt, "C2-jump-host");

    [Theory]
    [InlineData(JumpHostGap.Relay, "C2:jump+relay")]
    [InlineData(JumpHostGap.Direct, "C2:jump+direct")]
    public void A_Way_Past_The_Jump_Host_Is_Noticed(JumpHostGap gap, string attempt)
    {
        var scenario = WithJumpHost(gap);
        scenario = scenario with { Controls = [.. scenario.Controls.Where(c => c is not AllowListConfig { On: "C2" })] };
        Assert.Equal(TrialOutcome.Succeeded, Run(scenario, new PastTheJumpHost(), c => c.Interface == attempt, TwinKind.Armed).Outcome);
    }

    [Fact]
    public void Dials_Go_As_Predicted_Where_A_Jump_Host_And_A_Diode_Stand()
    {
        foreach (var scenario in new[] { WithJumpHost(), OneWay() })
        {
            using var blueprint = new TwinBlueprint(scenario, 1);
            using var actors = new TrialActorSystem();
            using var host = new TrialHost(actors, 190);
            var result = new TrialRunner(blueprint, new TwinOptions()).Run(ReachabilityTrial.Spec(scenario), host).Result;
            Assert.True(result.Outcome == TrialOutcome.Resisted, result.Reason);
        }
    }

    [Fact]
    public void People_Still_Log_On_Beyond_The_Jump_Host()
    {
        using var range = new Range(WithJumpHost());
        range.Tick(9 * 60);
        Assert.Contains(range.Device("SCADA-1").AuditRecords, r => r.Type == "log-on" && r.Result == "success" && r.Subject.Contains("v.orlov", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("talking-back", "back:reply")]
    [InlineData("altered-ciphertext", "span+flip")]
    [InlineData("replayed-frame", "span+replay")]
    [InlineData("past-the-jump-host", "C2:jump+relay")]
    [InlineData("hoarded-connections", "C4:C4-control+hoard")]
    [InlineData("silent-connection", "C4:C4-control+silent")]
    [InlineData("connection-storm", "C4:C4-control+connections")]
    public void Evidence_Does_Not_Hang_On_How_Bytes_Are_Delivered(string probe, string attempt)
    {
        var scenario = probe == "talking-back" ? OneWay() : probe == "past-the-jump-host" ? WithJumpHost() : Linked();
        bool Which(Cell c) => c.Interface == attempt;
        var quiet = Run(scenario, ProbeCatalogue.Find(probe)!, Which, TwinKind.Armed);
        Assert.Equal(TrialOutcome.Resisted, quiet.Outcome);
        Assert.Equal(quiet.EvidenceHash, Run(scenario, ProbeCatalogue.Find(probe)!, Which, TwinKind.Armed, new TwinOptions { DeliveryNoise = 11 }).EvidenceHash);
    }

    /// <summary>People cross C2 by JH-1.</summary>
    private static Scenario WithJumpHost(params JumpHostGap[] gaps) => StationLab.Hardened with
    {
        Controls = [.. StationLab.Hardened.Controls, new JumpHostConfig { Id = "C2-jump-host", On = "C2", Host = "JH-1", Key = "Sorrel-Anvil-C2-Heron", LetsPast = gaps }],
    };

    /// <summary>C5.3 is a line with a pair of encrypting modems in place of TLS.</summary>
    private static Scenario Linked()
    {
        var lab = StationLab.Hardened;
        return lab with
        {
            Controls =
            [
                .. lab.Controls.Where(c => c is not (MutualTlsConfig or WirelessConfig) || c.On != "C5.3"),
                new LinkEncryptionConfig { Id = "C5.3-link", On = "C5.3", Key = "Heddle-Quern-C5.3-Lapwing" },
            ],
        };
    }

    /// <summary>C5.3 carries records of the district station and nothing else.</summary>
    private static Scenario OneWay(params DiodeReturn[] returns)
    {
        var lab = StationLab.Hardened;
        return lab with
        {
            Conduits = [.. lab.Conduits.Select(c => c.Id == "C5.3" ? c with { Flows = [.. c.Flows.Where(f => f.Protocol.IsPush())] } : c)],
            Controls =
            [
                .. lab.Controls.Where(c => c.On != "C5.3"), lab.Controls.OfType<FailCloseConfig>().Single(c => c.On == "C5.3"),
                new DataDiodeConfig { Id = "C5.3-diode", On = "C5.3", FromZone = "Z-DRS-3", Returns = returns },
            ],
        };
    }

    private static void Judge(Scenario scenario, IProbe probe, Func<Cell, bool> which, string control)
    {
        var open = Run(scenario, probe, which, TwinKind.Open);
        Assert.True(open.Outcome == TrialOutcome.Succeeded, open.Reason);
        foreach (var twin in new[] { TwinKind.Armed, TwinKind.Probe })
        {
            var result = Run(scenario, probe, which, twin);
            Assert.True(result.Outcome == TrialOutcome.Resisted, $"{twin}: {result.Reason}");
            Assert.Contains(result.Reactions, r => r.Control == control);
        }
    }

    private static TrialResult Run(Scenario scenario, IProbe probe, Func<Cell, bool> which, TwinKind twin, TwinOptions? options = null)
    {
        var cell = probe.Cells(scenario).First(which);
        var spec = new TrialSpec
        {
            Id = "boundary", Kind = TrialKind.Probe, Twin = twin, Subject = probe.Id, Cell = cell, Attack = range => probe.RunAsync(cell, range),
        };
        using var blueprint = new TwinBlueprint(scenario, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 190);
        return new TrialRunner(blueprint, options ?? new TwinOptions()).Run(spec, host).Result;
    }
}
