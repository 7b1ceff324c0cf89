using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 5.3: messages from a guest in the other zone towards the zone.</summary>
public sealed class IncomingMessages() : MessagesProbe("incoming-messages", "SR 5.3")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> AttemptAsync(Crossing crossing, AssetConfig asset, string detail, IAttackRange range)
    {
        using var guest = range.Network.Enter(crossing.From.Id, AttackRangeExtensions.Attacker);
        return await ArrivedAsync(range, AttackRangeExtensions.Attacker, asset, crossing.Conduit) is { } breach
            ? AttackOutcome.Succeeded(breach)
            : AttackOutcome.Resisted($"No message arrived in {crossing.Into.Id}.");
    }
}
