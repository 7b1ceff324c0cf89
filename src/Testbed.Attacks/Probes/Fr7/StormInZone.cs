using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.1, zone: a guest inside the zone storms a controller with valid requests, an exact count at one simulated instant. Breach: the controller leaves out
/// a scan (two periods between two scans). The degraded mode is declared.
/// </summary>
public sealed class StormInZone() : Probe("storm-in-zone", "SR 7.1")
{
    /// <summary>Requests per burst and bursts.</summary>
    internal const int PerBurst = 2000, Bursts = 3;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) => Controllers(scenario).Select(s => At(s.Asset.Zone, s.Asset.Id, s.Service.Id));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        var sent = await Flood.RunAsync(
            range, AttackRangeExtensions.Attacker, asset, range.Scenario.Service(asset.Id, cell.Interface), ReadOfFirstPoint(asset), PerBurst, Bursts);
        return Judge(range, asset, sent);
    }

    /// <summary>Modbus services of assets that control the process.</summary>
    internal static IEnumerable<(AssetConfig Asset, ServiceConfig Service)> Controllers(Scenario scenario) => scenario.ModbusServices()
        .Where(s => s.Asset.Kind.IsController());

    /// <summary>A read of the asset's first point.</summary>
    internal static byte[] ReadOfFirstPoint(AssetConfig asset)
    {
        var point = asset.Points.Count > 0 ? asset.Points[0] : null;
        var function = point?.Table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.InputRegister => 4, _ => 3 };
        var address = point?.Address ?? 0;
        return [(byte)function, (byte)(address >> 8), (byte)address, 0, 1];
    }

    /// <summary>The outcome of a storm.</summary>
    internal static AttackOutcome Judge(IAttackRange range, AssetConfig asset, int sent)
    {
        var gap = Number.Text(range.Truth.LongestScanGap(asset.Id).TotalSeconds);
        return Flood.Stalled(range, asset)
            ? AttackOutcome.Succeeded($"{asset.Id} let {gap} s pass between two scans under {Number.Text(sent)} requests.")
            : AttackOutcome.Resisted($"{asset.Id} kept its scan ({gap} s at most) under {Number.Text(sent)} requests.");
    }
}
