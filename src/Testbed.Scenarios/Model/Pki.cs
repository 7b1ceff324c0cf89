using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>A declared certificate.</summary>
/// <param name="Holder">An asset, or whatever else holds it: a service laptop, a device that was taken out.</param>
/// <param name="Role">The role for Modbus/TCP Security in it; null for none.</param>
public sealed record CertificateConfig(string Holder, string? Role);

/// <summary>The scenario's certificate authority and what it issued. Every asset and gateway end has a certificate; here stand the roles and what was revoked.</summary>
public sealed record PkiConfig
{
    /// <summary>Begin of the authority's validity; null for five years before the start.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>End of the authority's validity; null for five years after the start.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Certificates with a role, and those of holders that are no asset.</summary>
    public IReadOnlyList<CertificateConfig> Certificates { get; init; } = [];

    /// <summary>Holders whose certificate stands on the revocation list.</summary>
    public IReadOnlyList<string> Revoked { get; init; } = [];
}

/// <summary>Makes the plan of a scenario's certificates. Pure.</summary>
public static class PkiPlans
{
    /// <summary>Assets in id order, gateway ends in the order of conduits, then other holders as declared, then signers of programs.</summary>
    public static PkiPlan Of(Scenario scenario)
    {
        var pki = scenario.Pki;
        PkiIdentity Identity(string name, string kind) =>
            new(name, kind, pki.Certificates.FirstOrDefault(c => c.Holder == name)?.Role, pki.Revoked.Contains(name));
        var around = PkiPlan.Around(scenario.Start);
        return around with
        {
            ValidFrom = Day(pki.ValidFrom) ?? around.ValidFrom,
            ValidTo = Day(pki.ValidTo) ?? around.ValidTo,
            Identities =
            [
                .. scenario.Assets.Select(a => Identity(a.Id, "asset")),
                .. scenario.Conduits.SelectMany(c => new[] { c.GatewayA, c.GatewayB }).Select(g => Identity(g, "gateway")),
                .. pki.Certificates.Where(c => scenario.ZoneOf(c.Holder) is null).Select(c => Identity(c.Holder, "holder")),
                .. Signers(scenario).Select(s => Identity(s, PkiIdentity.Signer)),
            ],
        };
    }

    /// <summary>Whoever some controller accepts programs of, once each, in the order of the controls.</summary>
    public static IEnumerable<string> Signers(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario.Controls.OfType<SignedProgramConfig>().SelectMany(c => c.Signers).Distinct(StringComparer.Ordinal);
    }

    private static DateTimeOffset? Day(DateOnly? day) => day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
