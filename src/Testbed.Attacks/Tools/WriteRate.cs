using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>How fast a point of a device may move, by what the scenario declares: raw values per period.</summary>
internal sealed record WriteRate(WriteTarget Target, double MaxChange, TimeSpan Per)
{
    private const int MostSteps = 20;

    /// <summary>
    /// The paced points of a device: those its range check lists with a largest change, else those a declared flow to it does. A pace is an engineering figure of the
    /// point, whoever holds it.
    /// </summary>
    public static IEnumerable<WriteRate> Of(Scenario scenario, AssetConfig asset, ServiceConfig service)
    {
        var ranges = scenario.Control<RangeCheckConfig>(asset.Id)?.Ranges ?? [];
        var access = scenario.Conduits.SelectMany(c => c.Flows).Where(f => f.To == asset.Id && f.Port == service.Port).SelectMany(f => f.Access).ToList();
        foreach (var target in WriteTarget.Of(asset, service).Where(t => t.Point is { Bit: null, Type: not PointType.Bool }))
        {
            var own = ranges.FirstOrDefault(r => r.Table == target.Point.Table && r.Address == target.Point.Address);
            var flow = access.Find(a => a.MaxChange is not null && FlowPolicy.Covers(a, new(target.SingleFunction, target.Point.Address, null)));
            if (own is { MaxChange: { } change, Per: { } per })
            {
                yield return new(target, change, per);
            }
            else if (flow is { MaxChange: { } declared, Period: { } period } && target.Point.Words == 1)
            {
                yield return new(target, declared, period);
            }
        }
    }

    /// <summary>
    /// Where the device holds a point to a pace, that alone would stop a jump out of its range: goes to the upper edge at that pace, then one step on. Gives the value
    /// beyond that is held, else null, also where no pace is declared at the device.
    /// </summary>
    public static async Task<double?> CreepBeyondAsync(IAttackRange range, WriteTarget target, Func<double, Task> write)
    {
        var listed = range.Scenario.Control<RangeCheckConfig>(target.Asset.Id)?.Ranges
            .FirstOrDefault(r => r.Table == target.Point.Table && r.Address == target.Point.Address);
        if (listed is not { MaxChange: > 0 and var change, Per: { } per } || target.Point.Max is not { } max)
        {
            return null;
        }

        var edge = target.ToRaw(max);
        var now = target.ToRaw(range.Truth.Point(target.Asset.Id, target.Point.Name) ?? target.Point.Initial ?? 0);
        await range.WaitAsync(per);
        for (var step = 0; step < MostSteps && now < edge; step++)
        {
            now = Math.Min(edge, now + change);
            await write(now);
            await range.WaitAsync(per + TimeSpan.FromSeconds(1));
        }

        await write(edge + 1);
        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        return range.Holds(target, edge + 1) ? edge + 1 : null;
    }

    /// <summary>The end of a move of three times the allowed change that stays in the engineering range; null when there is no room.</summary>
    public double? Far(double present)
    {
        var (low, high) = PointCodec.Limits(Target.Point.Type);
        var up = Math.Min(Target.Point.Max is { } max ? Target.ToRaw(max) : high, present + (3 * MaxChange));
        var down = Math.Max(Target.Point.Min is { } min ? Target.ToRaw(min) : low, present - (3 * MaxChange));
        var far = up - present >= present - down ? up : down;
        return Math.Abs(far - present) > MaxChange ? far : null;
    }
}
