using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.2, zone: a laptop nobody registered, inside the zone, writes to a controller (reads, where nothing is writable) without showing an identity.
/// Plain Modbus/TCP always fails this: no control at the device can stop it, only an accepted compensation can carry the row.
/// </summary>
public sealed class UnauthenticatedModbusWrite() : Probe("unauthenticated-modbus-write", "SR 1.2")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        scenario.ModbusServices().Select(s => At(s.Asset.Zone, s.Asset.Id, s.Service.Id));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(cell.Asset, cell.Interface);
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        return await InsideWrite.TryAsync(range, AttackRangeExtensions.Attacker, asset, service);
    }
}
