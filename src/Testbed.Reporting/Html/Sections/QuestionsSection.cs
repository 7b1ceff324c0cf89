using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What an assessor asks first, answered from this run, with the section that shows it.</summary>
internal static class QuestionsSection
{
    public static XElement Render(AssessmentResult result, AssessmentInput input)
    {
        var accepted = result.Declarations.Where(d => d.Declaration.Kind == DeclarationKind.Compensation).ToList();
        var mixed = result.Coverage;
        var harmless = result.Replay.Count(t => t is { Outcome: TrialOutcome.Succeeded, Impact.IsNone: true });
        var na = result.Places.SelectMany(p => p.Requirements).Where(r => r.Verdict == Verdict.NotApplicable).ToList();
        var quiet = input.Trials.Count(t => t.Kind == TrialKind.NegativeControl);
        List<(string Question, string Answer, string Section)> all =
        [
            ("Is there one number for the plant, or a level for a device?",
                $"Neither. {result.Places.Count} zones and conduits have a vector each; products have capabilities (SL-C), which are another row.", "levels"),
            ("Does stopping the SL 3 attacker make it SL 3?",
                "No. Replay only lowers: withstood caps the claim. A place that no play challenged shows its level in brackets.", "levels"),
            ("Since when does SR 3.4 count?", "From SL 2, after corrigendum 1 of 2014; rows and levels are those of the requirements table.", "requirements"),
            ("Are component requirements (4-2) used for zones?",
                "No. All rows are system requirements of 3-3. A claim above the products' SL-C is flagged and needs an accepted, tested compensation.",
                "declarations"),
            ("Who is the SL 4 attacker?",
                "Means, resources, skills and motivation as the profile states them, not who he is. What each was able to do stands on its pages.", "scope"),
            ("Do conduits have targets and claims of their own?",
                $"Yes, {result.Places.Count(p => p.Place.Kind == PlaceKind.Conduit)} of them; a zone restricts data flow no better than its worst conduit.",
                "map"),
            ("Where is process maturity (2-1, 2-4)?", "Outside this report, except where a document is needed to meet a technical row.", "validity"),
            ("Who accepted the compensating measures?",
                accepted.Count == 0 ? "None is used."
                    : $"{accepted.Count(d => d.Declaration.AcceptedBy is not null)} of {accepted.Count} name who accepted them; one without does not count. Their "
                        + "controls must have been met by test themselves.",
                "declarations"),
            ("Is \"not applicable\" used to reach a level?",
                $"{na.Count} verdicts are not applicable, {na.Count(r => r.RestsOnDeclaration)} of them by a document with a reason code; the others follow from the model, "
                    + "and each row says why.",
                "requirements"),
            ("Do the tests break essential functions?",
                $"They run on a twin. {input.EssentialFunctions.Count} functions are declared essential, with the longest interruption each bears; controls that "
                    + $"close or lock must leave them. {quiet} run without attack shows what the controls do to ordinary traffic.",
                "scope"),
            ("Is this the achieved level?", "No: a prediction, as modelled, dated, with its issuer's role on the first page.", "validity"),
            ("Is what was not tested shown as passed?",
                $"No: {mixed.Tested} verdicts rest on tests, {mixed.Declared} on documents (hatched), {mixed.Open} are open, which caps a level.", "coverage"),
            ("Are MITRE's mappings used as if the standard had made them?",
                "No. They suggest plays and decide no verdict; what MITRE labels and what this project proposes is told apart.", "techniques"),
            ("Is protection (SIS) in the zone of control?",
                "The map shows which zones there are, and rows on partitioning (SR 5.1, 5.4) are decided against what was found on site.", "map"),
            ("Is harm shown without the mechanical protection that would prevent it?",
                $"No. Monitors, reliefs and slam-shuts act in the twin: {harmless} plays succeeded and harmed nothing. Where protection is "
                    + "assumed to have failed, the steps say so.",
                "impact"),
        ];
        return Tag.Section(
            "questions", "What an assessor will ask",
            Tag.Table(
                "questions", ["", "Question", "Answer", "Shown in"],
                all.Select((q, i) => (IEnumerable<object?>)[i + 1, q.Question, q.Answer, Tag.Link(q.Section, Words(q.Section))])));
    }

    private static string Words(string section) => section switch
    {
        "map" => "Zones and conduits",
        "levels" => "Levels side by side",
        "requirements" => "Requirements",
        "plays" => "Plays and campaigns",
        "impact" => "Impact on the process",
        "coverage" => "Coverage of requirements",
        "techniques" => "Techniques tried",
        "declarations" => "Declared and compensated",
        "scope" => "Fixed before the run",
        _ => "What this does not show",
    };
}
