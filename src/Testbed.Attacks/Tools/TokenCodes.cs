using System.Runtime.CompilerServices;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>The tokens of people, as their owners use them: who has just used a code waits for the next. Trial executor only.</summary>
internal static class TokenCodes
{
    private static readonly ConditionalWeakTable<IAttackRange, Dictionary<string, long>> Used = [];

    /// <summary>The next code of a token that its owner has not used in this trial; waits for it where that is needed.</summary>
    public static async Task<string> NextAsync(IAttackRange range, string token)
    {
        var used = Used.GetOrCreateValue(range);
        var step = Totp.StepAt(range.Clock.GetUtcNow());
        if (used.TryGetValue(token, out var last) && last >= step)
        {
            step = last + 1;
            await range.WaitAsync(DateTimeOffset.UnixEpoch + (step * Totp.Step) - range.Clock.GetUtcNow());
        }

        used[token] = step;
        return Totp.TryReadSecret(token, out var secret) ? Totp.Code(secret, step) : "";
    }
}
