using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>The standard reason codes of "not applicable" declarations, each with the feature that contradicts it (those of the activity table).</summary>
public static class NotApplicableReasons
{
    /// <summary>Feature of <see cref="PlaceFeatures"/> by reason code.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["no-human-interface"] = PlaceFeatures.HumanInterface,
        ["no-machine-interface"] = PlaceFeatures.MachineInterface,
        ["no-remote-access"] = PlaceFeatures.RemoteAccess,
        ["no-wireless"] = PlaceFeatures.Wireless,
        ["no-passwords"] = PlaceFeatures.Passwords,
        ["no-certificates"] = PlaceFeatures.Pki,
        ["no-portable-devices"] = PlaceFeatures.Portable,
        ["no-loadable-code"] = PlaceFeatures.MobileCode,
        ["no-audit-store"] = PlaceFeatures.AuditStore,
        ["no-general-purpose-hosts"] = PlaceFeatures.Hosts,
        ["no-controllers"] = PlaceFeatures.Controllers,
        ["no-confidential-data"] = PlaceFeatures.ConfidentialData,
        ["single-criticality"] = PlaceFeatures.MixedCriticality,
    };
}
