using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 3.8 RE 3: collects tokens and estimates how many of their bits are unpredictable. Breach: fewer than 48 by a low estimate.</summary>
public sealed class PredictableSessionId() : ConsoleProbe("predictable-session-id", "SR 3.8 RE 3")
{
    /// <summary>Tokens collected.</summary>
    public const int Sample = 32;

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        range.Act("T0859", $"token sample of {target.Asset.Id}");
        var tokens = await TokenSample.TakeAsync(target, Sample);
        if (tokens.Count < Sample)
        {
            return AttackOutcome.Resisted($"{target.Asset.Id} gave {tokens.Count} of {Sample} tokens, too few to judge.");
        }

        return TokenSample.Bits(tokens) < 48
            ? AttackOutcome.Succeeded($"The tokens of {target.Asset.Id} are predictable: fewer than 48 bits vary over {Sample} of them.")
            : AttackOutcome.Resisted($"At least 48 bits of the tokens of {target.Asset.Id} vary over {Sample} of them.");
    }
}
