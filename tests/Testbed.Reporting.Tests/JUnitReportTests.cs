using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed class JUnitReportTests
{
    private static XElement Render(AssessmentInput input) => XDocument.Parse(JUnitReport.Render(Sample.Assess(input))).Root!;

    private static int Count(XElement element, string name) => (int)element.Attribute(name)!;

    [Fact]
    public void Counts_Agree_With_Cases_And_Verdicts()
    {
        var input = Sample.Input();
        var (root, rows) = (Render(input), Sample.Assess(input).Places.SelectMany(p => p.Requirements).ToList());

        Assert.Equal(root.Descendants("testcase").Count(), Count(root, "tests"));
        Assert.Equal(root.Descendants("skipped").Count(), Count(root, "skipped"));
        Assert.All(root.Elements("testsuite"), s => Assert.Equal(s.Elements("testcase").Count(), Count(s, "tests")));
        Assert.Equal(rows.Count(r => r.Verdict == Verdict.NotAssessed),
            root.Descendants("skipped").Count(s => ((string)s.Parent!.Attribute("name")!).StartsWith("SR", StringComparison.Ordinal)));
        Assert.Equal((0, 0), (Count(root, "failures"), Count(root, "errors")));
    }

    [Fact]
    public void A_Failed_Row_Is_A_Failure_Only_Against_An_Expectation()
    {
        var below = Render(Sample.Input(more: b => b.Expectations.Add(new("Z-DRS", FoundationalRequirement.Uc, SecurityLevel.Of(2)))));
        Assert.Equal(["claim UC", "SR 2.1 Authorization enforcement"], below.Descendants("failure").Select(f => (string)f.Parent!.Attribute("name")!));
        Assert.Equal(2, Count(below, "failures"));

        var met = Render(Sample.Input(more: b => b.Expectations.Add(new("Z-DRS", FoundationalRequirement.Uc, SecurityLevel.Of(0)))));
        Assert.Equal(0, Count(met, "failures"));
    }

    [Fact]
    public void A_Better_Claim_Than_Expected_Fails_The_Claim_Only()
    {
        var root = Render(Sample.Input(more: b => b.Expectations.Add(new("Z-CC", FoundationalRequirement.Iac, SecurityLevel.Of(1)))));

        Assert.Equal("claim IAC", (string)Assert.Single(root.Descendants("failure")).Parent!.Attribute("name")!);
    }

    [Fact]
    public void Broken_Trials_And_Disagreements_Are_Errors()
    {
        var root = Render(Sample.Input(more: b =>
        {
            b.Trials[0] = b.Trials[0] with { Outcome = TrialOutcome.Crashed };
            b.Trials[4] = b.Trials[4] with { Outcome = TrialOutcome.Void };
            b.Disagreements.Add(new("A", "B", 502, "Closed", "Open"));
        }));

        Assert.Equal(3, Count(root, "errors"));
    }

    [Fact]
    public void An_Expectation_Of_An_Unknown_Place_Is_A_Failure()
    {
        Assert.Equal(1, Count(Render(Sample.Input(more: b => b.Expectations.Add(new("GONE", FoundationalRequirement.Uc, SecurityLevel.Of(2))))), "failures"));
    }

    [Fact]
    public void Hostile_Text_Stays_Text()
    {
        var root = Render(Sample.Input("<x/>\u0001", b => b.Trials[0] = b.Trials[0] with { Outcome = TrialOutcome.Crashed, Reason = "</testsuite>\ud800" }));

        Assert.Equal("</testsuite>\uFFFD", (string)Assert.Single(root.Descendants("error")).Attribute("message")!);
    }
}
