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

    /// <summary>Profiles along the pipe that the reference has, by time; for cases of a single pipe.</summary>
    public IReadOnlyList<TransientProfile> Profiles { get; init; } = [];

    /// <summary>Times, s, at which the reference has the outlet pressure of another code, by that code's key; for cases of a single pipe.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<double> TimeS)> Snapshots { get; init; } = [];

    /// <summary>Every time at which something is wanted, s, rising.</summary>
    public IReadOnlyList<double> StopSeconds =>
        [.. OutputSeconds.Concat(Profiles.Select(p => p.TimeS)).Concat(Snapshots.SelectMany(s => s.TimeS)).Distinct().Order()];

    /// <summary>A solver at the start of the case.</summary>
    /// <exception cref="ArgumentException">The model has a mistake; see <see cref="TransientModel.Validate"/>.</exception>
    public (TransientSolver Solver, TransientResult Start) Begin(TransientModel? model = null)
    {
        var solver = new TransientSolver(model ?? Model);
        return (solver, RestPa is { } pressure ? solver.StartAtRest([.. Model.Nodes.Select(_ => pressure)]) : solver.StartSteady());
    }
}

/// <summary>Places along a pipe at which a profile is wanted.</summary>
/// <param name="TimeS">When, s.</param>
/// <param name="PressureAtM">Distances from the start of the pipe for pressures, m.</param>
/// <param name="FlowAtM">Distances for flows, m.</param>
public sealed record TransientProfile(double TimeS, IReadOnlyList<double> PressureAtM, IReadOnlyList<double> FlowAtM);
