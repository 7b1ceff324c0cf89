using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Plays and campaigns: an overview with filters, then a page for each.</summary>
internal static class PlaysSection
{
    /// <summary>The line MITRE's licence asks for wherever ATT&amp;CK content appears.</summary>
    public const string Attribution =
        "© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.";

    public static XElement Render(AssessmentResult result, AssessmentInput input)
    {
        var ids = Anchors.Plays(result.Replay);
        var quiet = input.Trials.FirstOrDefault(t => t is { Kind: TrialKind.NegativeControl, Trace: not null })?.Trace;
        return Tag.Section(
            "plays", "Plays and campaigns",
            Tag.P(
                "Threat profiles used to challenge SL 1 to SL 4. A success caps what is withstood on its path below its level; "
                    + "resistance proves nothing by itself. "
                    + "Harm to the process is reported beside the breach and decides no level. Technique ids are those of MITRE ATT&CK for ICS."),
            result.Replay.Count == 0 ? Tag.P("No play ran.") : ByProfile(result.Replay),
            result.Replay.Count == 0 ? null : Bar(result.Replay),
            result.Replay.Count == 0 ? null : Overview(result.Replay, ids),
            result.Replay.Count == 0 ? null : Tag.El("h3", Tag.At("class", "gap-above"), "One page per play"),
            Tag.Div("pages", result.Replay.Select(t => PlayPage.Render(t, ids[t.Id], quiet))),
            Tag.P(Tag.At("class", "soft small"), Attribution));
    }

    private static XElement ByProfile(IReadOnlyList<TrialResult> replay) => Tag.Table(
        "narrow", ["Threat profile", "Tried", "Succeeded", "Resisted", "Found no target"],
        replay.GroupBy(t => t.ProfileLevel).OrderBy(g => g.Key).Select(g => (IEnumerable<object?>)
        [
            Level(g.First()), g.Count(), g.Count(t => t.Outcome == TrialOutcome.Succeeded), g.Count(t => t.Outcome == TrialOutcome.Resisted),
            g.Count(t => t.Outcome is not (TrialOutcome.Succeeded or TrialOutcome.Resisted)),
        ]));

    private static XElement Bar(IReadOnlyList<TrialResult> replay) => Filters.Bar(
        "plays", "Show all",
        Filters.Choice("level", "Profile", "all",
            replay.Select(t => t.ProfileLevel).OfType<int>().Distinct().Order().Select(l => (Tag.Number(l), $"SL {Tag.Number(l)}"))),
        Filters.Choice("outcome", "Outcome", "any", replay.Select(t => Marks.Words(t.Outcome)).Distinct().Order(StringComparer.Ordinal).Select(o => (o, o))),
        Filters.Choice("harm", "Process", "any", [("harm", "harmed"), ("none", "watched, no harm"), ("unwatched", "not watched")]),
        Filters.Choice("place", "Guarded by", "any place", Places(replay).Select(p => (p, p))),
        Filters.Choice("technique", "Technique", "all",
            replay.SelectMany(t => t.Techniques).Distinct().Order(StringComparer.Ordinal).Select(t => (t, $"{t} {TechniqueNames.Of(t)}"))),
        Filters.Text("Text"));

    private static XElement Overview(IReadOnlyList<TrialResult> replay, IReadOnlyDictionary<string, string> ids)
    {
        var table = Tag.Table(
            "plays", ["Profile", "Play", "Outcome", "Techniques", "Guarded by", "What happened", "Process"],
            replay.Select(t => (IEnumerable<object?>)
            [
                Level(t),
                new object?[] { Tag.Link(ids[t.Id], t.Subject), t.Kind == TrialKind.Campaign ? " (campaign)" : null, Tag.Div("soft small", t.Brief?.Title) },
                Marks.Badge(t.Outcome), string.Join(" ", t.Techniques), string.Join(", ", Guards(t)), t.Reason, Process(t),
            ]));
        foreach (var (row, trial) in table.Element("tbody")!.Elements("tr").Zip(replay))
        {
            row.Add(
                Tag.At("data-play", ids[trial.Id]), Tag.At("data-level", trial.ProfileLevel ?? 0), Tag.At("data-outcome", Marks.Words(trial.Outcome)),
                Tag.At("data-harm", trial.Impact is null ? "unwatched" : trial.Impact.IsNone ? "none" : "harm"),
                Tag.At("data-places", string.Join(' ', Places([trial]))), Tag.At("data-techniques", string.Join(' ', trial.Techniques)),
                Tag.At("data-says", $"SL {Tag.Number(trial.ProfileLevel ?? 0)}, {Marks.Words(trial.Outcome)}: {string.Join(", ", Guards(trial))}"));
        }

        return table;
    }

    /// <summary>The FRs on the path, one word group per place: <c>C4 UC RA</c>.</summary>
    public static IEnumerable<string> Guards(TrialResult trial) =>
        trial.Path.GroupBy(s => s.Place).Select(g => $"{g.Key} {string.Join(' ', g.Select(s => s.Fr.ShortName()))}");

    /// <summary>What the process suffered, in one line.</summary>
    public static string Process(TrialResult trial) => trial.Impact is not { } impact ? "not watched" : impact.IsNone ? "no harm" : string.Create(
        CultureInfo.InvariantCulture, $"{impact.CustomersOut:#,0} customers out, {impact.LimitText}, {impact.VentedKg:#,0.#} kg vented");

    /// <summary>A play's profile.</summary>
    public static string Level(TrialResult trial) =>
        trial.ProfileLevel is { } level ? string.Create(CultureInfo.InvariantCulture, $"SL {level}") : "-";

    private static IEnumerable<string> Places(IEnumerable<TrialResult> replay) =>
        replay.SelectMany(t => t.Path).Select(s => s.Place).Distinct().Order(StringComparer.Ordinal);
}
