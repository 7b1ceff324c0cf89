namespace Testbed.GasNetwork;

/// <summary>How hard the solver tries. The defaults suit 1 s steps of distribution networks.</summary>
public sealed record SolverOptions
{
    /// <summary>Longest internal step, s; a longer requested step is cut into equal parts.</summary>
    public double MaximumSubStepSeconds { get; init; } = 1.0;

    /// <summary>Shortest internal step tried before giving up and before a slam-shut's trip counts as located, s.</summary>
    public double MinimumSubStepSeconds { get; init; } = 0.05;

    /// <summary>Newton iterations per internal step.</summary>
    public int MaximumIterations { get; init; } = 40;
}
