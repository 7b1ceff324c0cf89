using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.6: the medium between a controller and its master is cut until the declared silence is over. Breach: an output is not in its declared fail state.
/// Cells: controllers with declared fail states whose master sits behind a conduit. The choice of each fail state is declared (hazard study).
/// </summary>
public sealed class DriftingOutputs() : Probe("drifting-outputs", "SR 3.6")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from zone in scenario.Assessed()
        from asset in scenario.In(zone.Id)
        where asset.Master is not null && scenario.Asset(asset.Master) is { } master && scenario.Between(zone.Id, master.Zone) is not null
            && Expected(scenario, asset).Any()
        select At(zone.Id, asset.Id, $"master:{asset.Master}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var conduit = range.Scenario.Between(asset.Zone, range.Scenario.Asset(asset.Master!)!.Zone)!;
        var outputs = Expected(range.Scenario, asset)
            .Select(o => (o.Target, Value: o.State ?? range.Truth.Point(asset.Id, o.Target.Point.Name)))
            .Where(o => o.Value is not null).ToList();
        var silence = range.Scenario.Control<FailStateConfig>(asset.Id)?.After ?? TimeSpan.FromSeconds(60);

        // Silence means nothing to a device that never heard its master: let every poll come round once.
        var polls = range.Scenario.Traffic.Polls.Where(p => p.From == asset.Master && p.To == asset.Id).Select(p => p.Period).DefaultIfEmpty(TimeSpan.Zero);
        await range.WaitAsync(polls.Max() + TimeSpan.FromSeconds(1));
        range.Act("T0803", $"{conduit.Id} cut between {asset.Id} and {asset.Master}");
        using (range.Spans.Tap(conduit.Id, new SilenceTap()))
        {
            await range.WaitAsync(silence + TimeSpan.FromSeconds(60) + (2 * asset.Scan));
            foreach (var (target, value) in outputs)
            {
                var now = range.Truth.Point(asset.Id, target.Point.Name);
                var tolerance = Math.Max(target.Resolution, 0.02 * Math.Abs(value!.Value));
                if (now is null || Math.Abs(now.Value - value.Value) > tolerance)
                {
                    return AttackOutcome.Succeeded(
                        $"{target.Point.Name} of {asset.Id} stands at {Number.Text(now ?? 0)} instead of {Number.Text(value.Value)} without its master.");
                }
            }
        }

        return AttackOutcome.Resisted($"The {outputs.Count} outputs of {asset.Id} kept their declared state without the master.");
    }

    /// <summary>The outputs with their fixed state, or null for hold, as the control declares them.</summary>
    private static IEnumerable<(WriteTarget Target, double? State)> Expected(Scenario scenario, AssetConfig asset)
    {
        var service = asset.Services.FirstOrDefault(s => s.Protocol.IsModbus());
        if (service is null)
        {
            return [];
        }

        var control = scenario.Control<FailStateConfig>(asset.Id);
        return WriteTarget.Of(asset, service)
            .Where(t => control?.Outputs.ContainsKey(t.Point.Name) == true)
            .Select(t => (t, double.TryParse(control!.Outputs[t.Point.Name], CultureInfo.InvariantCulture, out var state) ? state : (double?)null));
    }
}
