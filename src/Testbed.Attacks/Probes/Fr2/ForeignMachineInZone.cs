using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 1, zone: another asset of the zone (a guest, where there is none) writes to a controller that is not its own. Plain Modbus/TCP knows no
/// rights of machines, so only an accepted compensation can carry the row. On Modbus/TCP Security each role also tries what it may not write; where there is
/// nothing to write, a machine whose certificate names no role reads.
/// </summary>
public sealed class ForeignMachineInZone() : Probe("foreign-machine-in-zone", "SR 2.1 RE 1")
{
    private const string RolePrefix = "role-";
    private const string NoRole = "no-role";

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var (asset, service) in scenario.ModbusServices()
            .Where(s => !WriteTarget.Of(s.Asset, s.Service).Any() && Roles(scenario, s.Asset, s.Service).Any() && Reading(s.Asset) is not null))
        {
            yield return At(asset.Zone, asset.Id, service.Id, NoRole);
        }

        foreach (var (asset, service) in scenario.ModbusServices().Where(s => WriteTarget.Of(s.Asset, s.Service).Any()))
        {
            var others = scenario.In(asset.Zone).Where(a => a.Id != asset.Id && a.Id != asset.Master).Select(a => a.Id).ToList();
            foreach (var machine in others.Count > 0 ? others : ["guest"])
            {
                yield return At(asset.Zone, asset.Id, service.Id, machine);
            }

            foreach (var role in Roles(scenario, asset, service).Where(r => Forbidden(scenario, asset, service, r).Any()))
            {
                yield return At(asset.Zone, asset.Id, service.Id, RolePrefix + role);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        if (cell.Account.StartsWith(RolePrefix, StringComparison.Ordinal))
        {
            return await WithRoleAsync(asset, service, cell.Account[RolePrefix.Length..], range);
        }

        if (cell.Account == NoRole)
        {
            return await WithoutRoleAsync(asset, service, range);
        }

        if (cell.Account != "guest")
        {
            return await InsideWrite.TryAsync(range, cell.Account, asset, service);
        }

        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        return await InsideWrite.TryAsync(range, AttackRangeExtensions.Attacker, asset, service);
    }

    /// <summary>A machine with a genuine certificate writes what its role may not.</summary>
    private static async Task<AttackOutcome> WithRoleAsync(AssetConfig asset, ServiceConfig service, string role, IAttackRange range)
    {
        const string Machine = "other-machine";
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        using var link = await SecuredModbus.WithAsync(
            range, AttackRangeExtensions.Attacker, asset.Id, service, range.CertificateWithRole(Machine, role));
        foreach (var target in link is null ? [] : Forbidden(range.Scenario, asset, service, role).Take(3))
        {
            var raw = target.DifferentInRange(range.Truth.Point(asset.Id, target.Point.Name));
            range.Act("T0855", $"a machine with the role {role} writes {target.Point.Name} of {asset.Id}");
            await link!.WriteAsync(target, raw);
            await range.WaitAsync(AttackTimes.Settle(asset));
            if (range.Holds(target, raw))
            {
                return AttackOutcome.Succeeded($"{asset.Id} took {target.Text(raw)} from a machine whose role {role} may not write it.");
            }
        }

        return AttackOutcome.Resisted($"{asset.Id} applied no write beyond the role {role}.");
    }

    /// <summary>A machine with a genuine certificate that names no role reads.</summary>
    private static async Task<AttackOutcome> WithoutRoleAsync(AssetConfig asset, ServiceConfig service, IAttackRange range)
    {
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        range.Act("T0888", $"a machine without a role reads {asset.Id}");
        using var link = await SecuredModbus.WithAsync(
            range, AttackRangeExtensions.Attacker, asset.Id, service, range.Certificate(CertificateCase.WithoutRole, "other-machine"));
        return link is not null && (await link.SendAsync(Reading(asset)!)).IsOk
            ? AttackOutcome.Succeeded($"{asset.Id} served a machine whose certificate names no role.")
            : AttackOutcome.Resisted($"{asset.Id} served no machine without a role.");
    }

    private static byte[]? Reading(AssetConfig asset) =>
        asset.Points.FirstOrDefault(p => p.IsReadable && p.Table == ModbusTable.InputRegister) is { } point
        ? [4, (byte)(point.Address >> 8), (byte)point.Address, 0, (byte)point.Words]
        : null;

    private static IEnumerable<string> Roles(Scenario scenario, AssetConfig asset, ServiceConfig service) =>
        service.Protocol == ServiceProtocol.ModbusSecurity && scenario.Control<ModbusSecurityConfig>(asset.Id) is { Roles: { } roles }
            ? roles.Keys.Order(StringComparer.Ordinal)
            : [];

    private static IEnumerable<WriteTarget> Forbidden(Scenario scenario, AssetConfig asset, ServiceConfig service, string role) =>
        WriteTarget.Of(asset, service).Where(t => scenario.Control<ModbusSecurityConfig>(asset.Id)?.Allows(role, t.SingleFunction, t.Point.Address, 1) == false);
}
