using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Plays and campaigns: outcome, techniques, what guarded the path, what the process suffered, with plots and ledger excerpts.</summary>
internal static class PlaysSection
{
    /// <summary>The line MITRE's licence asks for wherever ATT&amp;CK content appears.</summary>
    public const string Attribution =
        "© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.";

    public static XElement Render(AssessmentResult result, Func<ProcessPlots> drawn)
    {
        var plots = drawn();
        return Tag.Section(
            "plays", "Plays and campaigns",
            Tag.P(
                "Threat profiles used to challenge SL 1 to SL 4. A success caps what is withstood on its path below its level; "
                    + "resistance proves nothing by itself. "
                    + "Harm to the process is reported beside the breach and decides no level. Technique ids are those of MITRE ATT&CK for ICS."),
            result.Replay.Count == 0 ? Tag.P("No play ran.") : Overview(result.Replay),
            result.Replay.Where(Telling).Select(t => Play(t, plots)),
            Tag.P(Tag.At("class", "soft small"), Attribution));
    }

    private static bool Telling(TrialResult trial) =>
        trial.Trace is not null || trial.Excerpt.Count > 0 || trial.Outcome == TrialOutcome.Succeeded || trial.Impact is { IsNone: false };

    private static XElement Overview(IReadOnlyList<TrialResult> replay) => Tag.Table(
        "plays", ["Profile", "Play", "Outcome", "Techniques", "Guarded by", "What happened", "Process"],
        replay.Select(t => (IEnumerable<object?>)
        [
            t.ProfileLevel is { } level ? string.Create(CultureInfo.InvariantCulture, $"SL {level}") : "-",
            t.Kind == TrialKind.Campaign ? $"{t.Subject} (campaign)" : t.Subject, Outcome(t.Outcome), string.Join(" ", t.Techniques),
            string.Join(", ", t.Path.Select(s => $"{s.Place} {s.Fr.ShortName()}")), t.Reason,
            t.Impact is null ? "not watched" : t.Impact.IsNone ? "no impact" : Summary(t.Impact),
        ]));

    private static XElement Play(TrialResult trial, ProcessPlots plots) => Tag.El(
        "div", Tag.At("class", "card play"),
        Tag.El("h3", Outcome(trial.Outcome), " ", trial.Subject, " ", Tag.Span("soft", string.Create(
            CultureInfo.InvariantCulture,
                $"profile SL {trial.ProfileLevel} · {string.Join(" ", trial.Techniques)} · evidence "
                    + $"{trial.EvidenceHash[..Math.Min(12, trial.EvidenceHash.Length)]}"))),
        Tag.P(trial.Reason),
        Reactions(trial),
        trial.Impact is null ? null : ImpactTable(trial.Impact),
        trial.Trace is null ? null : Tag.Div("plots", plots[trial.Id].Select(Figure)),
        trial.Trace is null || !plots.HasQuiet ? null : Tag.P(Tag.At("class", "soft small"), "Dashed: the same twin without an attack."),
        trial.Excerpt.Count == 0 ? null : new object[] { Tag.Div("soft small", "Ledger excerpt"), Tag.El("pre", string.Join('\n', trial.Excerpt)) });

    private static XElement Reactions(TrialResult trial) => Tag.P(
        trial.Reactions.Count == 0
            ? "No control acted."
            : "Controls: " + string.Join("; ", trial.Reactions.Select(r => string.Create(
                CultureInfo.InvariantCulture, $"{r.Control} ({r.Place}) {r.Action.ToString().ToLowerInvariant()} {r.Count} times by {r.Rule}"))) + ".");

    private static XElement ImpactTable(Impact impact) => Tag.Table(
        "impact", ["Peak over limit", "at", "Time above limit", "Customers out", "Customer-minutes", "Unsafe relights", "Vented", "Unserved", "Detected after"],
        [
            [
                Unit(impact.PeakOverLimitBar, "bar"), impact.PeakNode, Unit(impact.SecondsAboveLimit, "s"), Tag.Number(impact.CustomersOut),
                    Tag.Number(impact.CustomerMinutes),
                Tag.Number(impact.UnsafeRepressurisations), Unit(impact.VentedKg, "kg"), Unit(impact.UnservedKg, "kg"),
                impact.TimeToDetectSeconds is { } seconds ? seconds < 1 ? "at once" : Unit(seconds, "s") : "not detected",
            ],
        ]);

    private static XElement Figure(PlotImage plot) => Tag.El(
        "figure",
        Tag.El("img", Tag.At("alt", plot.Title), Tag.At("src", "data:image/png;base64," + Convert.ToBase64String(plot.Png))),
        Tag.El("figcaption", plot.Title));

    private static XElement Outcome(TrialOutcome outcome) => Tag.Span(
        "badge " + outcome switch
        {
            TrialOutcome.Succeeded => "v-failed",
            TrialOutcome.Resisted => "v-tested",
            TrialOutcome.Inapplicable => "v-na",
            _ => "v-open",
        },
        outcome.ToString().ToLowerInvariant());

    private static string Summary(Impact impact) => string.Create(
        CultureInfo.InvariantCulture,
        $"{impact.CustomersOut} customers out, {impact.LimitText}, "
            + $"{impact.VentedKg:0.#} kg vented");

    private static string Unit(double value, string unit) => $"{Tag.Number(value)} {unit}";
}
