using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.7: a person sets passwords one character too short and with too few kinds of character. Breach: one is taken.</summary>
public sealed class WeakPassword() : ConsoleProbe("weak-password", "SR 1.7")
{
    private const string Mixed = "aB3-cD4+eF5=gH6.iJ7_kL8:mN9";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        var policy = range.Scenario.Control<PasswordPolicyConfig>(target.Asset.Id);
        var length = Math.Clamp(policy?.MinLength ?? 12, 2, Mixed.Length);
        string[] weak = [Mixed[..(length - 1)], new string('q', length + 4), "1234"];
        await using (link)
        {
            foreach (var password in weak)
            {
                if (await link.SendAsync($"PASSWD {target.Account.Password} {password}") is { IsSuccess: true })
                {
                    return AttackOutcome.Succeeded($"{target.Asset.Id} took a password of {password.Length} characters against the policy of {length}.");
                }
            }
        }

        return AttackOutcome.Resisted($"{target.Asset.Id} refused {weak.Length} passwords below its policy.");
    }
}
