namespace Testbed.GasNetwork.Transient;

/// <summary>Outcome of one or many steps. A step that failed has changed nothing: the solver stands at the end of the last good one.</summary>
/// <param name="Converged">Whether the time asked for was reached.</param>
/// <param name="TimeSeconds">Where the solver stands, s.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Rejected">Steps tried that were too long.</param>
/// <param name="Iterations">Newton iterations, those of rejected steps included.</param>
/// <param name="WorstNode">Point with the largest imbalance, or error, when not converged, else null.</param>
/// <param name="WorstResidualKgPerS">That imbalance, kg/s; 0 when converged.</param>
/// <param name="Mass">Masses moved.</param>
/// <param name="LargestMassError">The largest <see cref="MassBalance.RelativeError"/> of a single step. Invariant: at most 1e-9.</param>
public readonly record struct TransientResult(
    bool Converged, double TimeSeconds, int Steps, int Rejected, int Iterations, string? WorstNode, double WorstResidualKgPerS, MassBalance Mass,
    double LargestMassError);
