using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>The flows by which probes of a boundary's connection limit work, and connections on which nothing is said.</summary>
internal static class LimitedConnections
{
    /// <summary>The flow that shows a conduit best, for every conduit with a <c>connection-limit</c>, where its protocol keeps connections open.</summary>
    public static IEnumerable<FlowView> Flows(Scenario scenario) =>
        from conduit in scenario.Conduits
        where scenario.Control<ConnectionLimitConfig>(conduit.Id) is not null
        let flow = DeclaredUse.Flows(scenario, conduit.Id).FirstOrDefault(f => f.Service.Protocol is ServiceProtocol.Modbus or ServiceProtocol.Console)
        where flow is not null
        select flow;

    /// <summary>The flow of a cell whose interface is <c>CONDUIT:FLOW+WORD</c>.</summary>
    public static FlowView Of(Scenario scenario, Cell cell)
    {
        var parts = cell.Interface.Split(':', '+');
        return Flows(scenario).Concat(scenario.Flows(ServiceProtocol.Modbus)).First(f => f.Conduit.Id == parts[0] && f.Flow.Id == parts[1]);
    }

    /// <summary>The limit at the conduit.</summary>
    public static ConnectionLimitConfig Limit(IAttackRange range, FlowView flow) => range.Scenario.Control<ConnectionLimitConfig>(flow.Conduit.Id)!;

    /// <summary>Opens connections of the flow's client one after the other until one is refused, or all are open. Nothing is said on them.</summary>
    public static async Task<List<Stream>> HoardAsync(IAttackRange range, FlowView flow, int most)
    {
        var open = new List<Stream>();
        while (open.Count < most && await range.OpenAsync(flow.From.Id, flow.To.Id, flow.Flow.Port) is { } stream)
        {
            open.Add(stream);
        }

        return open;
    }

    /// <summary>Another declared client of the same conduit, or null.</summary>
    public static FlowView? Neighbour(IAttackRange range, FlowView flow) =>
        DeclaredUse.Flows(range.Scenario, flow.Conduit.Id).FirstOrDefault(f => f.From.Id != flow.From.Id && f.Service.Protocol is ServiceProtocol.Modbus or ServiceProtocol.Console);
}
