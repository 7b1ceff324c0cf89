using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.1: the declared client opens a connection, says nothing for longer than the limit, then asks. Breach: the forgotten connection is still carried and answered, or the client
/// gets no new one afterwards. Cells: conduits with a connection limit, and the zone behind.
/// </summary>
public sealed class SilentConnection() : Probe("silent-connection", "SR 7.1")
{
    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from flow in LimitedConnections.Flows(scenario)
        from place in new[] { flow.Conduit.Id, flow.To.Zone }
        select At(place, flow.To.Id, $"{flow.Conduit.Id}:{flow.Flow.Id}+silent");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = LimitedConnections.Of(range.Scenario, cell);
        var patience = LimitedConnections.Limit(range, flow).HalfOpen;
        await using var silent = await DeclaredUse.OpenAsync(range, flow);
        if (silent is null)
        {
            return AttackOutcome.Inapplicable($"{flow.From.Id} got no connection to {flow.To.Id}.");
        }

        range.Act("T0814", $"a connection of {flow.From.Id} to {flow.To.Id} on which nothing is said");
        await range.WaitAsync(patience + TimeSpan.FromSeconds(1));
        var seconds = Number.Text(patience.TotalSeconds);
        return await DeclaredUse.AnswersAsync(silent, flow) ? AttackOutcome.Succeeded($"A connection silent for more than {seconds} s was still carried through {flow.Conduit.Id}.")
            : await DeclaredUse.IsServedAsync(range, flow) ? AttackOutcome.Resisted($"{flow.Conduit.Id} ended a connection silent for {seconds} s, and a new one was served.")
            : AttackOutcome.Succeeded($"{flow.From.Id} was not served at {flow.To.Id} after a silent connection.");
    }
}
