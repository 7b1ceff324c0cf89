using System.Collections.Frozen;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// Which requirements of IEC 62443-3-3 a technique of MITRE ATT&amp;CK for ICS is mapped to, and by whom. They explain a layer and decide no verdict.
/// © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation. Immutable.
/// </summary>
/// <param name="ByMitre">Requirements that MITRE labels a mitigation of the technique with, in order.</param>
/// <param name="Proposed">Requirements that this project proposes and MITRE did not state, in order.</param>
public sealed record TechniqueRequirements(IReadOnlyList<RequirementId> ByMitre, IReadOnlyList<RequirementId> Proposed)
{
    /// <summary>The line MITRE's licence asks for wherever ATT&amp;CK content appears.</summary>
    public const string Attribution = PlaysSection.Attribution;

    private const string MitreLabel = "mitre-label";

    private static readonly Lazy<FrozenDictionary<string, TechniqueRequirements>> ByTechnique = new(Load);

    /// <summary>A technique that is mapped to nothing.</summary>
    public static TechniqueRequirements None { get; } = new([], []);

    /// <summary>The mapped techniques, in order.</summary>
    public static IEnumerable<string> Techniques => ByTechnique.Value.Keys.Order(StringComparer.Ordinal);

    /// <summary>The requirements of a technique such as <c>T0855</c>.</summary>
    public static TechniqueRequirements Of(string technique) => ByTechnique.Value.GetValueOrDefault(technique, None);

    private static FrozenDictionary<string, TechniqueRequirements> Load()
    {
        using var stream = typeof(TechniqueRequirements).Assembly.GetManifestResourceStream("technique-sr.csv")!;
        using var reader = new StreamReader(stream);
        var rows = new List<(string Technique, RequirementId Requirement, bool IsMitres)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('T') && line.Split(',') is { Length: 4 } cells)
            {
                rows.Add((cells[0], RequirementId.Parse(cells[1]), cells[2] == MitreLabel));
            }
        }

        return rows.GroupBy(r => r.Technique).ToFrozenDictionary(
            g => g.Key,
            g =>
            {
                RequirementId[] mitres = [.. g.Where(r => r.IsMitres).Select(r => r.Requirement).Distinct().Order()];
                return new TechniqueRequirements(mitres, [.. g.Select(r => r.Requirement).Except(mitres).Order()]);
            },
            StringComparer.Ordinal);
    }
}
