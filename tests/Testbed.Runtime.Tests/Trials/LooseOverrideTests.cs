using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>What loose-override says of rights lent as declared, and of each way in which they are not.</summary>
public sealed class LooseOverrideTests
{
    private static readonly LooseOverride Probe = new();

    [Theory]
    [InlineData("SCADA-1", "p.lang")]
    [InlineData("PLC-CGS", "p.lang")]
    public void A_Right_Lent_As_Declared_Is_No_Breach(string asset, string who)
    {
        var cell = Probe.Cells(StationLab.Hardened).First(c => c.Asset == asset);
        foreach (var twin in (TwinKind[])[TwinKind.Armed, TwinKind.Probe])
        {
            var result = ProbeTrial.Run(Probe, cell, StationLab.Hardened, twin);
            Assert.True(result.Outcome == TrialOutcome.Resisted, result.Reason);
            Assert.StartsWith($"{who} wrote at {asset} while", result.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(TrialOutcome.Succeeded, ProbeTrial.Run(Probe, cell, StationLab.Hardened, TwinKind.Open).Outcome);
    }

    [Theory]
    [InlineData("anybody", "gave himself|who may not")]
    [InlineData("forever", "longer than allowed")]
    [InlineData("nobody", "could not write")]
    [InlineData("gone", "could not write")]
    public void Each_Way_To_Lend_Otherwise_Is_A_Breach(string way, string reasons)
    {
        var built = ProbeTrial.With<SupervisorOverrideConfig>(StationLab.Hardened, "supervisor-override@SCADA-1", c => way switch
        {
            "anybody" => c with { Supervisors = [.. StationLab.Hardened.Asset("SCADA-1")!.Accounts.Select(a => a.Name)] },
            "forever" => c with { Longest = TimeSpan.FromDays(365) },
            "nobody" => c with { Supervisors = [] },
            _ => null,
        });
        var cell = Probe.Cells(StationLab.Hardened).First(c => c.Asset == "SCADA-1");
        var result = ProbeTrial.Run(Probe, cell, built, declared: StationLab.Hardened);
        Assert.True(result.Outcome == TrialOutcome.Succeeded, result.Reason);
        Assert.Contains(reasons.Split('|'), r => result.Reason.Contains(r, StringComparison.Ordinal));
    }
}
