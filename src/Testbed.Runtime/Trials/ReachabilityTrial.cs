using System.Globalization;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Dials every declared service of every foreign asset from every asset in the armed twin, and compares what happens with the static reachability of the
/// controls. A disagreement means that model or product is wrong.
/// </summary>
public static class ReachabilityTrial
{
    /// <summary>The trial's id.</summary>
    public const string Id = "reachability/armed";

    /// <summary>The trial.</summary>
    public static TrialSpec Spec(Scenario scenario) => new()
    {
        Id = Id,
        Kind = TrialKind.ModelCheck,
        Twin = TwinKind.Armed,
        Subject = "reachability",
        Attack = range => RunAsync(ReachabilityMatrix.Declared(scenario), range),
    };

    /// <summary>The disagreements a finished trial recorded.</summary>
    public static IReadOnlyList<ReachabilityDisagreement> Disagreements(TrialResult result) =>
        result.Outcome == TrialOutcome.Succeeded
            ? [.. result.Reason.Split("; ").Select(Parse)]
            : [];

    private static async Task<AttackOutcome> RunAsync(ReachabilityMatrix matrix, IAttackRange range)
    {
        var rows = matrix.Rows.Where(r => r.FromZone != r.ToZone).ToList();
        var differences = new List<string>();
        foreach (var row in rows)
        {
            var dial = await range.Network.DialAsync(row.From, row.To, row.Port);
            if (dial.Stream is { } stream)
            {
                await stream.DisposeAsync();
            }

            if (dial.Outcome != row.Predicted)
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{row.From}>{row.To}:{row.Port} {row.Predicted} {dial.Outcome}"));
            }
        }

        return differences.Count == 0
            ? AttackOutcome.Resisted(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} dials across zones went as the controls' configuration predicts."))
            : AttackOutcome.Succeeded(string.Join("; ", differences));
    }

    private static ReachabilityDisagreement Parse(string text)
    {
        var words = text.Split(' ');
        var ends = words[0].Split('>', ':');
        return new ReachabilityDisagreement(ends[0], ends[1], int.Parse(ends[2], CultureInfo.InvariantCulture), words[1], words[2]);
    }
}
