using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.1 RE 1: the declared client opens and closes connections one after the other, one more within a period than the boundary allows. Breach: all get through, another
/// declared client of the conduit is shut out with it, or the client itself is not served again once the period is over. Cells: conduits with a connection limit, and
/// the zone behind.
/// </summary>
public sealed class ConnectionStorm() : Probe("connection-storm", "SR 7.1 RE 1")
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from flow in LimitedConnections.Flows(scenario)
        from place in new[] { flow.Conduit.Id, flow.To.Zone }
        select At(place, flow.To.Id, $"{flow.Conduit.Id}:{flow.Flow.Id}+connections");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = LimitedConnections.Of(range.Scenario, cell);
        var limit = LimitedConnections.Limit(range, flow);
        range.Act("T0814", $"connections of {flow.From.Id} to {flow.To.Id}, opened and closed in turn");
        var through = 0;
        while (through <= limit.NewConnections && await range.OpenAsync(flow.From.Id, flow.To.Id, flow.Flow.Port) is { } stream)
        {
            through++;
            await stream.DisposeAsync();
            await range.WaitAsync(Between);
        }

        var reason = $"{Number.Text(through)} connections of {flow.From.Id} went through {flow.Conduit.Id} in a row";
        if (through > limit.NewConnections)
        {
            return AttackOutcome.Succeeded($"{reason}.");
        }

        if (LimitedConnections.Neighbour(range, flow) is { } other && !await DeclaredUse.IsServedAsync(range, other))
        {
            return AttackOutcome.Succeeded($"{reason}, and then {other.From.Id} was refused, too.");
        }

        await range.WaitAsync(limit.Period);
        return await DeclaredUse.IsServedAsync(range, flow)
            ? AttackOutcome.Resisted($"{reason}, then none; after the period {flow.From.Id} was served again.")
            : AttackOutcome.Succeeded($"{reason}, and {flow.From.Id} was not served again after the period.");
    }
}
