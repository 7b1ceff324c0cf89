using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// A way to a Modbus service of an asset that is protected by <c>modbus-security</c>: from inside its zone as a stranger, or across a conduit from the machine of a
/// declared flow. The asset's plain services are entries too: what needs no certificate there is a way round it.
/// </summary>
internal sealed record SecuredEntry(string Place, AssetConfig Asset, ServiceConfig Service, string Interface, AssetConfig? From)
{
    /// <summary>All entries, zones first.</summary>
    public static IEnumerable<SecuredEntry> All(Scenario scenario) =>
        scenario.ModbusServices().Where(s => IsProtected(scenario, s.Asset))
            .Select(s => new SecuredEntry(s.Asset.Zone, s.Asset, s.Service, s.Service.Id, null))
            .Concat(scenario.ModbusFlows().Where(f => IsProtected(scenario, f.To))
                .Select(f => new SecuredEntry(f.Conduit.Id, f.To, f.Service, f.Flow.Id, f.From)));

    /// <summary>The entry of a cell whose interface begins with the entry's; null for cells of gateway ends.</summary>
    public static SecuredEntry? Of(Scenario scenario, Cell cell) => All(scenario).FirstOrDefault(
        e => e.Place == cell.Place && e.Asset.Id == cell.Asset && cell.Interface.StartsWith(e.Interface + ":", StringComparison.Ordinal));

    /// <summary>Runs as the caller of this entry.</summary>
    public async Task<T> AsCallerAsync<T>(IAttackRange range, Func<string, Task<T>> act)
    {
        if (From is not null)
        {
            return await act(From.Id);
        }

        using var guest = range.Network.Enter(Asset.Zone, AttackRangeExtensions.Attacker);
        return await act(AttackRangeExtensions.Attacker);
    }

    /// <summary>True when the device answers a read of any of its points normally.</summary>
    public async Task<bool> ReadsAsync(ModbusLink? link)
    {
        foreach (var point in link is null ? [] : Asset.Points)
        {
            if (await link!.ReadAsync(point.Table, point.Address) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProtected(Scenario scenario, AssetConfig asset) => scenario.Control<ModbusSecurityConfig>(asset.Id) is not null;
}
