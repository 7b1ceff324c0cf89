using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Base of probes that provoke auditable events from inside a zone and judge the records. Cells: every console and Modbus service.</summary>
public abstract class AuditProbe : Probe
{
    /// <summary>Sets id and requirement.</summary>
    protected AuditProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario) => scenario.Services(ServiceProtocol.Console)
        .Concat(scenario.Services(ServiceProtocol.Modbus))
        .Select(s => At(s.Asset.Zone, s.Asset.Id, s.Service.Id))
        .OrderBy(c => c.Place, StringComparer.Ordinal).ThenBy(c => c.Asset, StringComparer.Ordinal).ThenBy(c => c.Interface, StringComparer.Ordinal);

    /// <inheritdoc/>
    public sealed override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        var (last, start) = (AuditStimulus.LastEventId(range, asset.Id), range.Clock.GetUtcNow());
        IReadOnlyList<string> provoked;
        if (service.Protocol == ServiceProtocol.Console)
        {
            using var target = new ConsoleTarget(range, asset, service, null, null);
            provoked = await AuditStimulus.AtConsoleAsync(target, range);
        }
        else
        {
            using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
            provoked = await AuditStimulus.AtModbusAsync(range, AttackRangeExtensions.Attacker, asset, service);
        }

        if (provoked.Count == 0)
        {
            return AttackOutcome.Resisted($"{asset.Id} could not be reached, so there was nothing to record.");
        }

        await range.WaitAsync(AttackTimes.Settle(asset) + TimeSpan.FromSeconds(5));
        return Judge(range, asset, provoked, AuditStimulus.Since(range, asset.Id, last), start);
    }

    /// <summary>Judges the records written since the stimulus began. Only categories that were provoked may be asked for.</summary>
    protected abstract AttackOutcome Judge(
        IAttackRange range, AssetConfig asset, IReadOnlyList<string> provoked, IReadOnlyList<AuditRecord> records, DateTimeOffset start);
}
