using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 1, conduit: programs that have no business writing (the historian, another server of the zone) send the very write that is declared for
/// somebody else. The account of the cell is the machine identity. Breach: the value is applied.
/// </summary>
public sealed class ForeignMachineAcrossConduit() : Probe("foreign-machine-across-conduit", "SR 2.1 RE 1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        from zone in new[] { conduit.ZoneA, conduit.ZoneB }
        from client in scenario.In(zone)
        from server in scenario.In(conduit.Other(zone))
        where !scenario.IsExternal(server.Zone)
        from service in server.Services
        where service.Protocol.IsModbus() && Forbidden(scenario, client, server, service).Count > 0
        select At(conduit.Id, server.Id, service.Id, client.Id);

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var server = range.Scenario.Asset(cell.Asset)!;
        var client = range.Scenario.Asset(cell.Account)!;
        var service = range.Scenario.Service(server.Id, cell.Interface);
        using var link = await ModbusLink.OpenAsync(range, client.Id, server.Id, service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{client.Id} got no connection to {server.Id}.");
        }

        foreach (var (target, multiple) in Forbidden(range.Scenario, client, server, service).Take(3))
        {
            var raw = target.DifferentInRange(range.Truth.Point(server.Id, target.Point.Name));
            range.Act("T0855", $"{client.Id} writes {target.Point.Name} of {server.Id}");
            await link.WriteAsync(target, raw, multiple);
            await range.WaitAsync(AttackTimes.Settle(server));
            if (range.Holds(target, raw))
            {
                return AttackOutcome.Succeeded($"{server.Id} took {target.Point.Name} from {client.Id}, which may not write it.");
            }
        }

        return AttackOutcome.Resisted($"{server.Id} applied no write of {client.Id}.");
    }

    // A flow without access rules grants everything on its port: then nothing is forbidden. Machines that may write something are SR 2.1's subject.
    private static List<(WriteTarget Target, bool Multiple)> Forbidden(Scenario scenario, AssetConfig client, AssetConfig server, ServiceConfig service)
    {
        var undeclared = FlowPolicy.UndeclaredWrites(scenario, client.Id, server, service).ToList();
        return undeclared.Count == 2 * WriteTarget.Of(server, service).Count() ? undeclared : [];
    }
}
