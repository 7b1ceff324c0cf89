using System.Globalization;
using System.Text.Json.Nodes;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// A layer for the ATT&amp;CK Navigator (layer format 4.5, ICS domain): each technique that plays and campaigns of the run used, with what came of them.
/// A play may use several techniques; its outcome stands at each of them. A mark here decides no requirement.
/// </summary>
public static class NavigatorLayer
{
    private const string AttackVersion = "18";
    private const string NavigatorVersion = "5.2.0";
    private const string LayerVersion = "4.5";

    private const string SucceededColour = "#e4572e";
    private const string ResistedColour = "#76b041";
    private const string UndecidedColour = "#c9ced6";

    /// <summary>Renders the layer.</summary>
    public static string Render(AssessmentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var techniques = result.Replay.SelectMany(t => t.Techniques.Distinct(StringComparer.Ordinal).Select(id => (Id: id, Trial: t)))
            .GroupBy(t => t.Id, t => t.Trial).OrderBy(g => g.Key, StringComparer.Ordinal);
        return JsonText.Of(new()
        {
            ["name"] = Clean($"{result.Title}: predicted"),
            ["versions"] = new JsonObject { ["attack"] = AttackVersion, ["navigator"] = NavigatorVersion, ["layer"] = LayerVersion },
            ["domain"] = "ics-attack",
            ["description"] = Clean(Description(result)),
            ["sorting"] = 3,
            ["layout"] = new JsonObject { ["layout"] = "side", ["showID"] = true, ["showName"] = true },
            ["hideDisabled"] = false,
            ["techniques"] = new JsonArray([.. techniques.Select(g => Technique(g.Key, [.. g]))]),
            ["gradient"] = new JsonObject { ["colors"] = new JsonArray("#ffffff", SucceededColour), ["minValue"] = 0, ["maxValue"] = 4 },
            ["legendItems"] = new JsonArray(
                Legend("a play that uses it succeeded; score: highest such SL", SucceededColour),
                Legend("all plays that use it were resisted; score: highest such SL", ResistedColour),
                Legend("no play that uses it was decided", UndecidedColour)),
            ["metadata"] = new JsonArray(
                Entry("copyright", TechniqueRequirements.Attribution),
                Entry("scenario", result.Scenario),
                Entry("seed", result.Seed.ToString(CultureInfo.InvariantCulture)),
                Entry("as of", result.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                Entry("mappings", "Requirements 'labelled by MITRE' come from MITRE's labels of mitigations; those 'proposed here' are proposals of this project that MITRE did not state.")),
        });
    }

    private static string Description(AssessmentResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"Threat profiles used to challenge SL 1 to SL 4 on a twin of {result.Scenario}, as modelled, as of {result.AsOf:yyyy-MM-dd}, seed {result.Seed}. ")
        + "A play that was resisted proves nothing by itself. " + TechniqueRequirements.Attribution;

    private static JsonObject Technique(string id, IReadOnlyList<TrialResult> plays)
    {
        var succeeded = Levels(plays, TrialOutcome.Succeeded);
        var resisted = Levels(plays, TrialOutcome.Resisted);
        var technique = new JsonObject { ["techniqueID"] = Clean(id) };
        if ((succeeded.Count > 0 ? succeeded : resisted) is { Count: > 0 } decided)
        {
            technique["score"] = decided[^1];
        }

        technique["color"] = succeeded.Count > 0 ? SucceededColour : resisted.Count > 0 ? ResistedColour : UndecidedColour;
        technique["comment"] = Clean(string.Join('\n', plays.Select(Comment)));
        technique["enabled"] = true;
        technique["metadata"] = new JsonArray([.. Metadata(id, plays, succeeded, resisted)]);
        return technique;
    }

    private static IEnumerable<JsonNode> Metadata(string id, IReadOnlyList<TrialResult> plays, IReadOnlyList<int> succeeded, IReadOnlyList<int> resisted)
    {
        var places = plays.SelectMany(p => p.Path).Select(s => $"{s.Place} {s.Fr.ShortName()}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var mapped = TechniqueRequirements.Of(id);
        yield return Entry("succeeded at", Words(succeeded));
        yield return Entry("resisted at", Words(resisted));
        yield return Entry("guarded by", string.Join(", ", places));
        yield return new JsonObject { ["divider"] = true };
        yield return Entry("IEC 62443-3-3, labelled by MITRE", string.Join(", ", mapped.ByMitre));
        yield return Entry("IEC 62443-3-3, proposed here", string.Join(", ", mapped.Proposed));
        yield return Entry("copyright", TechniqueRequirements.Attribution);
    }

    private static string Comment(TrialResult play)
    {
        var places = play.Path.Select(s => s.Place).Distinct(StringComparer.Ordinal).ToList();
        var where = places.Count == 0 ? "" : $" at {string.Join(", ", places)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"{play.Subject} (SL {play.ProfileLevel}): {play.Outcome.ToString().ToLowerInvariant()}{where}. {play.Reason}");
    }

    private static List<int> Levels(IEnumerable<TrialResult> plays, TrialOutcome outcome) =>
        [.. plays.Where(p => p.Outcome == outcome).Select(p => p.ProfileLevel ?? 0).Distinct().Order()];

    private static string Words(IReadOnlyList<int> levels) =>
        string.Join(", ", levels.Select(l => string.Create(CultureInfo.InvariantCulture, $"SL {l}")));

    private static JsonObject Legend(string label, string colour) => new() { ["label"] = label, ["color"] = colour };

    // The Navigator wants a text in every entry.
    private static JsonObject Entry(string name, string value) => new() { ["name"] = name, ["value"] = value.Length == 0 ? "none" : Clean(value) };

    private static string Clean(string text) => HtmlText.Clean(text);
}
