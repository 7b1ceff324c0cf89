using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.5, zone: a guest inside the zone moves a point of a device faster than it may, within its range: at one go, then in small steps at one instant. Breach: the
/// point moves by more than its largest change within the period. Where the device limits writes, also one write more than that. Cells: Modbus services of
/// assets with points whose pace the range check or a declared flow bounds; the paces are declared.
/// </summary>
public sealed class TooFastAtDevice() : Probe("too-fast-at-device", "SR 3.5")
{
    private const int Steps = 4;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var (asset, service) in scenario.Services(ServiceProtocol.Modbus))
        {
            if (WriteRate.Of(scenario, asset, service).Any())
            {
                yield return At(asset.Zone, asset.Id, $"{service.Id}:rate");
            }

            if (scenario.Control<RangeCheckConfig>(asset.Id) is { MaxWrites: not null } && WriteTarget.Of(asset, service).Any())
            {
                yield return At(asset.Zone, asset.Id, $"{service.Id}:writes");
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
        using var link = await ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{asset.Id} took no connection.");
        }

        if (parts[1] == "writes")
        {
            return await TooManyAsync(range, link, WriteTarget.Of(asset, service).First(), range.Scenario.Control<RangeCheckConfig>(asset.Id)!);
        }

        foreach (var rate in WriteRate.Of(range.Scenario, asset, service))
        {
            if (await MoveAsync(range, link, rate) is { } moved)
            {
                return moved;
            }
        }

        return AttackOutcome.Resisted($"No point of {asset.Id} moved faster than it may.");
    }

    private static async Task<AttackOutcome?> MoveAsync(IAttackRange range, ModbusLink link, WriteRate rate)
    {
        var (target, asset) = (rate.Target, rate.Target.Asset);
        var before = target.ToRaw(range.Truth.Point(asset.Id, target.Point.Name) ?? target.Point.Initial ?? 0);
        if (rate.Far(before) is not { } far)
        {
            return null;
        }

        range.Act("T0836", $"{target.Point.Name} of {asset.Id} faster than it may move");
        await link.WriteAsync(target, far);
        for (var step = 1; step <= Steps; step++)
        {
            await link.WriteAsync(target, target.Between(before, far, step, Steps));
        }

        await range.WaitAsync(AttackTimes.Settle(asset));
        var now = target.ToRaw(range.Truth.Point(asset.Id, target.Point.Name) ?? 0);
        return Math.Abs(now - before) > rate.MaxChange
            ? AttackOutcome.Succeeded($"{asset.Id} went from {target.Text(before)} to {Number.Text(target.ToEngineering(now))} at one instant.")
            : null;
    }

    private static async Task<AttackOutcome> TooManyAsync(IAttackRange range, ModbusLink link, WriteTarget target, RangeCheckConfig declared)
    {
        range.Act("T0836", $"more writes to {target.Asset.Id} than it may take");
        var held = target.ToRaw(range.Truth.Point(target.Asset.Id, target.Point.Name) ?? 0);
        for (var i = 0; i < declared.MaxWrites; i++)
        {
            await link.WriteAsync(target, held);
        }

        // A change that is allowed by itself, so that only the number can stop it.
        var last = target.Point.Max is { } max && held >= target.ToRaw(max) ? held - 1 : held + 1;
        await link.WriteAsync(target, last);
        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        return range.Holds(target, last)
            ? AttackOutcome.Succeeded($"{target.Asset.Id} took {Number.Text((declared.MaxWrites ?? 0) + 1)} writes at one instant.")
            : AttackOutcome.Resisted($"{target.Asset.Id} took no more writes than it may.");
    }
}
