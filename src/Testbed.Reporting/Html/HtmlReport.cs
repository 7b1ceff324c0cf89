using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The report for people: one HTML file without scripts, links to elsewhere or anything else to load.</summary>
public static class HtmlReport
{
    /// <summary>Renders the file.</summary>
    public static string Render(AssessmentResult result, AssessmentInput input, RunFigures figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(figures);
        var plots = Task.Run(() => ProcessPlots.Of(input));
        List<XElement> sections =
        [
            MapSection.Render(result),
            LevelsSection.Render(result),
            GapsSection.Render(result),
            RequirementsSection.Render(result),
            PlaysSection.Render(result, () => plots.GetAwaiter().GetResult()),
            DeclarationsSection.Render(result),
            ControlsSection.Render(input),
            MethodSection.Render(),
            ValiditySection.Render(result, input),
            AnnexSection.Render(result, input, figures),
        ];
        var body = new XElement("body", HeaderSection.Render(result, input, sections), sections, Footer(result, input));
        return HtmlText.Document(new("html", Tag.At("lang", "en"), Head(result), body));
    }

    private static XElement Head(AssessmentResult result) => Tag.El(
        "head",
        Tag.El("meta", Tag.At("charset", "utf-8")),
        Tag.El("meta", Tag.At("name", "viewport"), Tag.At("content", "width=device-width, initial-scale=1")),
        Tag.El("title", $"Predicted SL-A: {result.Title}"),
        Tag.El("style", Styles()));

    private static XElement Footer(AssessmentResult result, AssessmentInput input) => Tag.El(
        "footer",
        $"Prediction as modelled, {result.AsOf:yyyy-MM-dd}, issued by {input.Issuer} ({input.IssuerRole} party). Seed {result.Seed}. "
            + "The method predicts SL-A; replay can only lower it.");

    private static string Styles()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
