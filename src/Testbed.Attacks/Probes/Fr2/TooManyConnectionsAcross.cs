using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.7 at machine interfaces, from outside the zone: the declared client opens one Modbus connection more through the conduit than the limit and reads on each. Breach: all
/// are answered, or nobody inside the zone is served beside them. Cells: flows over conduits with a connection limit, which may carry the row for a device that cannot
/// count; what sits inside the zone passes no boundary and is <see cref="TooManyConnections"/>'s subject.
/// </summary>
public sealed class TooManyConnectionsAcross() : Probe("too-many-connections-across", "SR 2.7")
{
    private const string Neighbour = "neighbour";

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from flow in scenario.Flows(ServiceProtocol.Modbus)
        where scenario.Control<ConnectionLimitConfig>(flow.Conduit.Id) is not null && flow.To.Points.Count > 0
        select At(flow.To.Zone, flow.To.Id, $"{flow.Conduit.Id}:{flow.Flow.Id}+connections");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = LimitedConnections.Of(range.Scenario, cell);
        var limit = LimitedConnections.Limit(range, flow).PerFlow;
        var pdu = SpanSubject.ForFlow(flow, write: false)?.ReadPdu() ?? StormInZone.ReadOfFirstPoint(flow.To);
        var links = new List<ModbusLink>();
        using var guest = range.Network.Enter(flow.To.Zone, Neighbour);
        var hasNeighbour = await ServiceTouch.AnswersAsync(range, Neighbour, flow.To, flow.Service);
        range.Act("T0814", $"{limit + 1} connections of {flow.From.Id} to {flow.To.Id}");
        try
        {
            var answered = 0;
            for (var i = 0; i <= limit && await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service) is { } link; i++)
            {
                links.Add(link);
                answered += (await link.SendAsync(pdu)).IsOk ? 1 : 0;
            }

            return answered > limit ? AttackOutcome.Succeeded($"{flow.To.Id} answered {flow.From.Id} on {answered} connections at once through {flow.Conduit.Id}.")
                : hasNeighbour && !await ServiceTouch.AnswersAsync(range, Neighbour, flow.To, flow.Service)
                    ? AttackOutcome.Succeeded($"{flow.To.Id} answers nobody else while {flow.From.Id} holds {answered} connections.")
                : AttackOutcome.Resisted($"{flow.To.Id} answered {flow.From.Id} on {answered} of {limit + 1} connections through {flow.Conduit.Id}{(hasNeighbour ? ", and a neighbour beside" : "")}.");
        }
        finally
        {
            links.ForEach(l => l.Dispose());
        }
    }
}
