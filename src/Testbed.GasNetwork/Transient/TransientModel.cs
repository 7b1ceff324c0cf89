using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Transient;

/// <summary>
/// A node whose pressure is given. From <paramref name="UntilSeconds"/> on nothing flows in there and its pressure is unknown: a slammed shut gate.
/// </summary>
/// <param name="Node">Index of the node.</param>
/// <param name="PressurePa">Absolute pressure, Pa; without jumps.</param>
/// <param name="UntilSeconds">End of supply, s; infinity for never.</param>
public sealed record TransientSource(int Node, TimeSeries PressurePa, double UntilSeconds = double.PositiveInfinity);

/// <summary>A withdrawal of <c>scale x series</c>, kg/s; negative for an injection. Withdrawals that share a series cost one look-up.</summary>
public sealed record TransientWithdrawal(int Node, TimeSeries Series, double Scale = 1.0);

/// <summary>
/// A network over time, by index, SI, absolute pressures; one temperature. Pipes, gas and regulators are those of a steady calculation. Ideal regulators
/// hold their outlet pressure whatever their inlet does: <see cref="TransientSolver.StarvedRegulator"/> tells when none could. Immutable by use: what is
/// in the lists is read when a <see cref="TransientSolver"/> is made of it.
/// </summary>
public sealed record TransientModel
{
    /// <summary>The gas.</summary>
    public required SteadyGas Gas { get; init; }

    /// <summary>Node ids, for messages.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Heights, m; empty when the net is level.</summary>
    public IReadOnlyList<double> HeightM { get; init; } = [];

    /// <summary>Geometric volume of each node besides its pipes, m3; empty for none.</summary>
    public IReadOnlyList<double> NodeVolumeM3 { get; init; } = [];

    /// <summary>Nodes with a given pressure; at most one per node.</summary>
    public IReadOnlyList<TransientSource> Sources { get; init; } = [];

    /// <summary>Withdrawals; any number per node.</summary>
    public IReadOnlyList<TransientWithdrawal> Withdrawals { get; init; } = [];

    /// <summary>Pipes.</summary>
    public IReadOnlyList<SteadyPipe> Pipes { get; init; } = [];

    /// <summary>Ideal regulators; at most one per outlet.</summary>
    public IReadOnlyList<SteadyRegulator> Regulators { get; init; } = [];

    /// <summary>The friction of all pipes, taken as in steady flow.</summary>
    public FrictionLaw Friction { get; init; } = FrictionLaw.Nikuradse;

    /// <summary>Pipes are cut into equal cells not longer than this, m.</summary>
    public double LargestCellM { get; init; } = 1_000.0;

    /// <summary>Whether the gas has inertia: waves run at the speed of sound. Without, flow follows pressure at once.</summary>
    public bool HasInertia { get; init; } = true;

    /// <summary>Error allowed in one step, relative to each node's pressure.</summary>
    public double StepTolerance { get; init; } = 1e-6;

    /// <summary>Longest step, s.</summary>
    public double LargestStepSeconds { get; init; } = 900.0;

    /// <summary>Shortest step, s; where it fails the solver gives up.</summary>
    public double SmallestStepSeconds { get; init; } = 1e-7;

    /// <summary>Steps of this length, s, without control of their error; 0 for controlled steps. They are still cut at events.</summary>
    public double FixedStepSeconds { get; init; }

    /// <summary>Every mistake, with the element's id; empty when it can be calculated. Never throws.</summary>
    public IReadOnlyList<ModelProblem> Validate() => TransientValidator.Run(this);

    /// <summary>The network as it stands at a time, for a steady calculation.</summary>
    internal SteadyModel AsSteady(double seconds)
    {
        var withdrawal = new double[Nodes.Count];
        foreach (var w in Withdrawals)
        {
            withdrawal[w.Node] += w.Scale * w.Series.At(seconds);
        }

        var given = new Dictionary<int, double>();
        foreach (var source in Sources.Where(s => seconds < s.UntilSeconds))
        {
            given.TryAdd(source.Node, source.PressurePa.At(seconds));
        }

        return new SteadyModel
        {
            Gas = Gas, Nodes = Nodes, HeightM = HeightM, FixedPa = given, WithdrawalKgPerS = withdrawal, Pipes = Pipes, Regulators = Regulators,
            Friction = Friction,
        };
    }
}
