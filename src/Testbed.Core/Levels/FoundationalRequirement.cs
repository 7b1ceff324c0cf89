namespace Testbed.Core;

/// <summary>The seven foundational requirements of IEC 62443-1-1, in the order in which every SL vector is written.</summary>
public enum FoundationalRequirement
{
    /// <summary>FR 1, identification and authentication control.</summary>
    Iac = 1,

    /// <summary>FR 2, use control.</summary>
    Uc = 2,

    /// <summary>FR 3, system integrity.</summary>
    Si = 3,

    /// <summary>FR 4, data confidentiality.</summary>
    Dc = 4,

    /// <summary>FR 5, restricted data flow.</summary>
    Rdf = 5,

    /// <summary>FR 6, timely response to events.</summary>
    Tre = 6,

    /// <summary>FR 7, resource availability.</summary>
    Ra = 7,
}

/// <summary>Names and order of the foundational requirements.</summary>
public static class FoundationalRequirements
{
    /// <summary>FR 1 to FR 7 in order.</summary>
    public static IReadOnlyList<FoundationalRequirement> All { get; } =
        [.. Enum.GetValues<FoundationalRequirement>()];

    /// <summary>The short name used in vectors: IAC, UC, SI, DC, RDF, TRE, RA.</summary>
    public static string ShortName(this FoundationalRequirement fr) => fr.ToString().ToUpperInvariant();

    /// <summary>The highest level that FR's own requirements can tell apart: FR 6 and FR 7 add nothing at SL 4.</summary>
    public static int HighestDistinguishableLevel(this FoundationalRequirement fr) =>
        fr is FoundationalRequirement.Tre or FoundationalRequirement.Ra ? 3 : 4;

    /// <summary>Reads a short name, ignoring case.</summary>
    public static bool TryParse(string text, out FoundationalRequirement fr) =>
        Enum.TryParse(text, ignoreCase: true, out fr) && Enum.IsDefined(fr) && !char.IsAsciiDigit(text[0]);
}
