namespace Testbed.GasNetwork;

/// <summary>
/// A gas network as plain immutable data. Ids are unique over all lists. Nothing is checked on construction: <see cref="Validate"/> reports
/// every problem at once, and <see cref="GasTwin"/> refuses a model that has any.
/// </summary>
public sealed record GasNetworkModel
{
    /// <summary>The gas.</summary>
    public required GasProperties Gas { get; init; }

    /// <summary>Pressure tiers.</summary>
    public required IReadOnlyList<PressureTier> Tiers { get; init; }

    /// <summary>Nodes.</summary>
    public required IReadOnlyList<GasNode> Nodes { get; init; }

    /// <summary>Boundary pressures.</summary>
    public required IReadOnlyList<GasSource> Sources { get; init; }

    /// <summary>Pipes.</summary>
    public IReadOnlyList<Pipe> Pipes { get; init; } = [];

    /// <summary>Regulating runs.</summary>
    public IReadOnlyList<RegulatorRun> Runs { get; init; } = [];

    /// <summary>Throttling valves.</summary>
    public IReadOnlyList<ControlValve> ControlValves { get; init; } = [];

    /// <summary>Two-position valves.</summary>
    public IReadOnlyList<ShutOffValve> ShutOffValves { get; init; } = [];

    /// <summary>Relief valves.</summary>
    public IReadOnlyList<ReliefValve> ReliefValves { get; init; } = [];

    /// <summary>Openings to the atmosphere.</summary>
    public IReadOnlyList<Leak> Leaks { get; init; } = [];

    /// <summary>Sources by flow.</summary>
    public IReadOnlyList<Injection> Injections { get; init; } = [];

    /// <summary>Restriction orifices.</summary>
    public IReadOnlyList<Orifice> Orifices { get; init; } = [];

    /// <summary>Compressors.</summary>
    public IReadOnlyList<Compressor> Compressors { get; init; } = [];

    /// <summary>Odorisers; without any no odorant is tracked.</summary>
    public IReadOnlyList<Odoriser> Odorisers { get; init; } = [];

    /// <summary>How all pipes resist flow: a law of pipe data alone, not <see cref="FrictionLaw.Given"/>.</summary>
    public FrictionLaw Friction { get; init; } = FrictionLaw.Nikuradse;

    /// <summary>Outdoor temperature at the start, degC.</summary>
    public double OutdoorC { get; init; }

    /// <summary>Profiles that demands refer to.</summary>
    public IReadOnlyList<DemandProfile> Profiles { get; init; } = [];

    /// <summary>Demands.</summary>
    public IReadOnlyList<Demand> Demands { get; init; } = [];

    /// <summary>Every problem of the model, in list order; empty when it can be simulated. Never throws.</summary>
    public IReadOnlyList<ModelProblem> Validate() => new ModelValidator(this).Run();
}
