using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.7 RE 1: the clock of an asset is set past the greatest age of its passwords, by somebody who may, then a person logs on. Breach: anything is served before
/// the password is changed. No gas flows for ninety days: age is counted by the asset's clock, and that is what is moved.
/// </summary>
public sealed class ExpiredPassword() : ConsoleProbe("expired-password", "SR 1.7 RE 1")
{
    private static readonly TimeSpan UsualAge = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    protected override string Variant => "+age";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.AccountWith(asset, "clock") is null ? [] : asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var age = (range.Scenario.Control<PasswordPolicyConfig>(target.Asset.Id)?.MaxAge ?? UsualAge) + TimeSpan.FromDays(1);
        if (!await ClockCommand.AdvanceAsync(target, range, age))
        {
            return AttackOutcome.Resisted($"The clock of {target.Asset.Id} could not be moved.");
        }

        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            range.Act("T0859", $"password of {target.Account.Name} of {age.TotalDays:0} days");
            if (await link.IsServedAsync())
            {
                return AttackOutcome.Succeeded(FormattableString.Invariant($"{target.Asset.Id} served {target.Account.Name} with a password of {age.TotalDays:0} days."));
            }

            var isChanged = await link.SendAsync($"PASSWD {target.Account.Password} Velvet-Anchor-72q") is { IsSuccess: true };
            range.Note("changed-password", isChanged && await link.IsServedAsync() ? "served" : "not served");
            return AttackOutcome.Resisted($"{target.Asset.Id} served {target.Account.Name} nothing before the expired password was changed.");
        }
    }
}
