using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 at consoles: every personal account tries what its role may not do: change a set point (at a SCADA server one of its controllers'), add an account,
/// change a role, set the clock, take a backup, release settings, restart. Breach: one took effect.
/// Audit commands belong to SR 3.9 and 6.1.
/// </summary>
public sealed class RoleEscape() : ConsoleProbe("role-escape", "SR 2.1", acrossConduits: true)
{
    private static readonly string[] Tried = ["write", "accounts", "roles", "clock", "backup", "settings-set", "restart"];

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        asset.Personal().Where(a => Forbidden(scenario, asset, a).Any()).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            foreach (var permission in Forbidden(range.Scenario, target.Asset, target.Account))
            {
                range.Act("T0807", $"{target.Account.Name} ({target.Account.Role}) tries {permission}");
                if (await TakesEffectAsync(permission, link, target, range))
                {
                    return AttackOutcome.Succeeded(
                        $"{target.Account.Name}, a {Role(target.Account.Role)}, used the permission {permission} at {target.Asset.Id}.");
                }
            }
        }

        return AttackOutcome.Resisted($"{target.Account.Name} could do nothing at {target.Asset.Id} beyond the role {Role(target.Account.Role)}.");
    }

    /// <summary>The role as written on the console.</summary>
    internal static string Role(AccountRole role) => role.ToString().ToLowerInvariant();

    private static IEnumerable<string> Forbidden(Scenario scenario, AssetConfig asset, AccountConfig account)
    {
        var granted = scenario.Permissions(asset.Id, account.Role);
        return Tried.Where(p => !granted.Contains(p) && (p != "write" || HasWritable(asset) || StepWrite.Of(scenario, asset) is not null));
    }

    private static bool HasWritable(AssetConfig asset) => asset.Points.Any(p => p.Table is ModbusTable.HoldingRegister or ModbusTable.Coil);

    private static async Task<bool> TakesEffectAsync(string permission, ConsoleLink link, ConsoleTarget target, IAttackRange range)
    {
        if (permission != "write")
        {
            var command = permission switch
            {
                "accounts" => "USER ADD mallory viewer Aa1-Bb2-Cc3-Dd4",
                "clock" => ClockCommand.Set(range.Clock.GetUtcNow().AddHours(1)),
                "backup" => "BACKUP TAKE",
                "settings-set" => "SETTINGS RELEASE",
                "restart" => "RESTART",
                _ => "ROLE SET viewer read,write",
            };
            return await link.SendAsync(command) is { IsSuccess: true };
        }

        if (!HasWritable(target.Asset))
        {
            // A SCADA server has no points of its own to write, but those of its controllers.
            var write = StepWrite.Of(range.Scenario, target.Asset)!;
            var present = write.Present(range);
            return await link.SendAsync(write.Command(present, 1)) is { IsSuccess: true } && await write.MovedAsync(range, present);
        }

        var (point, raw) = target.Writable()!.Value;
        var reply = await link.SendAsync(point.Command(raw));
        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        return reply is { IsSuccess: true } && range.Holds(point, raw);
    }
}
