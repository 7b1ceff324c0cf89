using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A write (or, where nothing is writable, a read) by somebody who has no business with the device.</summary>
internal static class InsideWrite
{
    /// <summary>Succeeds when the device took the value, by ground truth, or gave data.</summary>
    public static async Task<AttackOutcome> TryAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service)
    {
        using var link = await ModbusLink.OpenAsync(range, from, asset.Id, service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{asset.Id} took no connection from {from}.");
        }

        foreach (var target in WriteTarget.Of(asset, service).Take(3))
        {
            var raw = target.DifferentInRange(range.Truth.Point(asset.Id, target.Point.Name));
            range.Act("T0855", $"{from} writes {target.Point.Name} of {asset.Id}");
            await link.WriteAsync(target, raw);
            await range.WaitAsync(AttackTimes.Settle(asset));
            if (range.Holds(target, raw))
            {
                return AttackOutcome.Succeeded($"{asset.Id} took {target.Text(raw)} from {from}.");
            }
        }

        if (WriteTarget.Of(asset, service).Any())
        {
            return AttackOutcome.Resisted($"{asset.Id} applied no write from {from}.");
        }

        foreach (var point in asset.Points)
        {
            if (await link.ReadAsync(point.Table, point.Address) is not null)
            {
                return AttackOutcome.Succeeded($"{asset.Id} gave {point.Name} to {from}.");
            }
        }

        return AttackOutcome.Resisted($"{asset.Id} served {from} nothing.");
    }
}
