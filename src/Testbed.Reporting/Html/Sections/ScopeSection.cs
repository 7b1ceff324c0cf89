using System.Globalization;
using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What was fixed before the run, so that no result could bend it: who attacks, what must not be interrupted, what must be noticed.</summary>
internal static class ScopeSection
{
    public static XElement Render(AssessmentInput input) => Tag.Section(
        "scope", "Fixed before the run",
        Part(
            "Threat profiles",
            "A profile is what an attacker has, not who he is. The four attributes need not move together; each level also uses the plays below it.",
            "No profile was replayed.", ["Profile", "Title", "Means", "Resources", "Skills", "Motivation"],
            input.Profiles.Select(p => (IEnumerable<object?>)[$"SL {Tag.Number(p.Level)}", p.Title, p.Means, p.Resources, p.Skills, p.Motivation])),
        Part(
            "Essential functions", "No control may interrupt them for longer; lock-outs spare them, and what closes a boundary must leave them.",
            "The scenario declares none.", ["Id", "Function", "Carried by", "Longest interruption"],
            input.EssentialFunctions.Select(f => (IEnumerable<object?>)
            [
                f.Id, f.Title, List(f.Assets), f.LongestInterruption == TimeSpan.Zero ? "none" : Span(f.LongestInterruption),
            ])),
        Part(
            "What has to be noticed", "Monitoring (FR 6) is judged on these steps.",
            "The scenario declares none.", ["Step", "In", "Within"],
            input.DetectionScope.Select(d => (IEnumerable<object?>)[d.Step, List(d.Places), Span(d.Within)])));

    private static IEnumerable<XElement> Part(string head, string says, string none, object[] columns, IEnumerable<IEnumerable<object?>> rows)
    {
        var all = rows.ToList();
        yield return Tag.El("h3", Tag.At("class", "gap-above"), head);
        yield return Tag.P(all.Count == 0 ? none : says);
        if (all.Count > 0)
        {
            yield return Tag.Table("scope", columns, all);
        }
    }

    private static string List(IReadOnlyList<string> ids) => ids.Count == 0 ? "-" : string.Join(", ", ids);

    private static string Span(TimeSpan time) => time.TotalSeconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min");
}
