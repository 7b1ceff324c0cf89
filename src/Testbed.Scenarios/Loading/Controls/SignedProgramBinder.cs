namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>signed-program</c>.</summary>
internal sealed class SignedProgramBinder : ControlBinder<SignedProgramConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var seen = new List<(string Name, Mark At)>();
        var signers = r.Required("signers", Types.ListOrOne(Types.IdPrefix.Then((s, at, _) => seen.Add((s, at))), needsOne: true),
            "who may sign programs; the scenario's authority issues each a certificate for code signing");
        var authorities = r.Optional(
            "trusted_authorities", Types.List(Types.OneOf("authority", ["scenario", "foreign"]), needsOne: true), ["scenario"],
            "authorities whose certificates are accepted (default scenario; foreign is a mistake worth modelling)");
        var validity = r.Optional("check_validity", Types.Bool, true, "the certificate must be in its validity at simulated time when a program is downloaded (default true)");
        var revocation = r.Optional("check_revocation", Types.Bool, true, "the authority's revocation list is asked (default true)");
        var older = r.Optional("refuse_older", Types.Bool, true,
            "a program older than the one accepted last, or of its version with another content, is refused however well signed (default true)");
        r.Binding.Later(scenario =>
        {
            foreach (var (name, at) in seen.Where(s => scenario.ZoneOf(s.Name) is not null || scenario.Pki.Certificates.Any(c => c.Holder == s.Name)))
            {
                r.Binding.Report(DiagnosticCodes.SignerHasCertificate, at, $"{name} has a certificate for connections, which cannot sign programs",
                    "give the signer a name of its own, such as release-desk");
            }
        });
        return h => new SignedProgramConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Signers = signers,
            TrustedAuthorities = authorities,
            CheckValidity = validity,
            CheckRevocation = revocation,
            RefuseOlder = older,
        };
    }
}
