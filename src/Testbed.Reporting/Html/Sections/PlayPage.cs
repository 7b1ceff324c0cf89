using System.Globalization;
using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The page of one play: what was tried from where, step by step, what the controls did, what the process suffered, with plots, ledger excerpt and the
/// command that runs it again. On paper it is open when the play succeeded or did harm.
/// </summary>
internal static class PlayPage
{
    public static XElement Render(TrialResult trial, string id, ProcessTrace? quiet) => Tag.El(
        "details",
        Tag.At("class", trial.Outcome == TrialOutcome.Succeeded || trial.Impact is { IsNone: false } ? "card play on-paper" : "card play"), Tag.At("id", id),
        Tag.El(
            "summary", Marks.Badge(trial.Outcome), " ", Tag.El("strong", trial.Subject), " ",
            Tag.Span("soft", $"{PlaysSection.Level(trial)}{(trial.Kind == TrialKind.Campaign ? " campaign" : "")} · {PlaysSection.Process(trial)}")),
        Tag.El("dl", Tag.At("class", "facts one"), Facts(trial)),
        Steps(trial),
        Reactions(trial),
        trial.Impact is null ? null : ImpactSection.Table([trial], withPlay: false),
        Plots(trial, quiet),
        trial.Excerpt.Count == 0 ? null : Tag.Div("soft small", "From the ledger, seconds since the trial began"),
        trial.Excerpt.Count == 0 ? null : Tag.El("pre", string.Join('\n', trial.Excerpt)));

    private static IEnumerable<XElement> Facts(TrialResult trial)
    {
        List<(string Name, object? Value)> facts =
        [
            ("What", trial.Brief?.Title),
            ("From", trial.Brief is { } brief ? $"{Vantage(brief.Vantage)}; succeeds by {Goal(brief.Goal)}" : null),
            ("Came out", trial.Reason),
            ("Guarded by", trial.Path.Count == 0 ? null : string.Join(", ", PlaysSection.Guards(trial)) + Cap(trial)),
            ("Techniques", trial.Techniques.Count == 0 ? null : string.Join("; ", trial.Techniques.Select(t => $"{t} {TechniqueNames.Of(t)}".TrimEnd()))),
            ("Evidence", new object[] { Tag.Code(trial.EvidenceHash), " again: ", Tag.Code($"testbed replay {trial.Id}") }),
        ];
        return facts.Where(f => f.Value is not null and not "").SelectMany(f => new[] { Tag.El("dt", f.Name), Tag.El("dd", f.Value) });
    }

    private static string Cap(TrialResult trial) => trial is { Outcome: TrialOutcome.Succeeded, ProfileLevel: { } level }
        ? string.Create(CultureInfo.InvariantCulture, $": withstood there is at most SL {level - 1}")
        : "";

    private static string Vantage(string word)
    {
        var (kind, of) = word.Split(':', 2) is [var k, var o] ? (k, o) : (word, "");
        return (kind, of) switch
        {
            ("zone", "target") => "inside the target's zone",
            ("zone", "non-control") => "a zone without controllers",
            ("zone", "external") => "outside the system",
            ("zone", "remote-access") => "where remote users come in",
            ("span", "target") => "on the line to the target",
            ("zone", _) => $"inside {of}",
            ("span", _) => $"on the line of {of}",
            ("reached", _) => $"what an earlier step won ({of})",
            ("asset", _) => $"from {of.Replace('-', ' ')}, taken over",
            _ => word,
        };
    }

    private static string Goal(string goal) => goal switch
    {
        "write" => "a value changed that the attacker may not change",
        "read" => "data read that the attacker may not read",
        "session" => "a session gained",
        "reading" => "a client taking a forged reading",
        "availability" => "a service lost",
        "transfer" => "bytes over a path that no flow declares",
        "concealment" => "a record missing",
        _ => goal,
    };

    private static XElement? Steps(TrialResult trial) => trial.Steps.Count == 0 ? null : Tag.Table(
        "steps", ["After", "Technique", "What the attacker did, and found"],
        trial.Steps.Select(s => (IEnumerable<object?>)
        [
            string.Create(CultureInfo.InvariantCulture, $"{s.Seconds:#,0.#} s"), s.Technique, s.Technique.Length > 0 ? s.Text : Tag.El("em", s.Text),
        ]));

    /// <summary>Reactions to the attack by name; what records ordinary traffic is one clause.</summary>
    private static XElement Reactions(TrialResult trial)
    {
        var ordinary = trial.Reactions.Where(r => r is { Action: LedgerAction.Recorded, Rule: "encrypted" or "backup-scheduled" }).ToList();
        var telling = trial.Reactions.Except(ordinary).ToList();
        var acted = telling.Where(r => r.Action != LedgerAction.Recorded).OrderBy(r => r.Action == LedgerAction.Alerted ? 1 : 0)
            .Select(r => $"{r.Control} ({r.Place}) {r.Action.ToString().ToLowerInvariant()} {Times(r.Count)} by {r.Rule}").ToList();
        var recorded = telling.Where(r => r.Action == LedgerAction.Recorded).GroupBy(r => r.Control)
            .Select(g => $"{g.Key} {string.Join(", ", g.Select(r => $"{r.Rule}{(r.Count == 1 ? "" : $" x{Tag.Number(r.Count)}")}"))}").ToList();
        return Tag.P(
            Tag.At("class", "wide"), acted.Count == 0 ? "No control stopped it or raised an alert." : $"Controls: {string.Join("; ", acted)}.",
            recorded.Count == 0 ? null : Tag.Span("soft", $" Recorded: {string.Join("; ", recorded)}."),
            ordinary.Count == 0 ? null : Tag.Span("soft", $" {Tag.Number(ordinary.Count)} more recorded ordinary traffic."));
    }

    private static string Times(int count) => count == 1 ? "once" : $"{Tag.Number(count)} times";

    private static IEnumerable<XElement> Plots(TrialResult trial, ProcessTrace? quiet)
    {
        if (trial.Trace is null || TracePlot.Draw(trial.Trace, quiet).ToList() is not { Count: > 0 } figures)
        {
            yield break;
        }

        yield return Tag.Div("plots", figures);
        yield return Tag.P(
            Tag.At("class", "soft small"), "Nodes of the gas model: of each tier the first and the last.",
            quiet is null ? null : " Thin and dashed: the same twin without an attack.");
    }
}
