using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.12 RE 1, zone: two programs that are entitled to the same write make it one after the other from the same machine, then the records are asked which
/// wrote what. Breach: a write without record, or records that do not tell the two apart: the address of the machine is no identity.
/// </summary>
public sealed class DeniableModbusWrite() : Probe("deniable-modbus-write", "SR 2.12 RE 1")
{
    private const string Second = "second-program";

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        scenario.ModbusServices().Where(s => Writable(scenario, s.Asset, s.Service) is not null).Select(s => At(s.Asset.Zone, s.Asset.Id, s.Service.Id));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        var (client, target) = Writable(range.Scenario, asset, service)!.Value;
        var role = range.Scenario.Pki.Certificates.FirstOrDefault(c => c.Holder == client)?.Role;
        var last = AuditStimulus.LastEventId(range, asset.Id);
        using var machine = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        foreach (var program in new[] { client, Second })
        {
            range.Act("T0855", $"{program} writes {target.Point.Name} of {asset.Id}");
            var certificate = service.Protocol == ServiceProtocol.Modbus ? null
                : program == Second && role is not null ? range.CertificateWithRole(Second, role)
                : range.Certificate(CertificateCase.Genuine, program);
            using var link = await SecuredModbus.WithAsync(range, AttackRangeExtensions.Attacker, asset.Id, service, certificate);
            if (link is null || !await link.WriteAsync(target, target.DifferentInRange(range.Truth.Point(asset.Id, target.Point.Name))))
            {
                return AttackOutcome.Resisted($"{asset.Id} took no write on {service.Id}, so there is nothing to deny.");
            }

            await range.WaitAsync(AttackTimes.Settle(asset));
        }

        var writers = AuditStimulus.Since(range, asset.Id, last)
            .Where(r => r.Category == AuditCategories.ControlSystem && r.Result == "success").Select(r => r.Subject).Distinct().Order(StringComparer.Ordinal).ToList();
        return writers.Contains(client) && writers.Contains(Second)
            ? AttackOutcome.Resisted($"The records of {asset.Id} name {client} and {Second}, each with its write.")
            : AttackOutcome.Succeeded($"The records of {asset.Id} do not say which of two programs wrote {target.Point.Name} over {service.Id}.");
    }

    /// <summary>A declared client and a point it may write; where the master is in the same zone nothing is declared, and it may write any.</summary>
    private static (string Client, WriteTarget Target)? Writable(Scenario scenario, AssetConfig asset, ServiceConfig service)
    {
        foreach (var flow in scenario.ModbusFlows().Where(f => f.To.Id == asset.Id && f.Service.Id == service.Id))
        {
            if (SpanSubject.ForFlow(flow, write: true)?.Write is { } target)
            {
                return (flow.From.Id, target);
            }
        }

        return asset.Master is { } master && scenario.Asset(master)?.Zone == asset.Zone && WriteTarget.Of(asset, service).FirstOrDefault() is { } any ? (master, any) : null;
    }
}
