using System.Globalization;
using System.Text;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The result on one page of Markdown, for a pull request. Texts of the scenario are escaped.</summary>
public static class PullRequestSummary
{
    private const int Steps = 3;
    private const int MostDrops = 20;

    /// <summary>Renders the page.</summary>
    public static string Render(ExportSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var (result, page) = (subject.Result, new StringBuilder());
        Head(page, result);
        Table(page, result);
        Drops(page, subject);
        Impact(page, result.WorstImpact);
        First(page, result);
        page.Append("\n## Evidence\n\n");
        Line(page, $"Seed {result.Seed}, SHA-256 of the evidence: `{Hash(subject.Input.EvidenceHash)}`, of the scenario: `{Hash(result.ModelHash)}`.");
        return page.ToString();
    }

    private static void Head(StringBuilder page, AssessmentResult result)
    {
        var targets = result.Places.SelectMany(p => p.Frs).Where(f => f.Target.IsAssessed).ToList();
        Line(page, $"# {MarkdownText.Escape(result.Title)}: predicted Security Levels\n");
        Line(page, $"**{targets.Count(f => f.MeetsTarget)} of {targets.Count} targets reached.**");
        Line(page, $"{result.Replay.Count(t => t.Outcome == TrialOutcome.Succeeded)} of {result.Replay.Count} plays and campaigns succeeded.");
        Line(page, $"A prediction as of {result.AsOf:yyyy-MM-dd}, as modelled; replay can only lower it.");
        if (!result.RunSound)
        {
            Line(page, $"\n**The run is not sound**; rely on nothing below before this is mended:\n");
            Items(page, result.Problems.Select(p => $"{p.Kind} {p.Subject}: {p.Reason}"), MostDrops);
        }

        if (result.Remarks.Count > 0)
        {
            page.Append('\n');
            Items(page, result.Remarks, MostDrops);
        }
    }

    private static void Table(StringBuilder page, AssessmentResult result)
    {
        page.Append("\n## Claims and targets\n\n");
        Row(page, FoundationalRequirements.All.Select(f => f.ShortName()).Prepend("place"));
        Row(page, Enumerable.Repeat("---", FoundationalRequirements.All.Count + 1));
        foreach (var place in result.Places)
        {
            Row(page, place.Frs.Select(Cell).Prepend(MarkdownText.Escape(place.Place.Id)));
        }

        Line(page, $"\nCell: claim / SL-T, bold where the claim is below it; `-` is not assessed.");
    }

    private static string Cell(FrResult level) => level.MeetsTarget ? $"{level.Claim} / {level.Target}" : $"**{level.Claim} / {level.Target}**";

    private static void Drops(StringBuilder page, ExportSubject subject)
    {
        page.Append("\n## Against the baseline\n\n");
        if (subject.Before is not { } before)
        {
            Line(page, $"Not compared with a baseline.");
            return;
        }

        var changes = BaselineComparison.Compare(before, Baseline.Of(subject.Result));
        var drops = changes.Where(c => c.IsDrop).ToList();
        Line(page, $"{(drops.Count == 0 ? "No drop" : $"**{drops.Count} drop(s)**")}, {changes.Count - drops.Count} rise(s).");
        if (drops.Count > 0)
        {
            page.Append('\n');
            Items(page, drops.Select(d => d.ToString()), MostDrops);
        }
    }

    private static void Impact(StringBuilder page, WorstImpact? worst)
    {
        page.Append("\n## Worst impact\n\n");
        if (worst is null)
        {
            Line(page, $"No play watched the process.");
            return;
        }

        var impact = worst.Impact;
        Line(page, impact.IsNone
            ? (FormattableString)$"No play harmed the process."
            : (FormattableString)$"{MarkdownText.Escape(worst.Trial.Subject)}: {impact.CustomersOut} customers out ({impact.CustomerMinutes:0} customer-minutes), {MarkdownText.Escape(impact.LimitText)}, {impact.VentedKg:0.#} kg vented, {impact.UnservedKg:0.#} kg unserved.");
    }

    private static void First(StringBuilder page, AssessmentResult result)
    {
        page.Append("\n## Three things to do first\n\n");
        var steps = FirstStep.Of(result, Steps);
        if (steps.Count == 0)
        {
            Line(page, result.MeetsTargets ? (FormattableString)$"Every claim reaches its target." : $"Targets that are missed stand where no requirement applies.");
            return;
        }

        for (var i = 0; i < steps.Count; i++)
        {
            var (first, others) = (steps[i].HoldsBack[0], steps[i].HoldsBack.Skip(1).ToList());
            var also = others.Count == 0 ? "" : $" The same holds back {MarkdownText.Escape(string.Join(", ", others))}.";
            Line(page, $"{i + 1}. {MarkdownText.Escape(first)}: {MarkdownText.Escape(steps[i].Text)}{also}");
        }
    }

    private static void Items(StringBuilder page, IEnumerable<string> texts, int most)
    {
        var all = texts.ToList();
        foreach (var text in all.Take(most))
        {
            Line(page, $"- {MarkdownText.Escape(text)}");
        }

        if (all.Count > most)
        {
            Line(page, $"- and {all.Count - most} more");
        }
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // Within a code span nothing can be escaped; a hash has nothing to escape.
    private static string Hash(string hash) => hash.Length > 0 && hash.All(char.IsAsciiLetterOrDigit) ? hash : "none";

    private static void Line(StringBuilder page, FormattableString text) => page.Append(FormattableString.Invariant(text)).Append('\n');
}
