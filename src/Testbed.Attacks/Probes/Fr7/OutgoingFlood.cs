using System.Globalization;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.1 RE 2: an asset in the wrong hands floods the other side of a conduit: with requests over the Modbus flow it is the declared client of, else with connections to
/// the first service there that a flow names, or that exists. Breach: nine tenths get through, or a controller there leaves out a scan. Cells: the conduit, and the zone
/// that the flood comes from. Floods within a zone meet no boundary and are not tried.
/// </summary>
public sealed class OutgoingFlood() : Probe("outgoing-flood", "SR 7.1 RE 2")
{
    private const int Dials = 60;

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from crossing in Crossing.All(scenario)
        where crossing.From.Criticality != ZoneCriticality.External
        let target = Target(scenario, crossing)
        where target is not null
        from place in new[] { crossing.Conduit.Id, crossing.From.Id }
        select At(place, target.Value.From.Id, $"{crossing.Conduit.Id}:out-of:{crossing.From.Id}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':');
        var crossing = Crossing.All(range.Scenario).First(c => c.Conduit.Id == parts[0] && c.From.Id == parts[2]);
        var (from, to, service, flow) = Target(range.Scenario, crossing)!.Value;
        var (sent, served) = flow is not null ? await RequestsAsync(range, flow) : await DialsAsync(range, from, to, service);
        var what = string.Create(CultureInfo.InvariantCulture, $"{served} of {sent} {(flow is null ? "connections" : "requests")} of {from.Id} got through {crossing.Conduit.Id}");
        if (to.Kind.IsController() && Flood.Stalled(range, to))
        {
            return AttackOutcome.Succeeded($"{to.Id} left out a scan: {what}.");
        }

        return served >= 0.9 * sent ? AttackOutcome.Succeeded($"{what}.") : AttackOutcome.Resisted($"{what}.");
    }

    private static (AssetConfig From, AssetConfig To, ServiceConfig Service, FlowView? Flow)? Target(Scenario scenario, Crossing crossing)
    {
        var flows = DeclaredUse.Flows(scenario, crossing.Conduit.Id).Where(f => f.From.Zone == crossing.From.Id).ToList();
        if (flows.Find(f => f.Service.Protocol.IsModbus() && SpanSubject.ForFlow(f, write: false) is not null) is { } modbus)
        {
            return (modbus.From, modbus.To, modbus.Service, modbus);
        }

        if (flows.Count > 0)
        {
            return (flows[0].From, flows[0].To, flows[0].Service, null);
        }

        var from = scenario.In(crossing.From.Id).FirstOrDefault();
        var to = scenario.In(crossing.Into.Id).FirstOrDefault(a => a.Services.Count > 0);
        return from is null || to is null ? null : (from, to, to.Services[0], null);
    }

    private static async Task<(int Sent, int Served)> RequestsAsync(IAttackRange range, FlowView flow)
    {
        var limit = range.Scenario.Control<RateLimitConfig>(flow.Conduit.Id)?.PdusPerSecond ?? 50;
        var count = Math.Clamp(8 * limit, 400, 8000);
        using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
        return (count, link is null ? 0 : await Flood.AnsweredAsync(range, link, flow, count));
    }

    private static async Task<(int Sent, int Served)> DialsAsync(IAttackRange range, AssetConfig from, AssetConfig to, ServiceConfig service)
    {
        range.Act("T0814", string.Create(CultureInfo.InvariantCulture, $"{Dials} connections from {from.Id} to {to.Id} port {service.Port}"));
        var open = new List<Stream>();
        for (var i = 0; i < Dials; i++)
        {
            // A filtered dial costs the caller seconds: one is enough to know that nothing gets through.
            if (await range.OpenAsync(from.Id, to.Id, service.Port) is not { } stream)
            {
                break;
            }

            open.Add(stream);
        }

        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }

        return (Dials, open.Count);
    }
}
