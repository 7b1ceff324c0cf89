using Testbed.Attacks;
using Testbed.Core;

namespace Testbed.Runtime.Tests;

/// <summary>Steps of the detection scope at the leased line of the hardened lab: unnoticed without controls, told by the monitor's own rule when it is alone.</summary>
public sealed class DetectionStepTests
{
    [Theory]
    [InlineData("read-sweep")]
    [InlineData("connection-storm")]
    [InlineData("command-rate")]
    [InlineData("replay")]
    public void The_Monitors_Rule_Notices_What_Nobody_Notices_Without_It(string step)
    {
        var request = new RunRequest { Scenario = StationLab.Hardened, Only = [$"C4:{step}/"], AsOf = new(2026, 11, 23), Workers = 1, PreferredSlot = 170, HighestProfile = 0 };
        var run = new AssessmentRun(request, AttackLibrary.Load(Path.Combine(StationLab.Root, "attack-profiles")), "test");

        var trials = run.Execute(null, null, default).Input.Trials.Where(t => t.Id.Contains($"/C4/-/C4:{step}/", StringComparison.Ordinal)).ToDictionary(t => t.Twin);

        Assert.True(trials[TwinKind.Open].Outcome == TrialOutcome.Succeeded, trials[TwinKind.Open].Reason);
        Assert.True(trials[TwinKind.Armed].Outcome == TrialOutcome.Resisted, trials[TwinKind.Armed].Reason);
        Assert.True(trials[TwinKind.Probe].Outcome == TrialOutcome.Resisted, trials[TwinKind.Probe].Reason);
        Assert.Contains(trials[TwinKind.Probe].Reactions, r => r.Control == "C4-monitor" && r.Action == LedgerAction.Alerted && r.Rule.EndsWith($"/{step}", StringComparison.Ordinal));
    }
}
