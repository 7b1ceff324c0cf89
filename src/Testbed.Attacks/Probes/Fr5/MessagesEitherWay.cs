using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 5.3 RE 1: messages of guests and of registered assets, into the zone and out of it.</summary>
public sealed class MessagesEitherWay() : MessagesProbe("messages-either-way", "SR 5.3 RE 1")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> AttemptAsync(Crossing crossing, AssetConfig asset, string detail, IAttackRange range)
    {
        const string Outside = AttackRangeExtensions.Attacker, Inside = "guest-1";
        using var outside = range.Network.Enter(crossing.From.Id, Outside);
        using var inside = range.Network.Enter(crossing.Into.Id, Inside);
        var other = range.Scenario.In(crossing.From.Id).FirstOrDefault();
        List<(string From, AssetConfig To)> ways = [(Outside, asset)];
        if (other is not null)
        {
            ways.AddRange([(other.Id, asset), (Inside, other), (asset.Id, other)]);
        }

        foreach (var (from, to) in ways)
        {
            if (await ArrivedAsync(range, from, to, crossing.Conduit) is { } breach)
            {
                return AttackOutcome.Succeeded(breach);
            }
        }

        return AttackOutcome.Resisted($"No message crossed {crossing.Conduit.Id} in either direction.");
    }
}
