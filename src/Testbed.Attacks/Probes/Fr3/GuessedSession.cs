using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.8, zone: while one person is logged on, another guesses session tokens from the pattern of his own. Breach: a guess opens somebody's session.
/// </summary>
public sealed class GuessedSession() : ConsoleProbe("guessed-session", "SR 3.8")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync(guest: "victim") is not { } victim)
        {
            return NoLogOn;
        }

        await using (victim)
        {
            if (await target.OpenAsync() is not { } link)
            {
                return Unreachable;
            }

            await using (link)
            {
                var own = target.Asset.Personal().Skip(1).FirstOrDefault() ?? target.Account;
                var token = await link.LogOnAsync(own);
                await link.SendAsync("LOGOFF");
                range.Act("T0859", $"guessed session tokens at {target.Asset.Id}");
                foreach (var guess in Guesses(token ?? ""))
                {
                    if (await link.SendAsync($"RESUME {guess}") is { IsSuccess: true })
                    {
                        return AttackOutcome.Succeeded($"A guessed token opened a session at {target.Asset.Id}.");
                    }
                }
            }
        }

        return AttackOutcome.Resisted($"No guessed token opened a session at {target.Asset.Id}.");
    }

    private static IEnumerable<string> Guesses(string own)
    {
        if (long.TryParse(own, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Enumerable.Range(1, 4).SelectMany(i => new[] { number - i, number + i }).Select(n => n.ToString(CultureInfo.InvariantCulture));
        }

        var changed = own.Length == 0 ? [] : new[] { own[..^1] + (own[^1] == '0' ? '1' : '0'), own[..^1] };
        return [.. changed, "0", "1", "2", "3"];
    }
}
