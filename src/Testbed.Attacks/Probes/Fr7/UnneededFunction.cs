using System.Globalization;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.7, zone: services the function of an asset does not need, and function codes nobody uses. Breach: the service answers, or a function code gets
/// anything but exception 01. The list of needs is the scenario's.
/// </summary>
public sealed class UnneededFunction() : Probe("unneeded-function", "SR 7.7")
{
    private static readonly int[] Usual = [1, 2, 3, 4, 5, 6, 15, 16];
    private static readonly int[] Exotic = [7, 8, 11, 17, 22, 23, 43, 90];

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var zone in scenario.Assessed())
        {
            foreach (var (asset, service) in scenario.In(zone.Id).SelectMany(a => a.Services.Select(s => (a, s))))
            {
                if (!service.Needed)
                {
                    yield return At(zone.Id, asset.Id, service.Id);
                }
                else if (service.Protocol.IsModbus() && Stimuli(scenario, asset, service).Any(s => s[0] is 15 or 16 or < 7))
                {
                    yield return At(zone.Id, asset.Id, $"{service.Id}:functions");
                }
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':');
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, parts[0]);
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        if (parts.Length == 1)
        {
            range.Act("T0846", $"unneeded service {service.Id} of {asset.Id}");
            return await ServiceTouch.AnswersAsync(range, AttackRangeExtensions.Attacker, asset, service)
                ? AttackOutcome.Succeeded($"{asset.Id} offers {service.Id}, which it does not need.")
                : AttackOutcome.Resisted($"{asset.Id} does not offer {service.Id}.");
        }

        range.Act("T0888", $"unused function codes of {asset.Id}");
        foreach (var pdu in Stimuli(range.Scenario, asset, service))
        {
            using var link = await ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service);
            var answer = link is null ? default : await link.SendAsync(pdu);
            if (link is not null && (answer.IsOk || (answer.Status == ModbusStatus.Exception && answer.Exception != ModbusExceptionCode.IllegalFunction)))
            {
                return AttackOutcome.Succeeded(string.Create(CultureInfo.InvariantCulture, $"{asset.Id} answers FC {pdu[0]}, which nobody uses."));
            }
        }

        return AttackOutcome.Resisted($"{asset.Id} answers no function code that nobody uses.");
    }

    private static IEnumerable<byte[]> Stimuli(Scenario scenario, AssetConfig asset, ServiceConfig service)
    {
        var needed = scenario.Control<LeastFunctionalityConfig>(asset.Id)?.Functions;
        var used = needed ?? Used(scenario, asset, service);
        var unused = Usual.Where(f => !used.Contains(f)).ToList();
        List<byte[]> usual = [.. unused.Select(f => Harmless(asset, service, f)).OfType<byte[]>()];
        if (usual.Count == 0 && needed is { Count: > 0 })
        {
            // A server that has one table only: whether it knows another function code shows by the exception it gives.
            usual = [.. unused.Where(f => f <= 4).Select(f => (byte[])[(byte)f, 0, 0, 0, 1])];
        }

        return usual.Concat(Exotic.Where(f => !used.Contains(f)).Select(f => (byte[])(f == 43 ? [43, 14, 1, 0] : [(byte)f, 0, 0, 0, 1])));
    }

    private static IReadOnlyList<int> Used(Scenario scenario, AssetConfig asset, ServiceConfig service) =>
        [.. scenario.ModbusFlows().Where(f => f.To.Id == asset.Id && f.Flow.Port == service.Port)
            .SelectMany(f => f.Flow.Access.Count == 0 ? Usual : f.Flow.Access.SelectMany(a => a.Functions)),
         .. scenario.Traffic.Polls.Where(p => p.To == asset.Id && p.Port == service.Port)
            .Select(p => p.Table switch { Table.Coil => 1, Table.DiscreteInput => 2, Table.HoldingRegister => 3, _ => 4 })];

    private static bool Fits(PointConfig point, int function) =>
        function <= 4 ? point.IsReadable : point is { IsWritable: true, IsNumeric: true } && (function != 6 || point.Words == 1);

    /// <summary>A request of that function which a device that knows it would serve without harm; null when it has no such point.</summary>
    private static byte[]? Harmless(AssetConfig asset, ServiceConfig service, int function)
    {
        var table = function switch { 1 or 5 or 15 => Table.Coil, 2 => Table.DiscreteInput, 4 => Table.InputRegister, _ => Table.HoldingRegister };
        if (asset.Points.FirstOrDefault(p => p.Table == table && Fits(p, function)) is not { } point)
        {
            return null;
        }

        var target = new WriteTarget(asset, service, point);
        return function <= 4
            ? [(byte)function, (byte)(point.Address >> 8), (byte)point.Address, 0, 1]
            : ModbusLink.WritePdu(target, target.ToRaw(point.Initial ?? 0), multiple: function >= 15);
    }
}
