using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.2: machines that are on a wireless medium by right use it for services that nobody declared for them, two in each direction; then a declared flow is used. Breach:
/// an undeclared service answers, or the declared one does not. How much of the link's capacity each may take is not tried: that is <c>unlimited-load</c>'s subject.
/// </summary>
public sealed class WirelessMisuse() : WirelessProbe("wireless-misuse", "SR 2.2", "wireless")
{
    private const int PerDirection = 2;

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanEntry entry, ConduitConfig conduit, IAttackRange range)
    {
        range.Act("T0886", $"undeclared services over the medium of {conduit.Id}");
        var tries = Undeclared(range.Scenario, conduit, entry.View.To, conduit.Other(entry.View.To.Zone)).Take(PerDirection)
            .Concat(Undeclared(range.Scenario, conduit, entry.View.From, entry.View.To.Zone).Take(PerDirection)).ToList();
        foreach (var (from, to, service) in tries)
        {
            if (await ServiceTouch.AnswersAsync(range, from.Id, to, service))
            {
                return AttackOutcome.Succeeded($"{from.Id} used {service.Id} of {to.Id} over the medium of {conduit.Id}, which nobody declared.");
            }
        }

        return tries.Count == 0 ? AttackOutcome.Inapplicable($"Everything that could be used over {conduit.Id} is declared.")
            : await DeclaredUse.IsServedAsync(range, entry.View)
                ? AttackOutcome.Resisted($"Over the medium of {conduit.Id} only what is declared could be used.")
                : AttackOutcome.Succeeded($"{entry.View.From.Id} was not served over the medium of {conduit.Id}, although its flow is declared.");
    }

    private static IEnumerable<(AssetConfig From, AssetConfig To, ServiceConfig Service)> Undeclared(Scenario scenario, ConduitConfig conduit, AssetConfig client, string zone) =>
        from asset in scenario.In(zone)
        from service in asset.Services
        where conduit.Flows.All(f => f.From != client.Id || f.To != asset.Id || f.Port != service.Port)
        select (client, asset, service);
}
