using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <content>Outages that belong to an ordinary day: declared, in declared trials, their begin drawn by the trial's seed.</content>
public sealed partial class Twin
{
    /// <summary>What a trial is to the ordinary traffic: ids tell (see <see cref="TrialSpec"/>); everything that is neither probe nor replay is an ordinary day.</summary>
    private static TrafficTrials TrialOf(string id) => id.Split('/')[0] switch
    {
        "probe" or "reachability" or "model" => TrafficTrials.Probes,
        "play" or "campaign" => TrafficTrials.Replay,
        _ => TrafficTrials.NegativeControl,
    };

    private void ScheduleOutages()
    {
        var trial = TrialOf(TrialId);
        for (var i = 0; i < Scenario.Traffic.Outages.Count; i++)
        {
            var outage = Scenario.Traffic.Outages[i];
            if (outage.Trials.Contains(trial))
            {
                var drawn = outage.Within * Random(FormattableString.Invariant($"outages/{i}")).NextDouble();
                var begin = TimeSpan.FromSeconds(Math.Floor((outage.At + drawn).TotalSeconds));
                After(begin, () =>
                {
                    var end = Outage(outage.Asset);
                    After(outage.For, end.Dispose);
                });
            }
        }
    }

    private void After(TimeSpan time, Action act) => SimulatedClock.CreateTimer(_ => act(), null, time, Timeout.InfiniteTimeSpan);
}
