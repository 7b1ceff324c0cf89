using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 2: accounts without the right to map permissions give a role more rights. Breach: the mapping was taken. Whether the authorised
/// administrator can do it goes into the evidence, it does not decide.
/// </summary>
public sealed class RoleRemapping() : ConsoleProbe("role-remapping", "SR 2.1 RE 2")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        asset.Personal().Where(a => !scenario.Permissions(asset.Id, a.Role).Contains("roles")).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (range.Scenario.AccountWith(target.Asset, "roles") is { } admin && await target.LoggedOnAsync(admin, "attacker-2") is { } office)
        {
            await using (office)
            {
                var reply = await office.SendAsync("ROLE SET viewer read");
                range.Note("authorised-mapping", reply is { IsSuccess: true } ? "taken" : "refused");
            }
        }

        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            range.Act("T0890", $"{target.Account.Name} maps permissions");
            var command = $"ROLE SET {RoleEscape.Role(target.Account.Role)} {string.Join(',', RolesConfig.AllPermissions)}";
            return await link.SendAsync(command) is { IsSuccess: true }
                ? AttackOutcome.Succeeded($"{target.Account.Name} gave the own role every permission at {target.Asset.Id}.")
                : AttackOutcome.Resisted($"{target.Account.Name} could not map permissions at {target.Asset.Id}.");
        }
    }
}
