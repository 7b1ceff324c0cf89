namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>conduits:</c> with their spans and declared flows.</summary>
internal static class ConduitBinder
{
    /// <summary>Kinds of span.</summary>
    public static IReadOnlyList<string> SpanKinds { get; } = ["lan", "leased-line", "cellular", "radio", "private-apn", "internet", "station"];

    // Its gateway ends send alerts of their own: flows may begin at them.
    private static ScalarType<string> ConduitId { get; } = Types.NewId(Named.Conduit).Then((id, at, binding) =>
    {
        binding.Define(Named.Gateway, $"{id}.gw-a", at);
        binding.Define(Named.Gateway, $"{id}.gw-b", at);
    });

    /// <summary>The list of conduits.</summary>
    public static ListType<ConduitConfig> List { get; } = Types.List(Types.Map("conduit", Bind));

    private static ConduitConfig Bind(MapReader r)
    {
        var zoneA = r.Required("zone_a", Types.Ref(Named.Zone), "the zone of gateway end gw-a");
        var zoneB = r.Required("zone_b", Types.Ref(Named.Zone), "the zone of gateway end gw-b");
        if (zoneA.Length > 0 && zoneA == zoneB)
        {
            r.Report(DiagnosticCodes.ConduitEnds, "zone_b", $"both ends lie in {zoneA}; a conduit joins two zones");
        }

        return new(
            r.Required("id", ConduitId, "the conduit's id, such as C4"),
            r.Required("title", Types.Text, "plain name"),
            r.Required("owner", Types.Text, "who answers for it"),
            zoneA, zoneB,
            r.Required("target", new VectorType(allowsDash: false), "SL-T"),
            r.Required("span", Types.Map("span", BindSpan), "what lies between the two gateway ends"),
            r.Optional("flows", Types.List(Types.Map("flow", f => FlowBinder.Bind(f, zoneA, zoneB))), [],
                "declared flows; what is not declared should not pass"),
            ZoneBinder.Features(r));
    }

    private static SpanConfig BindSpan(MapReader r) => new(
        r.Required("kind", Types.OneOf("kind of span", SpanKinds), "the medium"),
        r.Required("trusted", Types.Bool, "false when others own or share the medium"));
}
