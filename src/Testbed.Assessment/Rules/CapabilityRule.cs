using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>SL-C of a place and claims above it.</summary>
internal static class CapabilityRule
{
    /// <summary>The lowest level that the place's products state for an FR; products that state none are left out.</summary>
    public static SecurityLevel Of(Place place, FoundationalRequirement fr)
    {
        var stated = place.Capabilities.Select(c => c.Capability[fr]).Where(l => l.IsAssessed).ToList();
        return stated.Count == 0 ? SecurityLevel.NotAssessed : stated.Min();
    }

    /// <summary>
    /// Claims above SL-C. One is carried when a declaration in force names controls, is accepted, and every control was itself tested on a row of that FR.
    /// </summary>
    public static IReadOnlyList<CapabilityFlag> Flags(IEnumerable<PlaceResult> places, DeclarationBook book, CompensationJudge compensation)
    {
        var flags = new List<CapabilityFlag>();
        foreach (var place in places)
        {
            foreach (var fr in place.Frs.Where(f => f.Capability.IsAssessed && f.Claim > f.Capability))
            {
                flags.Add(Flag(place, fr, book, compensation));
            }
        }

        return flags;
    }

    private static CapabilityFlag Flag(PlaceResult place, FrResult fr, DeclarationBook book, CompensationJudge compensation)
    {
        var rows = RequirementCatalogue.All.Where(r => r.Fr == fr.Fr).Select(r => r.Id).ToList();
        var why = "no accepted declaration names the controls that carry the difference";
        foreach (var declaration in book.All.Where(d => d.Kind == DeclarationKind.AboveCapability
            && book.Status(d) == DeclarationStatus.InForce && d.Places.Contains(place.Place.Id)
            && (d.Requirements.Count == 0 || d.Requirements.Any(r => r.FoundationalRequirement == fr.Fr))))
        {
            if (compensation.WhyNot(declaration, rows) is not { } refusal)
            {
                return new(
                    place.Place.Id, fr.Fr, fr.Claim, fr.Capability, declaration.Id,
                    $"carried by {string.Join(", ", declaration.Controls)}, accepted by {declaration.AcceptedBy}, review by {declaration.Expiry:yyyy-MM-dd}");
            }

            why = $"{declaration.Id} does not count: {refusal}";
            book.Refuse(declaration, $"{place.Place.Id} {fr.Fr.ShortName()}: {refusal}");
        }

        return new(place.Place.Id, fr.Fr, fr.Claim, fr.Capability, null, why);
    }
}
