using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.2 RE 1: a seeded random sample of what is not declared, at the granularity at which it is declared. Connection cells, one per direction: random
/// source assets (and a guest), destinations and ports with an accomplice behind. Flow cells: random function codes and addresses that the flow's access rules
/// leave out but the device would serve. Breach: one gets through. The sample is stated in the reason, it is no exhaustive proof.
/// </summary>
public sealed class ComplementOfTheAllowList() : Probe("complement-of-the-allow-list", "SR 5.2 RE 1")
{
    /// <summary>Attempts per cell, at most.</summary>
    public const int Sample = 12;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var crossing in Crossing.All(scenario).Where(c => scenario.In(c.Into.Id).Any()))
        {
            yield return At(crossing.Conduit.Id, "-", $"into:{crossing.Into.Id}");
        }

        foreach (var flow in scenario.ModbusFlows().Where(f => Complement(scenario, f).Count > 0))
        {
            yield return At(flow.Conduit.Id, flow.To.Id, $"flow:{flow.Flow.Id}");
        }
    }

    /// <inheritdoc/>
    public override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        return parts[0] == "into"
            ? ConnectionsAsync(Crossing.All(range.Scenario).First(c => c.Conduit.Id == cell.Place && c.Into.Id == parts[1]), range)
            : AccessesAsync(range.Scenario.ModbusFlows().First(f => f.Conduit.Id == cell.Place && f.Flow.Id == parts[1]), range);
    }

    private static async Task<AttackOutcome> ConnectionsAsync(Crossing crossing, IAttackRange range)
    {
        using var guest = range.Network.Enter(crossing.From.Id, AttackRangeExtensions.Attacker);
        string[] sources = [.. range.Scenario.In(crossing.From.Id).Select(a => a.Id), AttackRangeExtensions.Attacker];
        AssetConfig[] targets = [.. range.Scenario.In(crossing.Into.Id)];
        var tried = 0;
        while (tried < Sample)
        {
            var target = targets[range.Random.Next(targets.Length)];
            var source = sources[range.Random.Next(sources.Length)];
            var port = range.Random.Next(1, 65536);
            if (FlowPolicy.Declares(range.Scenario, source, target.Id, port))
            {
                continue;
            }

            tried++;
            using var accomplice = Accomplice.Start(range, target.Id, port);
            if (accomplice is not null && await accomplice.ReachedAsync(range, source, target.Id, port, "random flow"))
            {
                return AttackOutcome.Succeeded(Text(
                    $"{source} reached port {port} of {target.Id}, attempt {tried} of a random sample outside the allow list."));
            }
        }

        return AttackOutcome.Resisted(Text($"None of a random sample of {tried} flows outside the allow list passed into {crossing.Into.Id}."));
    }

    private static async Task<AttackOutcome> AccessesAsync(FlowView flow, IAttackRange range)
    {
        var complement = Complement(range.Scenario, flow);
        for (var i = complement.Count - 1; i > 0; i--)
        {
            var j = range.Random.Next(i + 1);
            (complement[i], complement[j]) = (complement[j], complement[i]);
        }

        using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{flow.From.Id} got no connection to {flow.To.Id}.");
        }

        foreach (var (point, function) in complement.Take(Sample))
        {
            range.Act(function <= 4 ? "T0861" : "T0855", Text($"FC {function} on {point.Name}"));
            if (await PassesAsync(link, flow, point, function, range))
            {
                return AttackOutcome.Succeeded(Text($"FC {function} on {point.Name} of {flow.To.Id} passed, which flow {flow.Flow.Id} leaves out."));
            }
        }

        return AttackOutcome.Resisted(
            Text($"None of a random sample of {Math.Min(Sample, complement.Count)} of {complement.Count} accesses outside flow {flow.Flow.Id} passed."));
    }

    private static async Task<bool> PassesAsync(ModbusLink link, FlowView flow, PointConfig point, int function, IAttackRange range)
    {
        if (function <= 4)
        {
            return await link.ReadAsync(point.Table, point.Address) is not null;
        }

        var target = new WriteTarget(flow.To, flow.Service, point);
        var raw = target.DifferentInRange(range.Truth.Point(flow.To.Id, point.Name));
        await link.WriteAsync(target, raw, multiple: function >= 15);
        await range.WaitAsync(AttackTimes.Settle(flow.To));
        return range.Holds(target, raw);
    }

    private static List<(PointConfig Point, int Function)> Complement(Scenario scenario, FlowView flow) =>
        [.. FlowPolicy.SingleAccesses(flow.To)
            .Where(a => !FlowPolicy.Allows(scenario, flow.From.Id, flow.To.Id, flow.Flow.Port, new(a.Function, a.Point.Address, null)))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
