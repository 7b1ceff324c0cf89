using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The report for people: one HTML file that loads nothing. All of it is there without scripts; one small script of its own filters and opens, and
/// the page's policy lets no other run.
/// </summary>
public static class HtmlReport
{
    private static readonly string Script = Embedded("report.js");

    /// <summary>Renders the file.</summary>
    public static string Render(AssessmentResult result, AssessmentInput input, RunFigures figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(figures);
        List<XElement> sections =
        [
            MapSection.Render(result),
            LevelsSection.Render(result),
            GapsSection.Render(result),
            RequirementsSection.Render(result),
            PlaysSection.Render(result, input),
            ImpactSection.Render(result, input),
            CoverageSection.Render(result),
            TechniquesSection.Render(result),
            DeclarationsSection.Render(result),
            ControlsSection.Render(input),
            ScopeSection.Render(input),
            MethodSection.Render(),
            ValiditySection.Render(result, input),
            QuestionsSection.Render(result, input),
            AnnexSection.Render(result, input, figures),
        ];
        var body = new XElement(
            "body", HeaderSection.Render(result, input, sections), sections, Footer(result, input), Tag.El("script", Script));
        return HtmlText.Document(new("html", Tag.At("lang", "en"), Head(result), body));
    }

    private static XElement Head(AssessmentResult result) => Tag.El(
        "head",
        Tag.El("meta", Tag.At("charset", "utf-8")),
        Tag.El("meta", Tag.At("http-equiv", "Content-Security-Policy"), Tag.At("content", Policy())),
        Tag.El("meta", Tag.At("name", "viewport"), Tag.At("content", "width=device-width, initial-scale=1")),
        Tag.El("title", $"Predicted SL-A: {result.Title}"),
        Tag.El("style", Embedded("report.css")));

    // Nothing is loaded from anywhere, and only the script with this hash runs, whatever a scenario's texts hold.
    private static string Policy() =>
        $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))}'";

    private static XElement Footer(AssessmentResult result, AssessmentInput input) => Tag.El(
        "footer",
        $"Prediction as modelled, {result.AsOf:yyyy-MM-dd}, issued by {input.Issuer} ({input.IssuerRole} party). Seed {result.Seed}. "
            + "The method predicts SL-A; replay can only lower it.");

    private static string Embedded(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
