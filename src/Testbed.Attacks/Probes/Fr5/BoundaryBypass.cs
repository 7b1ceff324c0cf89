using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.2: registered assets use services that are not declared for them, and a tunnel to a port that malware opened on an asset inside. Breach: the service
/// answers, or the line arrives. That the block is logged shows in the ledger. Source spoofing is not possible on the userspace network.
/// </summary>
public sealed class BoundaryBypass() : BoundaryProbe("boundary-by-pass", "SR 5.2")
{
    /// <summary>The detail of the tunnel cell.</summary>
    internal const string AlternatePort = "alternate-port";

    /// <inheritdoc/>
    private protected override IEnumerable<(string Asset, string Detail)> Attempts(Scenario scenario, Crossing crossing)
    {
        foreach (var (asset, service) in ServicesOf(scenario, crossing.Into.Id))
        {
            if (Undeclared(scenario, crossing, asset, service) is not null)
            {
                yield return (asset.Id, service.Id);
            }
        }

        if (scenario.In(crossing.Into.Id).FirstOrDefault() is { } first)
        {
            yield return (first.Id, AlternatePort);
        }
    }

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> AttemptAsync(Crossing crossing, AssetConfig asset, string detail, IAttackRange range)
    {
        if (detail == AlternatePort)
        {
            return await Tunnel.TryAsync(range, crossing, asset, range.Scenario.FreePort(asset));
        }

        var service = range.Scenario.Service(asset.Id, detail);
        var client = Undeclared(range.Scenario, crossing, asset, service)!;
        range.Act("T0886", $"undeclared flow {client.Id} to {asset.Id} {detail}");
        return await ServiceTouch.AnswersAsync(range, client.Id, asset, service)
            ? AttackOutcome.Succeeded($"{asset.Id} served {detail} to {client.Id} through {crossing.Conduit.Id}, which no flow declares.")
            : AttackOutcome.Resisted($"{asset.Id} did not serve {detail} to {client.Id}.");
    }

    private static AssetConfig? Undeclared(Scenario scenario, Crossing crossing, AssetConfig asset, ServiceConfig service) =>
        scenario.In(crossing.From.Id).FirstOrDefault(a => !FlowPolicy.Declares(scenario, a.Id, asset.Id, service.Port));
}
