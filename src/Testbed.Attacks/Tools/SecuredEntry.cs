using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// A way to a Modbus service of an asset that is protected by <c>modbus-security</c>: from inside its zone as a stranger, or across a conduit from the machine of a
/// declared flow. Where the same client is declared for the asset's plain service as well, that is an entry too: what needs no certificate there is a way round it.
/// </summary>
internal sealed record SecuredEntry(string Place, AssetConfig Asset, ServiceConfig Service, string Interface, AssetConfig? From)
{
    /// <summary>All entries, zones first.</summary>
    public static IEnumerable<SecuredEntry> All(Scenario scenario) =>
        scenario.ModbusServices().Where(s => IsEntry(scenario, s.Asset, s.Service))
            .Select(s => new SecuredEntry(s.Asset.Zone, s.Asset, s.Service, s.Service.Id, null))
            .Concat(scenario.ModbusFlows().Where(f => IsEntry(scenario, f.To, f.Service))
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

    /// <summary>The name of a client whose role may read here: only what is wrong with a certificate of that name may then stand in its way.</summary>
    public string EntitledClient(Scenario scenario)
    {
        var control = scenario.Control<ModbusSecurityConfig>(Asset.Id);
        bool MayRead(string? role) => control is not null
            && Asset.Points.Any(p => control.Allows(role, p.Table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.HoldingRegister => 3, _ => 4 }, p.Address, 1));
        var declared = From?.Id ?? Asset.Master ?? AttackRangeExtensions.Attacker;
        return scenario.Pki.Certificates.Where(c => MayRead(c.Role)).OrderByDescending(c => c.Holder == declared).FirstOrDefault()?.Holder ?? declared;
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

    private static bool IsEntry(Scenario scenario, AssetConfig asset, ServiceConfig service) =>
        scenario.Control<ModbusSecurityConfig>(asset.Id) is not null
        && (service.Protocol == ServiceProtocol.ModbusSecurity || Clients(scenario, asset, service.Port).Any(c => IsSecuredClient(scenario, asset, c)));

    private static bool IsSecuredClient(Scenario scenario, AssetConfig asset, string client) =>
        asset.Services.Any(s => s.Protocol == ServiceProtocol.ModbusSecurity && Clients(scenario, asset, s.Port).Contains(client));

    private static IEnumerable<string> Clients(Scenario scenario, AssetConfig asset, int port) =>
        scenario.Conduits.SelectMany(c => c.Flows).Where(f => f.To == asset.Id && f.Port == port).Select(f => f.From)
            .Concat(scenario.Traffic.Polls.Where(p => p.To == asset.Id && p.Port == port).Select(p => p.From));
}
