using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Everything that rests on paper: declarations with their standing, open items, contradictions, claims above SL-C.</summary>
internal static class DeclarationsSection
{
    public static XElement Render(AssessmentResult result) => Tag.Section(
        "declarations", "Declared, compensated and contradicted",
        result.Declarations.Count == 0 ? Tag.P("No declaration was handed in.") : Table(result),
        List("Open items: a test exists, a declaration stands instead",
            result.OpenItems.GroupBy(r => (r.Requirement, r.Reason)).OrderBy(g => g.Key.Requirement.Id)
                .Select(g => $"{g.Key.Requirement.Id} {g.Key.Requirement.Title} ({string.Join(", ", g.Select(r => r.Place))}): {g.Key.Reason}")),
        List("Contradictions",
            result.Contradictions.Select(c => $"{c.Place} {c.Requirement}{(c.Declaration is null ? "" : $" [{c.Declaration}]")}: {c.Reason}")),
        List("Claims above the products' SL-C", result.CapabilityFlags.GroupBy(f => (f.Place, f.Reason, f.Open)).Select(
            g => $"{g.Key.Place} {string.Join(", ", g.Select(f => $"{f.Fr.ToString().ToUpperInvariant()} {f.Claim} over {f.Capability}"))}. "
                + $"{(g.Key.Open ? "Flagged: " : "")}{g.Key.Reason}")),
        List("Expectations of the scenario that the claims do not meet", result.Expectations.Where(e => !e.Met).Select(
            e => $"{e.Expectation.Place} {e.Expectation.Fr.ToString().ToUpperInvariant()}: expected {e.Expectation.Claim}, claim {e.Actual}")));

    private static XElement Table(AssessmentResult result) => Tag.Table(
        "declarations", ["Id", "Kind", "Document", "Owner", "Issued", "Expires", "Standing", "Carries"],
        result.Declarations.Select(d => (IEnumerable<object?>)
        [
            d.Declaration.Id, Kind(d.Declaration.Kind), new object[] { d.Declaration.Document, Tag.Div("soft small", d.Declaration.Reason) },
            d.Declaration.AcceptedBy is { } accepted ? $"{d.Declaration.Owner}, accepted by {accepted}" : d.Declaration.Owner,
                $"{d.Declaration.Date:yyyy-MM-dd}",
            $"{d.Declaration.Expiry:yyyy-MM-dd}", Standing(d),
                new object[] { Carries(d), d.Refusals.Select(r => Tag.Div("refused small", $"Did not count: {r}")) },
        ]));

    private static object Carries(DeclarationUse use)
    {
        const int Shown = 4;
        if (use.CarriedRows.Count <= Shown)
        {
            return use.CarriedRows.Count == 0 ? "nothing" : string.Join(", ", use.CarriedRows);
        }

        // "place requirement", grouped by requirement, since one document often covers many places.
        var rows = use.CarriedRows.Select(r => r.Split(' ', 2)).GroupBy(r => r[1], r => r[0]).Select(g => $"{g.Key}: {string.Join(", ", g)}");
        return Tag.El("details", Tag.At("class", "on-paper"), Tag.El("summary", $"{use.CarriedRows.Count} verdicts"),
            Tag.Div("small", string.Join("; ", rows)));
    }

    private static string Kind(DeclarationKind kind) => kind switch
    {
        DeclarationKind.NotApplicable => "not applicable",
        DeclarationKind.AboveCapability => "above capability",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static XElement Standing(DeclarationUse use) => use.Status switch
    {
        DeclarationStatus.InForce => Tag.Span("badge v-tested", "in force"),
        DeclarationStatus.Expired => Tag.Span("badge v-failed", "expired"),
        _ => Tag.Span("badge v-open", "not yet issued"),
    };

    private static object[] List(string head, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? [] : [Tag.El("h3", Tag.At("class", "gap-above"), head), Tag.Ul(all)];
    }
}
