using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 7.1, conduit: the declared client of a flow storms the controller behind the conduit. Breach: the controller leaves out a scan.</summary>
public sealed class StormAcrossConduit() : Probe("storm-across-conduit", "SR 7.1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) => scenario.ModbusFlows()
        .Where(f => StormInZone.Controllers(scenario).Any(c => c.Asset.Id == f.To.Id))
        .Select(f => At(f.Conduit.Id, f.To.Id, $"{f.Service.Id}:{f.Flow.Id}"));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = range.Scenario.ModbusFlows().First(f => f.Conduit.Id == cell.Place && f.Flow.Id == cell.Interface.Split(':')[1]);
        var pdu = SpanSubject.ForFlow(flow, write: false)?.ReadPdu() ?? StormInZone.ReadOfFirstPoint(flow.To);
        var sent = await Flood.RunAsync(range, flow.From.Id, flow.To, flow.Service, pdu, StormInZone.PerBurst, StormInZone.Bursts);
        return StormInZone.Judge(range, flow.To, sent);
    }
}
