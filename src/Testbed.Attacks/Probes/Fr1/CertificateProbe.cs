using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of probes that present certificates which must not be accepted to the gateway ends of conduits with TLS. Each case is a cell of the conduit and of
/// the zone the gateway end stands in. Where the gateway end speaks no TLS the same host simply talks in the clear: the certificate was no barrier.
/// </summary>
public abstract class CertificateProbe : Probe
{
    private readonly IReadOnlyList<(string Name, CertificateCase Case)> _cases;

    /// <summary>Sets id, requirement and cases.</summary>
    protected CertificateProbe(string id, string requirement, params IReadOnlyList<(string Name, CertificateCase Case)> cases)
        : base(id, requirement) => _cases = cases;

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var conduit in scenario.Conduits.Where(c => scenario.Control<MutualTlsConfig>(c.Id) is not null))
        {
            if (SpanEntry.Of(scenario, conduit) is not { } subject)
            {
                continue;
            }

            var end = SpanHost.End(conduit, subject.View.To.Zone);
            foreach (var (name, _) in _cases)
            {
                yield return At(conduit.Id, end, $"{conduit.Id}:{name}");
                yield return At(subject.View.To.Zone, end, $"{conduit.Id}:{name}");
            }
        }
    }

    /// <inheritdoc/>
    public sealed override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var subject = SpanEntry.Of(range.Scenario, range.Scenario.Conduit(parts[0])!)!;
        var host = new SpanHost(range, subject.View.Conduit, subject.View.Flow);
        var source = host.Address(subject.View.From.Id);
        var @case = _cases.First(c => c.Name == parts[1]).Case;
        range.Act("T0849", $"{parts[1]} certificate at {cell.Asset}");
        var through = await SpanIntrusion.PlainOrTlsAsync(range, host, subject, source, range.Certificate(@case, host.PeerEnd));
        if (!through && @case == CertificateCase.WithoutKey)
        {
            // The platform may refuse to use a key that does not fit; a client that claims the name but proves nothing is the same to the server.
            through = await SpanIntrusion.AnsweredAsync(range, await host.TlsAsync(source, null), subject);
        }

        return through
            ? AttackOutcome.Succeeded($"{cell.Asset} served a host with a {parts[1]} certificate.")
            : AttackOutcome.Resisted($"{cell.Asset} refused the {parts[1]} certificate, and talk in the clear.");
    }
}
