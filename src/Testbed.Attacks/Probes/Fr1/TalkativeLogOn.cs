using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.10: a wrong password for a real name against a name that does not exist. Breach: the replies differ, or echo the password.</summary>
public sealed class TalkativeLogOn() : ConsoleProbe("talkative-log-on", "SR 1.10")
{
    private const string Wrong = "Wrong-pass-9";
    private const string Nobody = "zz-nobody";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            range.Act("T0859", $"names against passwords at {target.Asset.Id}");
            var known = await link.SendAsync($"LOGON {target.Account.Name} {Wrong}");
            var unknown = await link.SendAsync($"LOGON {Nobody} {Wrong}");
            if (known is null || unknown is null)
            {
                return AttackOutcome.Resisted($"{target.Asset.Id} gave no reply to compare.");
            }

            if (known.Text.Contains(Wrong, StringComparison.Ordinal) || unknown.Text.Contains(Wrong, StringComparison.Ordinal))
            {
                return AttackOutcome.Succeeded($"{target.Asset.Id} echoed the password.");
            }

            var same = known.Code == unknown.Code && known.Text.Replace(target.Account.Name, Nobody, StringComparison.Ordinal) == unknown.Text;
            return same
                ? AttackOutcome.Resisted($"{target.Asset.Id} answers a wrong password and a wrong name alike.")
                : AttackOutcome.Succeeded($"{target.Asset.Id} tells a wrong password from a wrong name.");
        }
    }
}
