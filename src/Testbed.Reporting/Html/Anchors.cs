using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Ids within the page, made of ids of the scenario: only letters, digits and hyphens, each once.</summary>
internal static class Anchors
{
    /// <summary>The id of a place's card.</summary>
    public static string Place(string place) => "place-" + Plain(place);

    /// <summary>The id of each play's page, by trial id.</summary>
    public static IReadOnlyDictionary<string, string> Plays(IEnumerable<TrialResult> replay)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var trial in replay)
        {
            var id = "play-" + Plain(trial.Subject);
            while (!taken.Add(id))
            {
                id += "-";
            }

            ids[trial.Id] = id;
        }

        return ids;
    }

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
