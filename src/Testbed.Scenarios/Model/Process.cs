namespace Testbed.Scenarios;

/// <summary>The gas process of a scenario. Pressures bar gauge (mbar where the name says so), lengths m, diameters mm, flows Nm3/h (0 degC, 1.01325
/// bar).</summary>
public sealed record ProcessConfig
{
    /// <summary>Ground temperature, degC.</summary>
    public double TemperatureC { get; init; } = 10;

    /// <summary>The gas of an imported network; null for the natural gas of the physics.</summary>
    public GasPropertiesConfig? Gas { get; init; }

    /// <summary>Nodes.</summary>
    public required IReadOnlyList<GasNodeConfig> Nodes { get; init; }

    /// <summary>Pipes.</summary>
    public required IReadOnlyList<GasPipeConfig> Pipes { get; init; }

    /// <summary>Pressure boundaries.</summary>
    public required IReadOnlyList<GasSourceConfig> Sources { get; init; }

    /// <summary>Pressure regulators with their monitor and slam-shut.</summary>
    public required IReadOnlyList<RegulatorConfig> Regulators { get; init; }

    /// <summary>Electric control valves.</summary>
    public required IReadOnlyList<ControlValveConfig> ControlValves { get; init; }

    /// <summary>Shut-off valves.</summary>
    public required IReadOnlyList<ShutOffConfig> ShutOffs { get; init; }

    /// <summary>Relief valves to atmosphere.</summary>
    public required IReadOnlyList<ReliefConfig> Reliefs { get; init; }

    /// <summary>Openings to the atmosphere.</summary>
    public IReadOnlyList<LeakConfig> Leaks { get; init; } = [];

    /// <summary>Compressors.</summary>
    public IReadOnlyList<CompressorConfig> Compressors { get; init; } = [];

    /// <summary>Sources by flow.</summary>
    public IReadOnlyList<InjectionConfig> Injections { get; init; } = [];

    /// <summary>Restriction orifices.</summary>
    public IReadOnlyList<OrificeConfig> Orifices { get; init; } = [];

    /// <summary>Odorisers; without any no odorant is tracked.</summary>
    public IReadOnlyList<OdoriserConfig> Odorisers { get; init; } = [];

    /// <summary>Gas heaters.</summary>
    public IReadOnlyList<HeaterConfig> Heaters { get; init; } = [];

    /// <summary>Friction law of all pipes.</summary>
    public string Friction { get; init; } = "nikuradse";

    /// <summary>Outdoor temperature, degC, for demands that heat.</summary>
    public double OutdoorC { get; init; }

    /// <summary>Demands.</summary>
    public required IReadOnlyList<DemandConfig> Demands { get; init; }

    /// <summary>Transmitters and contacts.</summary>
    public required IReadOnlyList<SensorConfig> Sensors { get; init; }

    /// <summary>Actuators reachable by controllers.</summary>
    public required IReadOnlyList<ActuatorConfig> Actuators { get; init; }
}

/// <summary>A gas with Z = 1 + slope x absolute pressure.</summary>
/// <param name="NormalDensityKgPerM3">Density at 0 degC and 1.01325 bar, kg/Nm3.</param>
/// <param name="ViscosityPaS">Dynamic viscosity, Pa s.</param>
/// <param name="CompressibilitySlopePerBar">Slope of Z, 1/bar.</param>
public sealed record GasPropertiesConfig(double NormalDensityKgPerM3, double ViscosityPaS, double CompressibilitySlopePerBar);

/// <summary>A node. <paramref name="LimitBar"/> is the pressure of 49 CFR 192.201 (or the owner's declared one) above which harm is counted.</summary>
public sealed record GasNodeConfig(string Id, string Tier, double HeightM, double VolumeM3, double? MaopBar, double? LimitBar);

/// <summary>A pipe; <paramref name="Zeta"/> is the sum of its local losses: bends, a filter, a meter.</summary>
public sealed record GasPipeConfig(string Id, string From, string To, double LengthM, double DiameterMm, double RoughnessMm, double Zeta = 0);

/// <summary>A pressure boundary.</summary>
public sealed record GasSourceConfig(string Id, string Node, double PressureBar);

/// <summary>A pneumatic monitor regulator: set point and highest lock-up pressure.</summary>
public sealed record MonitorRegulatorConfig(double SetPointBar, double LockUpPercent);

/// <summary>A slam-shut valve with manual reset.</summary>
public sealed record SlamShutConfig(string Id, double OverPressureBar, double? UnderPressureBar, double TripSeconds);

/// <summary>A regulator run. Capacity by the KG law; the pilot moves at <paramref name="PilotRateBarPerMin"/> between its stops.</summary>
public sealed record RegulatorConfig(
    string Id, string From, string To, double Kg, double SetPointBar, double DroopPercent, double LockUpPercent, double StemLagSeconds,
    double? PilotRateBarPerMin, double? PilotMinBar, double? PilotMaxBar, MonitorRegulatorConfig? Monitor, SlamShutConfig? SlamShut,
    double BypassKg = 0);

/// <summary>An electric control valve; capacity by the KG law at full opening.</summary>
public sealed record ControlValveConfig(string Id, string From, string To, double Kg, double StrokeSeconds, double InitialPercent);

/// <summary>A shut-off valve; closing takes effect after its stroke. A motor opens it again in <paramref name="OpenSeconds"/>; without one somebody on site does.</summary>
public sealed record ShutOffConfig(string Id, string From, string To, double Kg, double CloseSeconds, double? OpenSeconds = null);

/// <summary>A relief valve to atmosphere.</summary>
public sealed record ReliefConfig(string Id, string Node, double SetBar, double FullOpenBar, double CapacityNm3PerH);

/// <summary>A demand. Customers 0 for a large user. Supply falls linearly below <paramref name="MinimumBar"/>.</summary>
public sealed record DemandConfig(
    string Id, string Node, int Customers, double PeakNm3PerH, string Profile, double MinimumBar, double OutBelowBar, double UnsafeAboveBar,
    HeatingConfig? Heating = null);

/// <summary>A transmitter or contact.</summary>
/// <param name="Tag">For example <c>CGS-1.PT-101</c>.</param>
/// <param name="Quantity"><c>pressure-bar</c>, <c>pressure-mbar</c>, <c>flow</c>, <c>position</c>, <c>slam-shut</c>, <c>shut-off</c> (contacts: 1 = closed
/// or tripped), <c>odorant</c> (mg/Nm3), <c>dose-rate</c> (mg/s), <c>gas-temperature</c> behind a heated station and <c>bath-temperature</c> (degC).</param>
/// <param name="Element">Node or element id.</param>
/// <param name="Span">Full scale, for noise.</param>
/// <param name="NoisePercent">Standard deviation, per cent of span.</param>
public sealed record SensorConfig(string Tag, string Quantity, string Element, double Span, double NoisePercent);

/// <summary>An actuator.</summary>
/// <param name="Tag">For example <c>CGS-1.PCV-101A.SP</c>.</param>
/// <param name="Action"><c>set-point-bar</c>, <c>set-point-mbar</c>, <c>position</c> (per cent), <c>close</c> (1 = close; 0 opens a motor-operated valve again),
/// <c>heater</c> (1 = fires), <c>odorant-dose</c> (mg/Nm3) or <c>compressor</c> (1 = runs).</param>
/// <param name="Element">What it moves.</param>
public sealed record ActuatorConfig(string Tag, string Action, string Element);
