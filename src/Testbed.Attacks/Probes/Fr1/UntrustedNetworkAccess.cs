using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.13: as an unregistered host in an external zone or one of remote access, and from a host of an unknown address on an untrusted span, try every
/// service behind the conduit. Breach: a route that is
/// not declared answers. Zone cells: the same routes, seen from the zone they lead into.
/// </summary>
public sealed class UntrustedNetworkAccess() : Probe("untrusted-network-access", "SR 1.13")
{
    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var conduit in scenario.Conduits)
        {
            foreach (var zone in new[] { conduit.ZoneA, conduit.ZoneB }.Where(z => !scenario.IsExternal(z)))
            {
                if (IsUntrusted(scenario, conduit.Other(zone)))
                {
                    foreach (var (asset, service) in scenario.In(zone).SelectMany(a => a.Services.Select(s => (a, s))))
                    {
                        yield return At(conduit.Id, asset.Id, $"{conduit.Id}:{service.Id}");
                        yield return At(zone, asset.Id, $"{conduit.Id}:{service.Id}");
                    }
                }
            }

            if (!conduit.Span.Trusted && SpanEntry.Of(scenario, conduit) is { } subject)
            {
                yield return At(conduit.Id, subject.View.To.Id, $"{conduit.Id}:span");
                yield return At(subject.View.To.Zone, subject.View.To.Id, $"{conduit.Id}:span");
            }
        }
    }

    private static bool IsUntrusted(Scenario scenario, string zone) =>
        scenario.IsExternal(zone) || scenario.Zone(zone)?.Features.Contains(PlaceFeatures.RemoteAccess) == true;

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var conduit = range.Scenario.Conduit(parts[0])!;
        bool answered;
        if (parts[1] == "span")
        {
            var subject = SpanEntry.Of(range.Scenario, conduit)!;
            range.Act("T0883", $"unknown address on the untrusted span of {conduit.Id}");
            var host = new SpanHost(range, conduit, subject.View.Flow);
            answered = await SpanIntrusion.PlainOrTlsAsync(range, host, subject, SpanHost.Stranger, null);
        }
        else
        {
            var asset = range.Scenario.Asset(cell.Asset)!;
            using var guest = range.Network.Enter(conduit.Other(asset.Zone), AttackRangeExtensions.Attacker);
            range.Act("T0822", $"external caller to {asset.Id} through {conduit.Id}");
            answered = await ServiceTouch.AnswersAsync(range, AttackRangeExtensions.Attacker, asset, range.Scenario.Service(asset.Id, parts[1]));
        }

        return answered
            ? AttackOutcome.Succeeded($"{cell.Asset} answered a caller from an untrusted network on an undeclared route.")
            : AttackOutcome.Resisted($"{cell.Asset} could not be reached from the untrusted network.");
    }
}
