using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What this is, of what, by whom, of which day; the run's health; the four numbers a reader wants first.</summary>
internal static class HeaderSection
{
    public static IEnumerable<XElement> Render(AssessmentResult result, AssessmentInput input, IReadOnlyList<XElement> sections)
    {
        yield return Tag.Div("kicker", "IEC 62443-3-3 · predicted achieved security levels (SL-A) · as modelled");
        yield return Tag.El("h1", result.Title);
        yield return Tag.Div(
            "statement",
            Tag.El("strong", $"A prediction, as of {result.AsOf:yyyy-MM-dd}, as modelled. "),
            "It rests on attacks against a simulated twin of the scenario and on the declarations listed below. It predicts SL-A; replay can only lower it. "
                + $"Issued by {input.Issuer}: {Role(input.IssuerRole)}.");
        yield return Tiles(result);
        if (result.Problems.Count > 0)
        {
            yield return Tag.Div(
                "notice alarm", Tag.El("strong", "The run is not sound. Nothing below should be relied on before this is mended:"),
                Tag.Ul(result.Problems.Select(p => (object)$"{Words(p.Kind)}: {p.Subject}. {p.Reason}")));
        }

        if (result.Remarks.Count > 0)
        {
            yield return Tag.Div(result.Complete && input.LeftOut.Length == 0 ? "soft small" : "notice", Tag.Ul(result.Remarks));
        }

        yield return Tag.El(
            "nav", sections.Select(s => Tag.El("a", Tag.At("href", "#" + s.Attribute("id")!.Value), s.Element("h2")!.Value)),
            Tag.El("label", Tag.At("class", "script-only"), Tag.El("input", Tag.At("type", "checkbox"), Tag.At("id", "print-all")), " print everything"));
    }

    private static XElement Tiles(AssessmentResult result)
    {
        var levels = result.Places.SelectMany(p => p.Frs).Where(f => f.Target.IsAssessed).ToList();
        var reached = levels.Count(f => f.MeetsTarget);
        var coverage = result.Coverage;
        var impact = result.WorstImpact?.Impact;
        var breaches = result.Replay.Count(t => t.Outcome == TrialOutcome.Succeeded);
        return Tag.Div(
            "tiles",
            Tile(
                reached == levels.Count ? "" : "warn", $"{reached} of {levels.Count}", "targets reached",
                $"zone or conduit x foundational requirement, {result.Places.Count} places"),
            Tile("", $"{coverage.Tested} / {coverage.Declared + coverage.Compensated} / {coverage.Open}", "rows tested / declared / open",
                $"of {coverage.Applicable} that apply; {coverage.Failed} failed, {coverage.Compensated} compensated, {coverage.NotApplicable} not applicable"),
            Tile(breaches > 0 ? "warn" : "", $"{breaches} of {result.Replay.Count}", "plays and campaigns succeeded",
                "each lowers what is withstood on its path, nothing else"),
            Tile(
                impact is null or { IsNone: true } ? "" : "alarm",
                impact is null ? "-" : Headline(impact),
                "worst process impact",
                impact is null ? "no play watched the process"
                    : string.Create(CultureInfo.InvariantCulture,
                        $"{result.WorstImpact!.Trial.Subject}: {impact.LimitText}")));
    }

    // The worst of it, in the order in which it hurts people.
    private static string Headline(Impact impact) =>
        impact.IsNone ? "none"
        : impact.CustomersOut > 0 ? string.Create(CultureInfo.InvariantCulture, $"{impact.CustomersOut} customers out")
        : impact.PeakOverLimitBar > 0 ? string.Create(CultureInfo.InvariantCulture, $"{impact.PeakOverLimitBar:0.##} bar over limit")
        : string.Create(CultureInfo.InvariantCulture, $"{impact.VentedKg:0} kg vented");

    private static XElement Tile(string css, string big, string label, string detail) =>
        Tag.Div($"tile {css}".Trim(), Tag.Div("big", big), Tag.Div("", label), Tag.Div("soft small", detail));

    private static string Role(string role) => role.ToLowerInvariant() switch
    {
        "first" => "first party, a self-declaration",
        "second" => "second party, on behalf of the owner or customer",
        "third" => "third party, independent of owner and supplier",
        _ => $"{role} party",
    };

    private static string Words(RunProblemKind kind) => kind switch
    {
        RunProblemKind.TrialVoid => "Void trial",
        RunProblemKind.TrialCrashed => "Crashed trial",
        RunProblemKind.PositiveControlFailed => "Positive control failed",
        RunProblemKind.NegativeControlFailed => "Noise without an attack",
        _ => "Rules and probes disagree",
    };
}
