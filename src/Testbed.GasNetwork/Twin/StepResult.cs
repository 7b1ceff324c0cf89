namespace Testbed.GasNetwork;

/// <summary>
/// Outcome of one step. A step that did not converge has changed nothing: the twin stands where it stood before, and the caller must stop.
/// </summary>
/// <param name="Converged">Whether the step was taken.</param>
/// <param name="Seconds">Length of the step taken, s; 0 when it failed.</param>
/// <param name="SubSteps">Internal steps taken.</param>
/// <param name="Iterations">Newton iterations over all internal steps, discarded ones included.</param>
/// <param name="WorstNodeId">Node with the largest imbalance when not converged, else null.</param>
/// <param name="WorstResidualKgPerS">That imbalance, kg/s; 0 when converged.</param>
/// <param name="Mass">Masses moved in the step.</param>
public readonly record struct StepResult(
    bool Converged, double Seconds, int SubSteps, int Iterations, string? WorstNodeId, double WorstResidualKgPerS, MassBalance Mass);
