using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.1: the declared client of a flow, gone wrong, opens connections through the conduit and holds them without a word, more than a device has places for. Breach: a
/// neighbour inside the zone gets no answer from the device any more; where it serves no stranger in the first place there is nobody to shut out. Cells: conduits with a
/// connection limit, and the zone behind.
/// </summary>
public sealed class HoardedConnections() : Probe("hoarded-connections", "SR 7.1")
{
    private const string Neighbour = "neighbour";
    private const int Hoard = 24;

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from flow in LimitedConnections.Flows(scenario)
        from place in new[] { flow.Conduit.Id, flow.To.Zone }
        select At(place, flow.To.Id, $"{flow.Conduit.Id}:{flow.Flow.Id}+hoard");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = LimitedConnections.Of(range.Scenario, cell);
        range.Act("T0814", $"silent connections from {flow.From.Id} to {flow.To.Id}");
        using var guest = range.Network.Enter(flow.To.Zone, Neighbour);
        if (!await ServiceTouch.AnswersAsync(range, Neighbour, flow.To, flow.Service))
        {
            return AttackOutcome.Resisted($"{flow.To.Id} serves no stranger inside its zone, so there is nobody to shut out.");
        }

        var open = await LimitedConnections.HoardAsync(range, flow, Hoard);
        var served = await ServiceTouch.AnswersAsync(range, Neighbour, flow.To, flow.Service);
        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }

        var count = Number.Text(open.Count);
        return served
            ? AttackOutcome.Resisted($"{flow.From.Id} held {count} of {Number.Text(Hoard)} connections through {flow.Conduit.Id}, and {flow.To.Id} still answered a neighbour.")
            : AttackOutcome.Succeeded($"{flow.From.Id} held {count} connections through {flow.Conduit.Id}, and {flow.To.Id} answered nobody else.");
    }
}
