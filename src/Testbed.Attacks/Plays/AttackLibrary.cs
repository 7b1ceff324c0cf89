using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// The profiles of a folder: <c>sl1.yaml</c> to <c>sl4.yaml</c>. Profiles nest: whatever level n may do, level n + 1 may do too. Immutable.
/// </summary>
/// <param name="Profiles">The profiles that could be read, by level.</param>
/// <param name="Diagnostics">Every mistake, located; codes TB2001 to TB2099.</param>
public sealed record AttackLibrary(IReadOnlyList<AttackProfile> Profiles, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>True when nothing forbids using the profiles.</summary>
    public bool IsUsable => Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);

    /// <summary>Reads a folder. Mistakes, a missing folder among them, come as diagnostics, never as exceptions.</summary>
    public static AttackLibrary Load(string profilesDirectory)
    {
        var diagnostics = new List<Diagnostic>();
        var profiles = new List<AttackProfile>();
        for (var level = 1; level <= 4; level++)
        {
            var name = FormattableString.Invariant($"sl{level}.yaml");
            try
            {
                var text = File.ReadAllText(Path.Combine(profilesDirectory, name));
                if (ProfileReader.Read(name, text, level, diagnostics) is { } profile)
                {
                    profiles.Add(profile);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(new("TB2011", DiagnosticSeverity.Error, name, 1, 1, "The profile cannot be read.", "Every level 1 to 4 needs its file."));
            }
        }

        CheckTogether(profiles, diagnostics);
        return new(profiles, diagnostics);
    }

    /// <summary>The plays a level's attacker may use: those of every level up to his, each with the level that adds it.</summary>
    public IEnumerable<Play> PlaysUpTo(int level) => Profiles.Where(p => p.Level <= level).SelectMany(p => p.Plays);

    /// <summary>The campaigns a level's attacker may use.</summary>
    public IEnumerable<Play> CampaignsUpTo(int level) => Profiles.Where(p => p.Level <= level).SelectMany(p => p.Campaigns);

    private static void CheckTogether(List<AttackProfile> profiles, List<Diagnostic> diagnostics)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var profile in profiles)
        {
            var file = FormattableString.Invariant($"sl{profile.Level}.yaml");
            foreach (var play in profile.Plays.Concat(profile.Campaigns).Where(p => !ids.Add(p.Id)))
            {
                diagnostics.Add(new("TB2007", DiagnosticSeverity.Error, file, 1, 1, $"The id '{play.Id}' is used twice.", "Ids are unique over all profiles."));
            }
        }

        foreach (var (lower, higher) in profiles.Zip(profiles.Skip(1)))
        {
            if (higher.Limits.Steps < lower.Limits.Steps || higher.Limits.Requests < lower.Limits.Requests)
            {
                diagnostics.Add(new(
                    "TB2015", DiagnosticSeverity.Error, FormattableString.Invariant($"sl{higher.Level}.yaml"), 1, 1,
                    FormattableString.Invariant($"The limits of SL {higher.Level} are below those of SL {lower.Level}."), "Profiles nest: limits never fall."));
            }
        }
    }
}
