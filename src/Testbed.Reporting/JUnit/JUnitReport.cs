using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The result for CI. One suite per place, with a case per claim and per row that applies, and one suite for the run's health. A claim other than
/// the expected one is a failure; a failed row is one only where its claim is below what the scenario expects. Not assessed is skipped, a broken trial an
/// error.
/// </summary>
public static class JUnitReport
{
    /// <summary>Renders the file.</summary>
    public static string Render(AssessmentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var suites = result.Places.Select(p => Suite(result, p)).Append(Health(result)).ToList();
        var root = new XElement("testsuites", new XAttribute("name", HtmlText.Clean(result.Scenario)), Totals(suites.SelectMany(s => s.Elements("testcase"))),
            suites);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root + "\n";
    }

    private static XElement Suite(AssessmentResult result, PlaceResult place)
    {
        var expected = result.Expectations.Where(e => e.Expectation.Place == place.Place.Id).ToDictionary(e => e.Expectation.Fr);
        var claims = place.Frs.Select(f => Claim(place, f, expected.GetValueOrDefault(f.Fr)));
        var rows = place.Requirements.Where(r => r.Verdict != Verdict.NotApplicable)
            .Select(r => Row(place, r, expected.GetValueOrDefault(r.Requirement.Fr)));
        return Suite(place.Place.Id, claims.Concat(rows));
    }

    private static XElement Claim(PlaceResult place, FrResult level, ExpectationResult? expected)
    {
        var outcome = expected is { Met: false }
                ? Part("failure", $"claim {level.Claim}, expected {expected.Expectation.Claim}", level.WithDeclarations.Reason + "; " + level.Withstood.Reason)
            : expected is null && !level.Claim.IsAssessed ? Part("skipped", level.WithDeclarations.Reason)
            : null;
        return Case(place.Place.Id, $"claim {level.Fr.ShortName()}", outcome);
    }

    private static XElement Row(PlaceResult place, RequirementVerdict row, ExpectationResult? expected)
    {
        var below = expected is not null && expected.Actual < expected.Expectation.Claim;
        var outcome = row.Verdict switch
        {
            Verdict.NotAssessed => Part("skipped", row.Reason),
            Verdict.Failed when below && row.Requirement.MinLevel <= expected!.Expectation.Claim.Value => Part("failure", row.Reason),
            Verdict.Failed => Part("system-out", $"Failed: {row.Reason}"),
            _ => null,
        };
        return Case(place.Place.Id, $"{row.Requirement.Id} {row.Requirement.Title}", outcome);
    }

    private static XElement Health(AssessmentResult result)
    {
        var missing = result.Expectations.Where(e => result.Find(e.Expectation.Place) is null)
            .Select(e => Case("run", $"expectation {e.Expectation.Place} {e.Expectation.Fr.ShortName()}", Part("failure", "there is no such place")));
        var problems = result.Problems.Select(p => Case("run", $"{p.Kind} {p.Subject}", Part("error", p.Reason))).Concat(missing).ToList();
        return Suite("run", problems.Count > 0 ? problems : [Case("run", "no trial broke", null)]);
    }

    private static XElement Suite(string name, IEnumerable<XElement> cases)
    {
        var list = cases.ToList();
        return new("testsuite", new XAttribute("name", HtmlText.Clean(name)), Totals(list), list);
    }

    private static XElement Case(string suite, string name, XElement? outcome) =>
        new("testcase", new XAttribute("classname", HtmlText.Clean(suite)), new XAttribute("name", HtmlText.Clean(name)), new XAttribute("time", "0"), outcome);

    private static XElement Part(string name, string message, string? detail = null) => name == "system-out"
        ? new(name, HtmlText.Clean(message))
        : new(name, new XAttribute("message", HtmlText.Clean(message)), detail is null ? null : HtmlText.Clean(detail));

    private static IEnumerable<XAttribute> Totals(IEnumerable<XElement> cases)
    {
        var list = cases.ToList();
        XAttribute Count(string name, string part) =>
            new(name, list.Count(c => c.Element(part) is not null).ToString(CultureInfo.InvariantCulture));
        return
        [
            new("tests", list.Count.ToString(CultureInfo.InvariantCulture)), Count("failures", "failure"), Count("errors", "error"),
                Count("skipped", "skipped"),
        ];
    }
}
