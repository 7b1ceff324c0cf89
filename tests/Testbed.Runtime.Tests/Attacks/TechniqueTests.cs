using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>Each play succeeds in the open twin and is resisted where just the controls are armed that guard against its technique.</summary>
public sealed class TechniqueTests
{
    [Theory]
    [InlineData("broadcast-write", "ModbusInspection AllowList")]
    [InlineData("mistaken-close", "ModbusInspection AllowList")]
    [InlineData("mistaken-alarm-limits", "ModbusInspection AllowList")]
    [InlineData("wrong-program-wrong-station", "KeySwitch")]
    [InlineData("override-left-on", "LeastFunctionality")]
    [InlineData("remote-access-with-shared-account", "Accounts")]
    [InlineData("panel-with-shared-password", "Accounts")]
    [InlineData("values-by-command", "Accounts")]
    [InlineData("identified-device", "LeastFunctionality")]
    [InlineData("identified-from-control-centre", "ModbusInspection AllowList")]
    [InlineData("every-function-write", "ModbusInspection AllowList")]
    [InlineData("collection-from-buffer-zone", "ModbusInspection AllowList")]
    [InlineData("records-read", "Accounts")]
    [InlineData("stolen-backup", "Accounts")]
    [InlineData("configuration-read", "Accounts")]
    [InlineData("changed-credential", "Accounts")]
    [InlineData("stopped-server", "Accounts")]
    [InlineData("ransomware-from-buffer-zone", "Accounts")]
    [InlineData("listening-to-the-air", "MutualTls")]
    [InlineData("known-port-across", "AllowList")]
    [InlineData("station-on-local", "LeastFunctionality")]
    public void Simple_Means(string play, string guards) => Check(play, guards);

    [Theory]
    [InlineData("mapped-controller", "Accounts")]
    [InlineData("suppliers-engineering-account", "Accounts")]
    [InlineData("erased-program", "SignedProgram")]
    [InlineData("lost-command", "MutualTls")]
    [InlineData("lost-readings", "MutualTls")]
    [InlineData("one-stolen-factor", "SecondFactor Accounts")]
    [InlineData("pivot-through-jump-host", "Accounts")]
    [InlineData("proxy-through-controller", "Accounts SignedProgram")]
    [InlineData("tool-brought-in", "AllowList")]
    [InlineData("plausible-writes", "MutualTls")]
    [InlineData("self-made-administrator", "Roles Accounts")]
    [InlineData("foreign-radio", "MutualTls")]
    [InlineData("supplier-compromised", "SecondFactor Accounts")]
    [InlineData("boundary-under-load", "ModbusInspection AllowList RateLimit FailClose")]
    [InlineData("two-vectors-at-once", "MutualTls Accounts")]
    [InlineData("good-readings-while-outputs-move", "MutualTls")]
    [InlineData("long-dwell", "SignedProgram")]
    public void Skills_In_Control_Systems(string play, string guards) => Check(play, guards);

    [Theory]
    [InlineData("erased-records", "AuditProtection")]
    [InlineData("lost-records", "MutualTls")]
    [InlineData("no-trace-left", "AuditProtection MutualTls")]
    public void Records_Can_Only_Be_Hidden_Where_There_Are_Some(string play, string guards)
    {
        var recorded = LivePlay.With(play, "Audit");
        Assert.True(recorded.Outcome == TrialOutcome.Succeeded, recorded.Reason);
        var guarded = LivePlay.With(play, ["Audit", .. guards.Split(' ')]);
        Assert.True(guarded.Outcome == TrialOutcome.Resisted, guarded.Reason);
    }

    [Theory]
    [InlineData("broadcast-storm", "requests", "4000", "LoadLimit")]
    [InlineData("request-storm", "requests", "4000", "RateLimit")]
    [InlineData("stray-laptop", "at-once", "60", "LoadLimit")]
    [InlineData("duplicate-poller", "at-once", "60", "RateLimit")]
    public void Load_Beyond_What_A_Controller_Bears_Is_Held_Back(string id, string parameter, string value, string guard)
    {
        var play = LivePlay.Find(id);
        var heavy = play with { Steps = [.. play.Steps.Select(s => s with { Parameters = new Dictionary<string, string>(s.Parameters) { [parameter] = value } })] };
        var open = LivePlay.Run(heavy, StationLab.Hardened, TwinKind.Open);
        Assert.True(open.Outcome == TrialOutcome.Succeeded, open.Reason);
        var guarded = LivePlay.With(heavy, guard);
        Assert.True(guarded.Outcome == TrialOutcome.Resisted, guarded.Reason);
    }

    [Theory]
    [InlineData("broken-frames")]
    [InlineData("stray-asset-scan")]
    [InlineData("mistyped-unit")]
    [InlineData("slow-ramp-inside-the-range")]
    public void Some_Plays_Break_Nothing_Even_In_The_Open(string id)
    {
        var open = LivePlay.Open(id);
        Assert.True(open.Outcome == TrialOutcome.Resisted, open.Reason);
    }

    [Fact]
    public void A_Device_On_A_Public_Network_Is_Used_Past_Every_Conduit()
    {
        // As if somebody had put a router with a public address into the district station.
        var scenario = StationLab.Hardened with
        {
            Zones = [.. StationLab.Hardened.Zones, StationLab.Hardened.Zones[0] with { Id = "Z-PUB", Number = 20, Criticality = ZoneCriticality.External }],
            AsBuilt = StationLab.Hardened.AsBuilt with { Links = [.. StationLab.Hardened.AsBuilt.Links, new("L-X", "Z-PUB", "Z-DRS-3", "cellular", null, "found on site")] },
        };
        foreach (var id in new[] { "internet-exposed-device", "c-sl2-exposed-hmi" })
        {
            var play = LivePlay.Find(id) with { HoldSeconds = 10 };
            var open = LivePlay.Run(play, scenario, TwinKind.Open);
            Assert.True(open.Outcome == TrialOutcome.Succeeded, open.Reason);
            var guarded = LivePlay.Run(play, scenario, TwinKind.Armed);
            Assert.True(guarded.Outcome == TrialOutcome.Resisted, guarded.Reason);
        }
    }

    private static void Check(string play, string guards)
    {
        var open = LivePlay.Open(play);
        Assert.True(open.Outcome == TrialOutcome.Succeeded, open.Reason);
        var guarded = LivePlay.With(play, guards.Split(' '));
        Assert.True(guarded.Outcome == TrialOutcome.Resisted, guarded.Reason);
    }
}
