using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The foundational requirements in words.</summary>
internal static class FrTitles
{
    public static string Title(this FoundationalRequirement fr) => fr switch
    {
        FoundationalRequirement.Iac => "identification and authentication control",
        FoundationalRequirement.Uc => "use control",
        FoundationalRequirement.Si => "system integrity",
        FoundationalRequirement.Dc => "data confidentiality",
        FoundationalRequirement.Rdf => "restricted data flow",
        FoundationalRequirement.Tre => "timely response to events",
        _ => "resource availability",
    };
}
