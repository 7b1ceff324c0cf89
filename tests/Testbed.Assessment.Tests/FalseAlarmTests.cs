using Testbed.Core;

namespace Testbed.Assessment.Tests;

/// <summary>Alarms while nobody attacked.</summary>
public sealed class FalseAlarmTests
{
    private const double FourHours = 4 * 3600;

    [Fact]
    public void Every_Monitor_Has_Its_Rate_And_Others_Only_When_They_Were_Heard()
    {
        var rates = Rates(
            FourHours, new("M-1", "C", "scan", LedgerAction.Alerted, 2), new("M-1", "C", "flood", LedgerAction.Alerted, 1),
            new("W", "C", "stranger", LedgerAction.Alerted, 1), new("A", "C", "not-declared", LedgerAction.Blocked, 9));

        Assert.Equal(["M-1", "M-2", "W"], rates.Select(r => r.Control));
        Assert.Equal([3, 0, 1], rates.Select(r => r.Alarms));
        Assert.Equal([18.0, 0.0, 6.0], rates.Select(r => r.PerDay));
    }

    /// <summary>Exact one-sided limits of a Poisson mean at 95 %: 2.996, 4.744, 7.754 for 0, 1, 3 events.</summary>
    [Theory]
    [InlineData(0, 2.9957)]
    [InlineData(1, 4.7439)]
    [InlineData(3, 7.7537)]
    public void A_Short_Quiet_Time_Says_Little(int alarms, double mean)
    {
        var rate = Rates(FourHours, new ControlReaction("M-1", "C", "scan", LedgerAction.Alerted, alarms))[0];
        Assert.Equal(mean * 6, rate.AtMostPerDay, 0.001);
    }

    [Fact]
    public void Attacks_Do_Not_Count_And_Without_A_Quiet_Trial_There_Is_No_Rate()
    {
        var bench = Bench();
        bench.Trials.Add(new()
        {
            Id = "play/sl2/x", Kind = TrialKind.Play, Twin = TwinKind.Armed, Subject = "x", ProfileLevel = 2, Outcome = TrialOutcome.Resisted,
            Reason = "x", EvidenceHash = "00", SimulatedSeconds = FourHours, Reactions = [new("M-1", "C", "scan", LedgerAction.Alerted, 5)],
        });
        Assert.Empty(bench.Assess().FalseAlarms);
    }

    private static IReadOnlyList<FalseAlarmRate> Rates(double seconds, params ControlReaction[] reactions)
    {
        var bench = Bench();
        bench.Trials.Add(new()
        {
            Id = "negative-control", Kind = TrialKind.NegativeControl, Twin = TwinKind.Armed, Subject = "negative-control",
            Outcome = TrialOutcome.Succeeded, Reason = "noise", EvidenceHash = "00", SimulatedSeconds = seconds, Reactions = reactions,
        });
        return bench.Assess().FalseAlarms;
    }

    private static Bench Bench()
    {
        var bench = new Bench();
        foreach (var (id, kind) in new[] { ("M-1", "monitor"), ("A", "allow-list"), ("M-2", "monitor"), ("W", "wireless") })
        {
            bench.Controls.Add(new(id, kind, "C", "C", [], "Product 1", "none known", id));
        }

        return bench;
    }
}
