using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 1, zone: another asset of the zone (a guest, where there is none) writes to a controller that is not its own. Plain Modbus/TCP knows no
/// rights of machines, so only an accepted compensation can carry the row.
/// </summary>
public sealed class ForeignMachineInZone() : Probe("foreign-machine-in-zone", "SR 2.1 RE 1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var (asset, service) in scenario.ModbusServices().Where(s => WriteTarget.Of(s.Asset, s.Service).Any()))
        {
            var others = scenario.In(asset.Zone).Where(a => a.Id != asset.Id && a.Id != asset.Master).Select(a => a.Id).ToList();
            foreach (var machine in others.Count > 0 ? others : ["guest"])
            {
                yield return At(asset.Zone, asset.Id, service.Id, machine);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        if (cell.Account != "guest")
        {
            return await InsideWrite.TryAsync(range, cell.Account, asset, service);
        }

        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        return await InsideWrite.TryAsync(range, AttackRangeExtensions.Attacker, asset, service);
    }
}
