using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 at the engineering service: every personal account without the right tries to write a variable, to force one and to stop the program, the key
/// standing where
/// somebody works on the program. Breach: the point moved, or the program stands. Programs are SR 2.4.
/// </summary>
public sealed class EngineeringRoleEscape() : EngineeringProbe("engineering-role-escape", "SR 2.1")
{
    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) =>
        asset.Personal().Where(a => !scenario.Permissions(asset.Id, a.Role).Contains("configure")).Select(a => ("engineering", a.Name));

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        var (asset, who) = (target.Asset, $"{account!.Name} ({RoleEscape.Role(account.Role)})");
        await target.TurnKeyAsync("program");
        using var access = await target.OpenAsync(account);
        if (access is null)
        {
            return Closed(target);
        }

        var variables = await ProgramVariable.ReadAsync(range, asset, target.Service, access);
        foreach (var force in range.Scenario.Permissions(asset.Id, account.Role).Contains("write") ? new[] { true } : [false, true])
        {
            // A program drives some of its points itself, so that only a forced one stays.
            foreach (var variable in variables)
            {
                range.Act(force ? "T0835" : "T0836", $"{who} {(force ? "forces" : "writes")} {variable.Path} of {asset.Id}");
                await (force ? access.Client.ForceAsync(variable.Path, variable.Literal) : access.Client.WriteAsync(variable.Path, variable.Literal));
                await range.WaitAsync(AttackTimes.Settle(asset));
                if (variable.IsHeld(range))
                {
                    return AttackOutcome.Succeeded($"{who} {(force ? "forced" : "wrote")} {variable.Text} at {asset.Id}.");
                }
            }
        }

        range.Act("T0858", $"{who} stops the program of {asset.Id}");
        await access.Client.StopAsync();
        await range.WaitAsync(AttackTimes.Settle(asset));
        return range.Truth.Program(asset.Id) is { IsRunning: false }
            ? AttackOutcome.Succeeded($"{who} stopped the program of {asset.Id}.")
            : AttackOutcome.Resisted($"{who} could do nothing to the program of {asset.Id}.");
    }
}
