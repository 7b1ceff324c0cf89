namespace Testbed.Scenarios.Loading;

/// <summary>The keys of a control that decide which certificates and versions of TLS are accepted.</summary>
internal sealed record TrustKeys(IReadOnlyList<string> Authorities, string MinVersion, bool CheckValidity, bool CheckRevocation)
{
    /// <summary>Reads the keys from a control's map.</summary>
    public static TrustKeys Read(MapReader r)
    {
        var authorities = r.Optional(
            "trusted_authorities", Types.List(Types.OneOf("authority", ["scenario", "foreign"]), needsOne: true), ["scenario"],
            "authorities whose certificates are accepted (default scenario; foreign is a mistake worth modelling)");
        var version = r.Optional("min_version", Types.OneOf("TLS version", ["1.2", "1.3"]), "1.2", "lowest protocol version (default 1.2)");
        var validity = r.Optional("check_validity", Types.Bool, true, "validity periods are checked at the simulated time (default true)");
        var revocation = r.Optional("check_revocation", Types.Bool, true, "the authority's revocation list is asked (default true)");
        return new TrustKeys(authorities, version, validity, revocation);
    }
}
