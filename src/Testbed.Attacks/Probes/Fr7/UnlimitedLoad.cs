using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.1 RE 1: the declared client of a flow sends far more requests at one instant than the boundary may carry in the observed five seconds. Breach: nine
/// tenths of them are answered. Cells: the conduit, and the zone behind it, whose boundary this is.
/// </summary>
public sealed class UnlimitedLoad() : Probe("unlimited-load", "SR 7.1 RE 1")
{
    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from flow in scenario.ModbusFlows()
        where SpanSubject.ForFlow(flow, write: false) is not null
        from place in new[] { flow.Conduit.Id, flow.To.Zone }
        select At(place, flow.To.Id, $"{flow.Conduit.Id}:{flow.Flow.Id}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var flow = range.Scenario.ModbusFlows().First(f => f.Conduit.Id == parts[0] && f.Flow.Id == parts[1]);
        var limit = range.Scenario.Control<RateLimitConfig>(flow.Conduit.Id)?.PdusPerSecond ?? 50;
        var count = Math.Clamp(8 * limit, 400, 8000);
        using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{flow.From.Id} got no connection to {flow.To.Id}.");
        }

        var answered = await Flood.AnsweredAsync(range, link, flow, count);
        var reason = string.Create(CultureInfo.InvariantCulture, $"{answered} of {count} requests at once were served through {flow.Conduit.Id}.");
        return answered >= 0.9 * count
            ? AttackOutcome.Succeeded(reason)
            : AttackOutcome.Resisted(reason);
    }
}
