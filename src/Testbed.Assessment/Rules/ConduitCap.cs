using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>A zone restricts data flow no better than the weakest conduit that leaves it: its FR 5 is capped by each of its conduits'.</summary>
internal static class ConduitCap
{
    /// <summary>Caps the zone's FR 5 in every vector. A conduit that is missing from the input counts as not assessed.</summary>
    public static FrLevels Apply(FrLevels zone, IReadOnlyList<string> conduits, IReadOnlyDictionary<string, FrLevels> rdfOfConduit)
    {
        foreach (var id in conduits.Order(StringComparer.Ordinal))
        {
            var known = rdfOfConduit.TryGetValue(id, out var conduit);
            zone = new(
                Cap(zone.TestedOnly, id, known ? conduit!.TestedOnly.Level : SecurityLevel.NotAssessed),
                Cap(zone.WithDeclarations, id, known ? conduit!.WithDeclarations.Level : SecurityLevel.NotAssessed),
                known && conduit!.Withstood.Ran && zone.Withstood.Ran && conduit.Withstood.Level < zone.Withstood.Level
                    ? zone.Withstood with
                    {
                        Level = conduit.Withstood.Level,
                        CappedBy = id,
                        Challenged = conduit.Withstood.Challenged,
                        LimitingPlays = conduit.Withstood.LimitingPlays,
                        Reason = $"capped by conduit {id}: {conduit.Withstood.Reason}",
                    }
                    : zone.Withstood);
        }

        return zone;
    }

    private static LevelResult Cap(LevelResult zone, string id, SecurityLevel conduit) => conduit < zone.Level
        ? zone with { Level = conduit, CappedBy = id, Reason = $"capped by conduit {id}, whose RDF is {conduit} (own rows: {zone.Own})" }
        : zone;
}

/// <summary>The three measured levels of one FR in one place.</summary>
internal sealed record FrLevels(LevelResult TestedOnly, LevelResult WithDeclarations, WithstoodResult Withstood);
