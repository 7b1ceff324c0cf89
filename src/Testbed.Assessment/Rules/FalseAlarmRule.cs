using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Counts false alarms: alerts in trials without attack. Pure.</summary>
internal static class FalseAlarmRule
{
    private const string Monitor = "monitor";

    /// <summary>Every monitor, and whatever else raised an alert, in the order of the controls; empty when no trial without attack ran.</summary>
    public static IReadOnlyList<FalseAlarmRate> Of(AssessmentInput input)
    {
        var quiet = input.Trials.Where(t => t is { Kind: TrialKind.NegativeControl, Outcome: TrialOutcome.Resisted or TrialOutcome.Succeeded }).ToList();
        var days = quiet.Sum(t => t.SimulatedSeconds) / 86_400;
        if (days <= 0)
        {
            return [];
        }

        var alarms = quiet.SelectMany(t => t.Reactions)
            .Where(r => r.Action == LedgerAction.Alerted).ToLookup(r => r.Control, r => r.Count, StringComparer.Ordinal);
        return
        [
            .. input.Controls.Where(c => c.Kind == Monitor || alarms.Contains(c.Id))
                .Select(c => new FalseAlarmRate(c.Id, c.Place, alarms[c.Id].Sum(), days)),
        ];
    }
}
