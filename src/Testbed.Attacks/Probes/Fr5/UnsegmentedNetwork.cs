using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.1: a host nobody registered, in a zone that is no more critical, tries every service of the other zone. Breach: one answers. Layer 2 is not modelled.
/// </summary>
public sealed class UnsegmentedNetwork() : BoundaryProbe("unsegmented-network", "SR 5.1")
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Asset, string Detail)> Attempts(Scenario scenario, Crossing crossing) =>
        crossing.From.Criticality > crossing.Into.Criticality ? [] : ServicesOf(scenario, crossing.Into.Id).Select(s => (s.Asset.Id, s.Service.Id));

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> AttemptAsync(Crossing crossing, AssetConfig asset, string detail, IAttackRange range)
    {
        using var guest = range.Network.Enter(crossing.From.Id, AttackRangeExtensions.Attacker);
        range.Act("T0846", $"unregistered host in {crossing.From.Id} tries {asset.Id} {detail}");
        return await ServiceTouch.AnswersAsync(range, AttackRangeExtensions.Attacker, asset, range.Scenario.Service(asset.Id, detail))
            ? AttackOutcome.Succeeded($"{asset.Id} answered an unregistered host of {crossing.From.Id} through {crossing.Conduit.Id}.")
            : AttackOutcome.Resisted($"{asset.Id} did not answer an unregistered host of {crossing.From.Id}.");
    }
}
