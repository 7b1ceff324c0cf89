using Testbed.Attacks;
using Testbed.Core;

namespace Testbed.Runtime.Tests;

/// <summary>What a watched trial keeps for plots, and what a play tells of its steps.</summary>
public sealed class TraceSamplerTests
{
    [Fact]
    public void A_Watched_Trial_Keeps_Pressures_With_Limits_Flows_And_Customers()
    {
        var result = Run(new()
        {
            Id = "watched", Kind = TrialKind.NegativeControl, Twin = TwinKind.Armed, Subject = "watched", Before = TimeSpan.FromSeconds(60),
            Watch = TimeSpan.FromMinutes(5),
        });

        var trace = result.Trace!;
        Assert.Equal([-30, 0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300], trace.Seconds);
        Assert.All(trace.Values, v => Assert.Equal(trace.Seconds.Count, v.Count));
        foreach (var i in Enumerable.Range(0, trace.Series.Count))
        {
            Assert.Equal(trace.QuantityOf(i) == ProcessQuantity.Pressure, trace.LimitOf(i) is not null);
        }

        double Last(string series) => trace.Values[trace.Series.ToList().IndexOf(series)][^1];
        Assert.InRange(Last("supply"), 1, 10_000);
        Assert.InRange(Last("delivered"), 1, 10_000);
        Assert.Equal(0, Last("vented"));
        Assert.Equal(0, Last("customers out"));
        Assert.Null(result.Brief);
        Assert.Empty(result.Steps);
    }

    [Fact]
    public void A_Play_Tells_Its_Steps_In_Seconds_Since_The_Attack_Began()
    {
        var brief = new PlayBrief("A guest looks round", "zone:target", "read");
        var result = Run(new()
        {
            Id = "told", Kind = TrialKind.Play, Twin = TwinKind.Armed, Subject = "told", Brief = brief, Before = TimeSpan.FromSeconds(60),
            Attack = async range =>
            {
                range.Recorder.Fact("attacker", "T0846", "guest scans");
                await range.WaitAsync(TimeSpan.FromSeconds(5));
                range.Recorder.Fact("attacker", "step", "nothing found");
                return AttackOutcome.Resisted("nothing found");
            },
        });

        Assert.Equal(brief, result.Brief);
        Assert.Equal([new AttackStep(0, "T0846", "guest scans"), new(5, "", "nothing found")], result.Steps);
        Assert.Null(result.Trace);
    }

    private static TrialResult Run(TrialSpec spec)
    {
        using var blueprint = new TwinBlueprint(StationLab.Hardened, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 182);
        return new TrialRunner(blueprint, new TwinOptions()).Run(spec, host).Result;
    }
}
