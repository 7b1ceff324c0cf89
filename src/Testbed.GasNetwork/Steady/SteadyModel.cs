namespace Testbed.GasNetwork.Steady;

/// <summary>The gas of a steady calculation; one temperature.</summary>
/// <param name="RtJPerKg">R_s T, J/kg.</param>
/// <param name="TemperatureK">Temperature, K.</param>
/// <param name="ViscosityPaS">Dynamic viscosity, Pa s.</param>
/// <param name="Compressibility">Z over pressure.</param>
public sealed record SteadyGas(double RtJPerKg, double TemperatureK, double ViscosityPaS, Compressibility Compressibility);

/// <summary>A pipe between two nodes given by index.</summary>
/// <param name="Id">For messages.</param>
/// <param name="From">Node at the start.</param>
/// <param name="To">Node at the end.</param>
/// <param name="LengthM">Length, m; positive.</param>
/// <param name="DiameterM">Inner diameter, m; positive.</param>
/// <param name="RoughnessM">Sand roughness, m; for laws that use it.</param>
/// <param name="LossCoefficient">Sum of local losses zeta.</param>
/// <param name="GivenFriction">Darcy friction factor, for <see cref="FrictionLaw.Given"/>.</param>
public sealed record SteadyPipe(
    string Id, int From, int To, double LengthM, double DiameterM, double RoughnessM, double LossCoefficient = 0.0, double GivenFriction = 0.0);

/// <summary>An ideal link without resistance: <c>p_to = ratio p_from</c>. Ratio 1 is an open valve; above 1 a compressor, below 1 a control valve.</summary>
public sealed record SteadyLink(string Id, int From, int To, double Ratio);

/// <summary>An ideal regulator: holds the pressure of its outlet node and takes what that needs from its inlet.</summary>
public sealed record SteadyRegulator(string Id, int From, int To, double OutletPa);

/// <summary>A compressor with a characteristic: its lift follows from the volume flow at suction conditions.</summary>
/// <param name="Id">For messages.</param>
/// <param name="From">Suction node.</param>
/// <param name="To">Pressure node.</param>
/// <param name="LiftBar">Coefficients of the lift in bar over the suction flow in m3/h, highest power first.</param>
public sealed record SteadyPump(string Id, int From, int To, IReadOnlyList<double> LiftBar)
{
    /// <summary>The lift at a suction flow, Pa.</summary>
    public double LiftPa(double suctionM3PerH) => 1e5 * LiftBar.Aggregate(0.0, (sum, next) => (sum * suctionM3PerH) + next);
}

/// <summary>
/// A network for one steady calculation, by index, SI, absolute pressures. Immutable by use: what is in the lists is read when a
/// <see cref="SteadySolver"/> is made of it; <see cref="Validate"/> names every mistake.
/// </summary>
public sealed record SteadyModel
{
    /// <summary>The gas.</summary>
    public required SteadyGas Gas { get; init; }

    /// <summary>Node ids, for messages.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Heights, m; empty when the net is level.</summary>
    public IReadOnlyList<double> HeightM { get; init; } = [];

    /// <summary>Nodes whose pressure is given, Pa absolute.</summary>
    public required IReadOnlyDictionary<int, double> FixedPa { get; init; }

    /// <summary>Withdrawal per node, kg/s; negative for injections.</summary>
    public required IReadOnlyList<double> WithdrawalKgPerS { get; init; }

    /// <summary>Pipes.</summary>
    public IReadOnlyList<SteadyPipe> Pipes { get; init; } = [];

    /// <summary>Links.</summary>
    public IReadOnlyList<SteadyLink> Links { get; init; } = [];

    /// <summary>Regulators.</summary>
    public IReadOnlyList<SteadyRegulator> Regulators { get; init; } = [];

    /// <summary>Compressors with a characteristic; solved by <see cref="SteadyOperation"/> only.</summary>
    public IReadOnlyList<SteadyPump> Pumps { get; init; } = [];

    /// <summary>The friction of all pipes.</summary>
    public FrictionLaw Friction { get; init; } = FrictionLaw.Nikuradse;

    /// <summary>Every mistake, with the element's id; empty when it can be solved. Never throws.</summary>
    public IReadOnlyList<ModelProblem> Validate() => SteadyValidator.Run(this);
}

/// <summary>A steady state.</summary>
/// <param name="Converged">False when no solution was found; then the values are those of the last iteration.</param>
/// <param name="Iterations">Newton iterations.</param>
/// <param name="PressurePa">Absolute pressure per node.</param>
/// <param name="PipeFlowKgPerS">Flow per pipe, positive from its start to its end.</param>
/// <param name="LinkFlowKgPerS">Flow per link.</param>
/// <param name="RegulatorFlowKgPerS">Flow per regulator.</param>
/// <param name="WorstNode">The node with the largest imbalance.</param>
/// <param name="WorstResidualKgPerS">That imbalance.</param>
public sealed record SteadyState(
    bool Converged, int Iterations, IReadOnlyList<double> PressurePa, IReadOnlyList<double> PipeFlowKgPerS, IReadOnlyList<double> LinkFlowKgPerS,
    IReadOnlyList<double> RegulatorFlowKgPerS, string? WorstNode, double WorstResidualKgPerS);
