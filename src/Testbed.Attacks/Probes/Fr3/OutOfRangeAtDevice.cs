using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.5, zone: malformed frames and lines, then values outside the engineering range, on every interface of a device; where its pace is limited
/// too, also at that pace to the edge of the range and one step on. Breach: a value outside is held, or
/// the device no longer answers. Cells: Modbus and console services of assets with ranged writable points; the range table is declared.
/// </summary>
public sealed class OutOfRangeAtDevice() : Probe("out-of-range-at-device", "SR 3.5")
{
    private static readonly string[] BadFrames =
    [
        "0001123400060103000000010000", // protocol id not zero
        "00020000FFFF0103000000010000", // length field lies upwards
        "000300000001010300000001", // length field lies downwards
        "0004000000060103000000000000", // quantity 0
    ];

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from protocol in new[] { ServiceProtocol.Modbus, ServiceProtocol.ModbusSecurity, ServiceProtocol.Console }
        from s in scenario.Services(protocol)
        where Ranged(s.Asset, s.Service).Any() && (protocol.IsModbus() || scenario.AccountWith(s.Asset, "write") is not null)
        select At(s.Asset.Zone, s.Asset.Id, s.Service.Id);

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        using var target = new ConsoleTarget(range, asset, service, null, null);
        return service.Protocol == ServiceProtocol.Console ? await ByConsoleAsync(target, service, range) : await ByModbusAsync(asset, service, range);
    }

    private static IEnumerable<WriteTarget> Ranged(AssetConfig asset, ServiceConfig service) =>
        WriteTarget.Of(asset, service).Where(t => t.OutOfRange().Any());

    private static async Task<AttackOutcome> ByModbusAsync(AssetConfig asset, ServiceConfig service, IAttackRange range)
    {
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        range.Act("T0836", $"malformed frames and values out of range at {asset.Id}");
        if (await ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service) is not { } first)
        {
            return AttackOutcome.Resisted($"{asset.Id} took no connection.");
        }

        first.Dispose();
        foreach (var frame in BadFrames)
        {
            using var bad = await ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service);
            if (bad is not null)
            {
                await bad.Client.SendRawAsync(Convert.FromHexString(frame));
            }
        }

        using var link = await ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service);
        if (link is null)
        {
            return AttackOutcome.Succeeded($"{asset.Id} takes no connection after malformed frames.");
        }

        foreach (var target in Ranged(asset, service))
        {
            foreach (var raw in target.OutOfRange())
            {
                await link.WriteAsync(target, raw);
                await range.WaitAsync(AttackTimes.Settle(asset));
                if (range.Holds(target, raw))
                {
                    return Held(target, raw);
                }
            }

            if (await WriteRate.CreepBeyondAsync(range, target, raw => link.WriteAsync(target, raw)) is { } beyond)
            {
                return Held(target, beyond);
            }
        }

        return AttackOutcome.Resisted($"{asset.Id} held no value outside its ranges and survived malformed frames.");
    }

    private static async Task<AttackOutcome> ByConsoleAsync(ConsoleTarget target, ServiceConfig service, IAttackRange range)
    {
        if (await target.LoggedOnAsync(range.Scenario.AccountWith(target.Asset, "write")) is not { } link)
        {
            return AttackOutcome.Resisted("The console could not be reached or the log-on was refused.");
        }

        range.Act("T0836", $"values out of range at the console of {target.Asset.Id}");
        await using (link)
        {
            foreach (var point in Ranged(target.Asset, service))
            {
                foreach (var raw in point.OutOfRange())
                {
                    await link.SendAsync(point.Command(raw));
                    await range.WaitAsync(AttackTimes.Settle(target.Asset));
                    if (range.Holds(point, raw))
                    {
                        return Held(point, raw);
                    }
                }
            }

            await link.SendAsync("WRITE ' OR 1=1 -- NaN");
            await link.SendAsync("READ " + new string('A', 4 * ConsoleProtocol.MaxLine));
        }

        foreach (var point in Ranged(target.Asset, service))
        {
            if (await WriteRate.CreepBeyondAsync(range, point, raw => WriteOnceAsync(target, range, point.Command(raw))) is { } beyond)
            {
                return Held(point, beyond);
            }
        }

        if (await target.OpenAsync() is not { } again)
        {
            return AttackOutcome.Succeeded($"The console of {target.Asset.Id} no longer answers after malformed lines.");
        }

        await again.DisposeAsync();
        return AttackOutcome.Resisted($"The console of {target.Asset.Id} took no value outside its ranges and survived malformed lines.");
    }

    // A session would not outlive the wait between two steps.
    private static async Task WriteOnceAsync(ConsoleTarget target, IAttackRange range, string command)
    {
        if (await target.LoggedOnAsync(range.Scenario.AccountWith(target.Asset, "write")) is { } link)
        {
            await using (link)
            {
                await link.SendAsync(command);
            }
        }
    }

    private static AttackOutcome Held(WriteTarget target, double raw) => AttackOutcome.Succeeded(
        $"{target.Asset.Id} holds {target.Text(raw)}, outside its range.");
}
