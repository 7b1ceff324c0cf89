using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>A transient reference case: the model, how it starts, and the times at which results are wanted.</summary>
public sealed record TransientCase
{
    /// <summary>The case's name.</summary>
    public required string Name { get; init; }

    /// <summary>The network, with inertia and the model's usual cells.</summary>
    public required TransientModel Model { get; init; }

    /// <summary>Pressure, Pa absolute, of a start at rest; null when it starts from the steady state at time 0.</summary>
    public double? RestPa { get; init; }

    /// <summary>End of the case, s.</summary>
    public required double EndSeconds { get; init; }

    /// <summary>Times of the reference results, s, rising; the end alone where the case has none.</summary>
    public required IReadOnlyList<double> OutputSeconds { get; init; }

    /// <summary>A solver at the start of the case.</summary>
    /// <exception cref="ArgumentException">The model has a mistake; see <see cref="TransientModel.Validate"/>.</exception>
    public (TransientSolver Solver, TransientResult Start) Begin(TransientModel? model = null)
    {
        var solver = new TransientSolver(model ?? Model);
        return (solver, RestPa is { } pressure ? solver.StartAtRest([.. Model.Nodes.Select(_ => pressure)]) : solver.StartSteady());
    }
}
