namespace Testbed.GasNetwork;

/// <summary>How hard the solver tries. The defaults suit 1 s ticks of distribution networks.</summary>
public sealed record SolverOptions
{
    /// <summary>Longest internal step, s; a longer requested step is cut.</summary>
    public double MaximumSubStepSeconds { get; init; } = 60.0;

    /// <summary>
    /// Shortest internal step, s: its error is accepted as it is, and a slam-shut's trip counts as located. Only a step that cannot be solved is cut further.
    /// </summary>
    public double MinimumSubStepSeconds { get; init; } = 0.05;

    /// <summary>Newton iterations per stage of an internal step.</summary>
    public int MaximumIterations { get; init; } = 40;

    /// <summary>Error allowed in one internal step, relative to each node's absolute pressure.</summary>
    public double StepTolerance { get; init; } = 1e-5;

    /// <summary>Pipes are cut into equal cells not longer than this, m.</summary>
    public double LargestCellM { get; init; } = 5_000.0;
}
