using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Ranks what the process suffered: people without gas and unsafe relights first, then over-pressure, then gas lost.</summary>
internal static class ImpactRule
{
    /// <summary>The play or campaign that hurt most; ties go to the first in order.</summary>
    public static WorstImpact? Worst(IReadOnlyList<TrialResult> replay)
    {
        WorstImpact? worst = null;
        foreach (var trial in replay.Where(t => t.Impact is not null))
        {
            if (worst is null || Rank(trial.Impact!).CompareTo(Rank(worst.Impact)) > 0)
            {
                worst = new(trial, trial.Impact!);
            }
        }

        return worst;
    }

    private static (int Unsafe, int Out, double Seconds, double Peak, double Minutes, double Vented, double Unserved) Rank(Impact impact) =>
        (impact.UnsafeRepressurisations, impact.CustomersOut, impact.SecondsAboveLimit, impact.PeakOverLimitBar, impact.CustomerMinutes,
            impact.VentedKg, impact.UnservedKg);
}
