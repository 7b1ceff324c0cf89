using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of probes that present certificates which must not be accepted: to the gateway ends of conduits with TLS (a cell of the conduit and of the zone the
/// gateway end stands in), and to assets with Modbus/TCP Security, from inside their zone and across conduits. Where no certificate is asked for, the same host
/// simply talks in the clear: the certificate was no barrier. So the plain Modbus service of such an asset is a cell too where a client may use both.
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

        foreach (var cell in SecuredEntry.All(scenario).SelectMany(e => _cases.Select(c => At(e.Place, e.Asset.Id, $"{e.Interface}:{c.Name}"))))
        {
            yield return cell;
        }
    }

    /// <inheritdoc/>
    public sealed override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var (name, @case) = _cases.First(c => cell.Interface.EndsWith(":" + c.Name, StringComparison.Ordinal));
        range.Act("T0849", $"{name} certificate at {cell.Asset}");
        return SecuredEntry.Of(range.Scenario, cell) is { } entry ? AtAssetAsync(entry, name, @case, range) : AtGatewayAsync(cell, name, @case, range);
    }

    private static async Task<AttackOutcome> AtGatewayAsync(Cell cell, string name, CertificateCase @case, IAttackRange range)
    {
        var subject = SpanEntry.Of(range.Scenario, range.Scenario.Conduit(cell.Interface.Split(':')[0])!)!;
        var host = new SpanHost(range, subject.View.Conduit, subject.View.Flow);
        var source = host.Address(subject.View.From.Id);
        var through = await SpanIntrusion.PlainOrTlsAsync(range, host, subject, source, range.Certificate(@case, host.PeerEnd));
        if (!through && @case == CertificateCase.WithoutKey)
        {
            // The platform may refuse to use a key that does not fit; a client that claims the name but proves nothing is the same to the server.
            through = await SpanIntrusion.AnsweredAsync(range, () => host.TlsAsync(source, null), subject);
        }

        return Outcome(cell.Asset, name, through);
    }

    private static Task<AttackOutcome> AtAssetAsync(SecuredEntry entry, string name, CertificateCase @case, IAttackRange range) =>
        entry.AsCallerAsync(range, async from =>
        {
            using var link = await SecuredModbus.WithAsync(range, from, entry.Asset.Id, entry.Service, range.Certificate(@case, entry.EntitledClient(range.Scenario)));
            return Outcome($"{entry.Asset.Id} ({entry.Service.Id})", name, await entry.ReadsAsync(link));
        });

    private static AttackOutcome Outcome(string who, string name, bool through) => through
        ? AttackOutcome.Succeeded($"{who} served a host with a {name} certificate.")
        : AttackOutcome.Resisted($"{who} refused the {name} certificate, and talk in the clear.");
}
