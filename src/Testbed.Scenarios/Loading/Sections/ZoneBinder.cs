using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>zones:</c>.</summary>
internal static class ZoneBinder
{
    /// <summary>Words a scenario may add by hand.</summary>
    public static IReadOnlyList<string> FeatureWords { get; } =
    [
        PlaceFeatures.HumanInterface, PlaceFeatures.MachineInterface, PlaceFeatures.Passwords, PlaceFeatures.Pki, PlaceFeatures.Wireless,
        PlaceFeatures.UntrustedSpan, PlaceFeatures.RemoteAccess, PlaceFeatures.Portable, PlaceFeatures.Hosts, PlaceFeatures.Controllers,
        PlaceFeatures.MobileCode, PlaceFeatures.FileTransfer, PlaceFeatures.ConfidentialData, PlaceFeatures.AuditStore, PlaceFeatures.MixedCriticality,
    ];

    /// <summary>The list of zones.</summary>
    public static ListType<ZoneConfig> List(Dictionary<int, Mark> numbers) => Types.List(Types.Map("zone", r => Bind(r, numbers)), needsOne: true);

    /// <summary>Extra facts of a place.</summary>
    public static IReadOnlyList<string> Features(MapReader r) =>
        r.Optional("features", Types.List(Types.OneOf("feature", FeatureWords)), [], "facts that the model cannot derive, such as portable-devices");

    private static ZoneConfig Bind(MapReader r, Dictionary<int, Mark> numbers)
    {
        var id = r.Required("id", Types.NewId(Named.Zone), "the zone's id, such as Z-CGS");
        var number = r.Required("number", Types.Int(1, 62, "zone number", DiagnosticCodes.ZoneNumberOutOfRange), "1 to 62, unique");
        if (r.IsGood("number") && !numbers.TryAdd(number, r.At("number")))
        {
            r.Report(DiagnosticCodes.DuplicateZoneNumber, "number", $"the number {number} is already taken in line {numbers[number].Line}");
        }

        return new(
            id, number,
            r.Required("title", Types.Text, "plain name"),
            r.Required("owner", Types.Text, "who answers for the zone"),
            r.Required("target", new VectorType(allowsDash: false), "SL-T, seven levels in the order IAC UC SI DC RDF TRE RA"),
            r.Required("criticality", Types.Word<ZoneCriticality>("criticality"), "how much its function matters; external zones are not assessed"),
            Features(r));
    }
}
