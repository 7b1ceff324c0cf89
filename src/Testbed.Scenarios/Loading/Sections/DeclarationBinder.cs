using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>declarations:</c> and <c>expectations:</c>.</summary>
internal static class DeclarationBinder
{
    /// <summary>The list of declarations.</summary>
    public static ListType<Declaration> List { get; } = Types.List(Types.Map("declaration", Bind));

    /// <summary>The list of expectations; one entry holds a whole vector or one level.</summary>
    public static ListType<IReadOnlyList<Expectation>> Expectations { get; } = Types.List(Types.Map("expectation", BindExpectation));

    private static Declaration Bind(MapReader r)
    {
        var kind = r.Required("kind", Types.Word<DeclarationKind>("kind of declaration"), "what it states");
        var places = r.Required("places", Types.List(Types.Ref(Named.Zone | Named.Conduit), needsOne: true), "zones and conduits it covers");
        var date = r.Required("date", Types.Date, "when it was issued");
        var expiry = r.Required("expiry", Types.Date, "the last day it holds");
        if (r.IsGood("date") && r.IsGood("expiry") && expiry < date && expiry != default)
        {
            r.Report(DiagnosticCodes.ExpiryBeforeDate, "expiry", $"it expires on {expiry:yyyy-MM-dd}, before it was issued");
        }

        var pending = r.Optional("pending", Types.Bool, false, "true when its controls are not installed in this variant: it holds only where they are");
        var controls = r.Optional("controls", Types.List(pending ? Types.Text : Types.Ref(Named.Control)), [], "controls that compensate or carry");
        var acceptedBy = r.OptionalObject("accepted_by", Types.Text, "the owner's acceptance, for compensations");
        if (kind is DeclarationKind.Compensation or DeclarationKind.AboveCapability && (controls.Count == 0 || acceptedBy is null))
        {
            r.Report(DiagnosticCodes.CompensationIncomplete, "kind", "it needs the controls that carry it and the owner's acceptance",
                "add 'controls: [...]' and 'accepted_by: ...'");
        }

        var reason = r.Required("reason", Types.Text, "why it stands instead of a test; for not-applicable the reason's code");
        if (kind == DeclarationKind.NotApplicable && r.IsGood("reason"))
        {
            CheckReason(r, reason, places);
        }

        return new(
            r.Required("id", Types.NewId(Named.Declaration), "the id"), kind,
            r.Required("requirements", Types.List(Types.Requirement, needsOne: true), "the rows it covers"), places,
            r.Required("document", Types.Text, "document id"),
            r.Required("owner", Types.Text, "who answers for it"),
            date, expiry, reason, controls, acceptedBy);
    }

    private static void CheckReason(MapReader r, string reason, IReadOnlyList<string> places)
    {
        var at = r.At("reason");
        if (!NotApplicableReasons.All.TryGetValue(reason, out var contradictedBy))
        {
            r.Report(DiagnosticCodes.UnknownReason, "reason", $"'{reason}' is no standard reason", Nearest.Fix(reason, NotApplicableReasons.All.Keys));
            return;
        }

        r.Binding.Later(scenario =>
        {
            foreach (var place in places.Where(p => PlaceFeatureDeriver.Features(scenario, p).Contains(contradictedBy)))
            {
                r.Binding.Report(DiagnosticCodes.ReasonContradicted, at, $"'{reason}' does not hold for {place}: the model gives it '{contradictedBy}'",
                    $"take {place} out of this declaration");
            }
        });
    }

    private static IReadOnlyList<Expectation> BindExpectation(MapReader r)
    {
        var place = r.Required("place", Types.Ref(Named.Zone | Named.Conduit), "zone or conduit");
        var claim = r.OptionalObject("claim", new VectorType(allowsDash: true), "the whole claimed vector; - for not assessed");
        var fr = r.OptionalValue("fr", Types.Word<FoundationalRequirement>("foundational requirement"),
            "one FR instead of the whole vector: iac uc si dc rdf tre ra");
        var level = r.OptionalValue("level", Types.Int(0, 4, "security level", DiagnosticCodes.LevelOutOfRange), "the level of that FR");
        if (claim is not null)
        {
            return [.. FoundationalRequirements.All.Select(f => new Expectation(place, f, claim[f]))];
        }

        if (fr is null || level is null)
        {
            r.Report(DiagnosticCodes.MissingKey, "place", "an expectation needs 'claim', or 'fr' and 'level'", "add 'claim: [2, 2, 2, 2, 2, 2, 2]'");
            return [];
        }

        return [new(place, fr.Value, SecurityLevel.Of(level.Value))];
    }
}
