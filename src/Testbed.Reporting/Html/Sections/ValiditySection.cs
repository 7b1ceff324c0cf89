using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>How far the result reaches and when it ends.</summary>
internal static class ValiditySection
{
    public static XElement Render(AssessmentResult result, AssessmentInput input)
    {
        var next = input.Declarations.Where(d => d.Expiry >= result.AsOf).Select(d => d.Expiry).DefaultIfEmpty().Min();
        var generic = input.Controls.Count(c => c.Product is null || c.KnownLimits is null);
        var declared = result.Coverage.Declared + result.Coverage.Compensated;
        List<object> limits =
        [
            "It is no achieved level. It speaks of a model; the plant itself was not touched. Until the tests are repeated on site it is a prediction, and no "
                + "statement of conformity with any part of IEC 62443.",
            "What the model leaves out (physical access, staff, radio, firmware of real products, layer 2) is not assessed unless declared. Devices are "
                + $"generic where nothing else is said: {generic} of {input.Controls.Count} controls name no product or no known limits.",
            $"{declared} of {result.Coverage.Applicable} verdicts rest on documents, which are taken at their word, and {result.Coverage.Open} are open.",
            "It covers technical requirements of systems (IEC 62443-3-3) only. Maturity of the owner's and supplier's processes (IEC 62443-2-1, 2-4) and "
                + "requirements on components (4-2) are outside it.",
            "Levels describe the attacker a zone should hold against, not the consequence, and no likelihood is computed. Process impact is given for the "
                + "modelled plays and this seed only.",
            "Plays are examples of each profile; other attacks of the same level exist. A play that was resisted says that these steps did not work.",
            "A high level may rest on few rows: where one or two apply, no known gap in them reads as 4. Read the coverage beside it; a claim above its target "
                + "is no merit.",
            "Which requirements guard a play's way is this project's judgement, informed by MITRE ATT&CK for ICS, not the standard's.",
            "Achieved levels fall as weaknesses become known. Repeat the assessment after any change of the plant, its rules or its software, after a "
                + "relevant published weakness, "
                + (next == default ? "and at the next review." : $"and by {next:yyyy-MM-dd}, when the first declaration in force expires."),
        ];
        return Tag.Section("validity", "What this does not show", Tag.Ul(limits));
    }
}
