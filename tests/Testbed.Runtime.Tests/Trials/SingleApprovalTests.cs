using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>What single-approval says of two people, and of each way in which one could do.</summary>
public sealed class SingleApprovalTests
{
    private static readonly SingleApproval Probe = new();

    public static TheoryData<string> Consoles => [.. Probe.Cells(StationLab.Hardened).Where(c => !c.Interface.StartsWith("console-service", StringComparison.Ordinal)).Select(c => c.Asset)
        .Distinct()];

    [Fact]
    public void Looks_At_Every_Console_From_Which_The_Act_Can_Be_Done()
    {
        var dispatchOnly = ProbeTrial.With<DualApprovalConfig>(StationLab.Hardened, "gate-approval", _ => null);
        var cells = Probe.Cells(dispatchOnly).Select(c => $"{c.Place} {c.Asset} {c.Interface}").ToList();
        Assert.Contains("Z-CC SCADA-1 console:PLC-CGS.set-point-b", cells);
        Assert.Contains("Z-CGS PLC-CGS console:set-point-b", cells);
        Assert.Equal(TrialOutcome.Succeeded, ProbeTrial.Run(Probe, Cell(dispatchOnly, "PLC-CGS"), dispatchOnly).Outcome);
    }

    [Theory]
    [MemberData(nameof(Consoles))]
    public void Two_People_Are_Served_And_One_Is_Not(string asset)
    {
        var cell = Cell(StationLab.Hardened, asset);
        foreach (var twin in (TwinKind[])[TwinKind.Armed, TwinKind.Probe])
        {
            var result = ProbeTrial.Run(Probe, cell, StationLab.Hardened, twin);
            Assert.True(result.Outcome == TrialOutcome.Resisted, result.Reason);
            Assert.Contains(" had confirmed what ", result.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(TrialOutcome.Succeeded, ProbeTrial.Run(Probe, cell, StationLab.Hardened, TwinKind.Open).Outcome);
    }

    [Theory]
    [InlineData("anybody", "without being entitled")]
    [InlineData("late", "confirmed after 3 min")]
    [InlineData("chair", "from the station of the first person")]
    [InlineData("point", "alone moved")]
    [InlineData("nobody", "although two people")]
    public void Each_Way_Around_It_Is_A_Breach(string way, string reason)
    {
        var built = ProbeTrial.With<DualApprovalConfig>(StationLab.Hardened, "dispatch-approval", c => way switch
        {
            "anybody" => c with { Approvers = [.. c.Approvers, "p.lang", "s.vogt", "v.orlov"] },
            "late" => c with { Within = TimeSpan.FromHours(1) },
            "chair" => c with { OtherStation = false },
            "point" => c with { Points = [] },
            _ => c with { Approvers = [] },
        });
        var result = ProbeTrial.Run(Probe, Cell(StationLab.Hardened, "SCADA-1"), built, declared: StationLab.Hardened);
        Assert.True(result.Outcome == TrialOutcome.Succeeded, result.Reason);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }

    private static Cell Cell(Scenario scenario, string asset) =>
        Probe.Cells(scenario).First(c => c.Asset == asset && !c.Interface.StartsWith("console-service", StringComparison.Ordinal));
}
