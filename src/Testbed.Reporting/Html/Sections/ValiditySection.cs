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
        List<object> limits =
        [
            "It speaks of the model, not of the installed plant: what the model leaves out (physical access, staff, radio, supply chain) is not assessed "
                + "unless declared.",
            "It covers technical requirements only. Maturity of the owner's and supplier's processes (IEC 62443-2-1, 2-4) is outside it.",
            "Levels describe the attacker a zone should hold against, not the consequence. Process impact is given for the modelled plays and seeds only.",
            "Plays are examples of each profile; other attacks of the same level exist.",
            $"{generic} of {input.Controls.Count} controls are generic models without product or known limits.",
            "Achieved levels fall as weaknesses become known. Repeat the assessment after any change of the plant, its rules or its software, after a "
                + "relevant published weakness, "
                + (next == default ? "and at the next review." : $"and by {next:yyyy-MM-dd}, when the first declaration in force expires."),
        ];
        return Tag.Section("validity", "Limits of validity", Tag.Ul(limits));
    }
}
