using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What is needed to repeat the run, and how fast it was.</summary>
internal static class AnnexSection
{
    public static XElement Render(AssessmentResult result, AssessmentInput input, RunFigures figures) => Tag.Section(
        "annex", "Reproducibility",
        Tag.P(
            "The same scenario, seed and build give the same evidence on one platform. Any trial can be run again alone by its id (testbed replay) and must "
                + "give its evidence hash. "
                + "All trials and their hashes are in result.json, the evidence itself in evidence.jsonl."),
        Tag.El(
            "dl", Tag.At("class", "facts"),
            Fact("Scenario", result.Scenario), Fact("Assessed as of", $"{result.AsOf:yyyy-MM-dd}"),
            Fact("Run seed", result.Seed.ToString(CultureInfo.InvariantCulture)), Fact("Run complete", result.Complete ? "yes" : "no, cut short"),
            Fact("Issuer", input.Issuer), Fact("Issuer's role", $"{input.IssuerRole} party"),
            Fact("Model SHA-256", result.ModelHash), Fact("Evidence SHA-256", input.EvidenceHash),
            Fact("Trials", Text(figures.Trials)), Fact("Application PDUs", Text(figures.Pdus)),
            Fact("Trials per second", Text(figures.TrialsPerSecond)), Fact("Simulated s per s", Text(figures.SimulatedSecondsPerWallSecond)),
            Fact("Twin start", Ms(figures.TwinStartMs)), Fact("Network trial", Ms(figures.NetworkTrialMs)),
            Fact("Process trial", Ms(figures.ProcessTrialMs)), Fact("Wall time", $"{Text(figures.WallSeconds)} s")));

    private static IEnumerable<XElement> Fact(string name, string value) => [Tag.El("dt", name), Tag.El("dd", value)];

    private static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Ms(double? value) => value is { } ms ? $"{Text(ms)} ms" : "not measured";
}
