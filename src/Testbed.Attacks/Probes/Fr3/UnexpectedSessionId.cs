using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.8 RE 2: tokens of several sessions are compared, one that was never issued is presented, and a live one is presented from another machine.
/// Breach: a duplicate, or one of these is taken.
/// </summary>
public sealed class UnexpectedSessionId() : ConsoleProbe("unexpected-session-id", "SR 3.8 RE 2")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var tokens = await TokenSample.TakeAsync(target, 4);
        if (tokens.Count == 0)
        {
            return NoLogOn;
        }

        if (tokens.Distinct(StringComparer.Ordinal).Count() < tokens.Count)
        {
            return AttackOutcome.Succeeded($"{target.Asset.Id} issued one token twice.");
        }

        if (await target.OpenAsync("victim") is not { } victim)
        {
            return Unreachable;
        }

        await using (victim)
        {
            var live = await victim.LogOnAsync(target.Account);
            if (live is null || await target.OpenAsync() is not { } link)
            {
                return NoLogOn;
            }

            await using (link)
            {
                range.Act("T0859", $"tokens out of place at {target.Asset.Id}");
                foreach (var token in new[] { new string('7', Math.Max(live.Length, 1)), live })
                {
                    if (await link.SendAsync($"RESUME {token}") is { IsSuccess: true })
                    {
                        return AttackOutcome.Succeeded($"{target.Asset.Id} took a token out of place for a session of its own.");
                    }
                }
            }
        }

        return AttackOutcome.Resisted($"{target.Asset.Id} issued distinct tokens and took none out of place.");
    }
}
