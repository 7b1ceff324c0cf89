namespace Testbed.GasNetwork;

/// <summary>Highest pressure a node saw, against the limit of its tier.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="PeakPaGauge">Highest pressure in any observed step, Pa gauge; 0 before the first.</param>
/// <param name="LimitPaGauge">Limit of its tier, Pa gauge; null when the tier declares none.</param>
/// <param name="SecondsAboveLimit">Time above the limit, s.</param>
public sealed record NodeConsequence(string NodeId, double PeakPaGauge, double? LimitPaGauge, double SecondsAboveLimit)
{
    /// <summary>Peak less limit, Pa; null without a limit. Negative while the limit held.</summary>
    public double? PeakAboveLimitPa => LimitPaGauge is { } limit ? PeakPaGauge - limit : null;
}
