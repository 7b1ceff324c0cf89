using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.5, conduit: the declared client writes a value outside the declared range of a flow, and, where the flow bounds change, moves faster than it may.
/// Breach: the value is applied.
/// </summary>
public sealed class OutOfRangeAcrossConduit() : Probe("out-of-range-across-conduit", "SR 3.5")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var flow in scenario.ModbusFlows())
        {
            if (Ranged(flow) is { } subject)
            {
                yield return At(flow.Conduit.Id, flow.To.Id, $"{flow.Service.Id}:{flow.Flow.Id}:range");
                if (subject.WriteRule is { MaxChange: not null })
                {
                    yield return At(flow.Conduit.Id, flow.To.Id, $"{flow.Service.Id}:{flow.Flow.Id}:rate");
                }
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':');
        var flow = range.Scenario.ModbusFlows().First(f => f.Conduit.Id == cell.Place && f.Flow.Id == parts[1]);
        var subject = Ranged(flow)!;
        var target = subject.Write!;
        using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{flow.From.Id} got no connection to {flow.To.Id}.");
        }

        var now = (ushort)target.ToRaw(range.Truth.Point(flow.To.Id, target.Point.Name) ?? target.Point.Initial ?? 0);
        if (parts[2] == "range" && subject.WriteRule is { MaxChange: { } change, Period: { } period, MaxValue: { } top })
        {
            // The rate alone would stop a jump: creep to the edge of the range first, so that only the range is left to stop the next step.
            now = await CreepAsync(range, link, target, now, top, change, period);
            range.Act("T0836", $"{target.Point.Name} one step beyond the declared range");
            var beyond = (ushort)(top + 1);
            await link.WriteAsync(target, beyond);
            await range.WaitAsync(AttackTimes.Settle(flow.To));
            return range.Holds(target, beyond)
                ? AttackOutcome.Succeeded($"{flow.To.Id} applied {target.Text(beyond)}, beyond the declared range.")
                : AttackOutcome.Resisted($"No value beyond the declared range reached {flow.To.Id}.");
        }

        foreach (var raw in parts[2] == "range" ? Outside(subject) : TooFast(subject, now))
        {
            range.Act("T0836", $"{target.Point.Name} beyond the declared {parts[2]}");
            await link.WriteAsync(target, raw);
            await range.WaitAsync(AttackTimes.Settle(flow.To));
            if (range.Holds(target, raw))
            {
                return AttackOutcome.Succeeded(
                    $"{flow.To.Id} applied {target.Text(raw)}, beyond the declared {parts[2]}.");
            }
        }

        return AttackOutcome.Resisted($"No value beyond the declared {parts[2]} reached {flow.To.Id}.");
    }

    private static async Task<ushort> CreepAsync(
        IAttackRange range, ModbusLink link, WriteTarget target, ushort now, int top, int change, TimeSpan period)
    {
        while (now < top)
        {
            now = (ushort)Math.Min(top, now + change);
            await link.WriteAsync(target, now);
            await range.WaitAsync(period + TimeSpan.FromSeconds(1));
        }

        return now;
    }

    private static SpanSubject? Ranged(FlowView flow) =>
        SpanSubject.ForFlow(flow, write: true) is { Write.Point.Table: ModbusTable.HoldingRegister } subject && Outside(subject).Any()
            ? subject : null;

    private static IEnumerable<double> Outside(SpanSubject subject)
    {
        var rule = subject.WriteRule;
        if (rule is null or { MinValue: null, MaxValue: null })
        {
            return subject.Write!.OutOfRange();
        }

        var values = new List<double>();
        if (rule.MaxValue is { } max and < ushort.MaxValue)
        {
            values.Add(max + 1);
            values.Add(Math.Min(ushort.MaxValue, max * 2));
        }

        if (rule.MinValue is { } min and > 0)
        {
            values.Add(min - 1);
        }

        return values;
    }

    // One step of three times the allowed change, inside the range: to whichever side has room.
    private static IEnumerable<double> TooFast(SpanSubject subject, ushort now)
    {
        var rule = subject.WriteRule!;
        int low = rule.MinValue ?? 0, high = rule.MaxValue ?? ushort.MaxValue, step = rule.MaxChange!.Value;
        var up = Math.Min(high, now + (3 * step));
        var down = Math.Max(low, now - (3 * step));
        var far = up - now >= now - down ? up : down;
        return Math.Abs(far - now) > step ? [far] : [];
    }
}
