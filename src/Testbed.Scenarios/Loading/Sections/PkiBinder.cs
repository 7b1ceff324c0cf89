namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>pki:</c>.</summary>
internal static class PkiBinder
{
    /// <summary>The section.</summary>
    public static MapType<PkiConfig> Section { get; } = Types.Map("pki", Bind);

    private static PkiConfig Bind(MapReader r)
    {
        var revokedAt = new List<Mark>();
        var from = r.OptionalValue("valid_from", Types.Date, "first day of the authority's validity (default five years before the start)");
        var to = r.OptionalValue("valid_to", Types.Date, "last day of the authority's validity (default five years after the start)");
        var certificates = r.Optional("certificates", Types.List(Types.Map("certificate", CertificateReader())), [],
            "roles in certificates, and certificates of holders that are no asset; every asset and gateway end has one without being listed");
        var revoked = r.Optional("revoked", Types.List(Types.IdPrefix.Then((_, at, _) => revokedAt.Add(at))), [], "holders whose certificate is on the revocation list");
        var config = new PkiConfig { ValidFrom = from, ValidTo = to, Certificates = certificates, Revoked = revoked };
        r.Binding.Later(scenario =>
        {
            CheckValidity(r, scenario);
            foreach (var (holder, at) in revoked.Zip(revokedAt))
            {
                CheckRevoked(r.Binding, scenario, holder, at);
            }
        });
        return config;
    }

    private static Func<MapReader, CertificateConfig> CertificateReader()
    {
        var holders = new HashSet<string>(StringComparer.Ordinal);
        return r =>
        {
            var holder = r.Required("holder", Types.IdPrefix, "an asset, or another holder such as a service laptop");
            if (r.IsGood("holder") && !holders.Add(holder))
            {
                r.Report(DiagnosticCodes.DuplicateCertificate, "holder", $"{holder} already has a certificate here", "one role per certificate: merge the two");
            }

            var role = r.OptionalObject("role", Types.IdPrefix, "the role for Modbus/TCP Security in it");
            r.Binding.Later(scenario =>
            {
                var known = scenario.Controls.OfType<ModbusSecurityConfig>().Where(c => c.Roles is not null).SelectMany(c => c.Roles!.Keys).ToHashSet(StringComparer.Ordinal);
                if (role is not null && known.Count > 0 && !known.Contains(role))
                {
                    r.Report(DiagnosticCodes.UnknownCertificateRole, "role", $"no modbus-security control knows the role '{role}'", Nearest.Fix(role, known));
                }
            });
            return new CertificateConfig(holder, role);
        };
    }

    private static void CheckValidity(MapReader r, Scenario scenario)
    {
        var plan = PkiPlans.Of(scenario);
        if (scenario.Start != default && (plan.ValidTo <= scenario.Start || plan.ValidFrom >= scenario.Start || plan.ValidFrom >= plan.ValidTo))
        {
            r.Report(DiagnosticCodes.AuthorityNotValid, plan.ValidTo <= scenario.Start ? "valid_to" : "valid_from", FormattableString.Invariant(
                $"the authority is valid from {plan.ValidFrom:yyyy-MM-dd} to {plan.ValidTo:yyyy-MM-dd} and not at the scenario's start, {scenario.Start:yyyy-MM-dd}"),
                "none of its certificates would be accepted");
        }
    }

    private static void CheckRevoked(Binding binding, Scenario scenario, string holder, Mark at)
    {
        var signers = PkiPlans.Signers(scenario);
        if (scenario.ZoneOf(holder) is null && scenario.Pki.Certificates.All(c => c.Holder != holder) && !signers.Contains(holder))
        {
            binding.Report(DiagnosticCodes.RevokedUnknown, at, $"nobody called '{holder}' has a certificate",
                Nearest.Fix(holder, scenario.Assets.Select(a => a.Id).Concat(scenario.Pki.Certificates.Select(c => c.Holder)).Concat(signers)));
            return;
        }

        bool IsSecure(string to, int port) => scenario.Asset(to)?.Services.Any(s => s.Port == port && s.Protocol == ServiceProtocol.ModbusSecurity) == true;
        var uses = scenario.Traffic.Polls.Select(p => (p.From, p.To, p.Port)).Concat(scenario.Traffic.SetPointMoves.Select(m => (m.From, m.To, m.Port)));
        if (uses.FirstOrDefault(u => (u.From == holder || u.To == holder) && IsSecure(u.To, u.Port)) is { To: not null } use)
        {
            binding.Report(DiagnosticCodes.RevokedInUse, at, FormattableString.Invariant(
                $"the certificate of {holder} is revoked, but ordinary traffic from {use.From} to {use.To}:{use.Port} needs it"), "revoke what is no longer in use");
        }
    }
}
