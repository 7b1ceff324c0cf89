namespace Testbed.GasNetwork.Tests;

/// <summary>The teaching plant: city gate with two runs, short feeder, medium-pressure stub, one district station, low-pressure ring.</summary>
internal static class StationLabPlant
{
    public const double Bar = 1e5;
    public const double Mbar = 100.0;

    private static readonly double[] Household =
    [
        .34, .31, .30, .31, .36, .50, .82, 1.0, .95, .80, .70, .65, .65, .62, .60, .62, .70, .85, .92, .88, .78, .65, .50, .40,
    ];

    public static TimeOnly Night { get; } = new(4, 30);

    public static TimeOnly Morning { get; } = new(7, 0);

    public static GasNetworkModel CreateModel() => new()
    {
        Gas = GasProperties.NaturalGas,
        Tiers =
        [
            new("transmission", 34.5 * Bar),
            new("feeder", 8.60 * Bar, OverPressureLimit.FromMaop(10.34 * Bar).LimitPaGauge, 10.34 * Bar),
            new("medium", 3.45 * Bar, OverPressureLimit.FromMaop(4.14 * Bar).LimitPaGauge, 4.14 * Bar),
            new("low", 20.0 * Mbar, 34.5 * Mbar, 34.5 * Mbar),
        ],
        Nodes =
        [
            new("T0", "transmission"), new("CGS-IN", "transmission", 0.0, 2.0), new("F0", "feeder", 0.0, 1.0), new("F1", "feeder"), new("F2", "feeder"),
            new("M1", "medium", 0.0, 0.5), new("A3", "medium", 0.0, 0.2),
            .. Enumerable.Range(1, 10).Select(i => new GasNode($"L{i}", "low")),
        ],
        Sources = [new("TSO", "T0", 34.5 * Bar)],
        ShutOffValves = [new("XV-100", "T0", "CGS-IN", 20_000.0, 6.0)],
        Runs = [RunA(), MediumRun(), LowRun()],
        ControlValves = [new("FCV-101B", "CGS-IN", "F0", 524.0, 45.0)],
        ReliefValves = [new("PSV-104", "F0", 10.34 * Bar, 10.86 * Bar, 4_000.0, 11.4 * Bar)],
        Pipes =
        [
            new("F0-F1", "F0", "F1", 2_000.0, 0.3, 1e-4), new("F1-F2", "F1", "F2", 2_500.0, 0.3, 1e-4), new("M1-A3", "M1", "A3", 1_000.0, 0.147, 2e-5),
            .. Ring(),
        ],
        Profiles = [new("household", Household), new("industry", [.. Household.Select(f => 0.85 + (0.15 * f))])],
        Demands =
        [
            new("brickworks", "F1", "industry", 1_000.0, 2.0 * Bar),
            .. Enumerable.Range(1, 10).Select(i => new Demand($"homes-L{i}", $"L{i}", "household", 15 * 0.95, 10.0 * Mbar, 15, OutageRule.LowPressure)),
        ],
    };

    public static GasTwin Start(TimeOnly at, GasNetworkModel? model = null)
    {
        var twin = new GasTwin(model ?? CreateModel(), at);
        var initial = twin.Initialise();
        Assert.True(initial.Converged, initial.ToString());
        return twin;
    }

    /// <summary>Runs the twin in 1 s steps, feeding the meter and checking the mass balance at each.</summary>
    public static void Run(GasTwin twin, double seconds, ConsequenceMeter? meter = null, Action<double>? after = null)
    {
        for (var t = 1.0; t <= seconds; t++)
        {
            var step = twin.Step(1.0);
            Assert.True(step.Converged, step.WorstNodeId);
            Assert.True(step.Mass.RelativeError <= 1e-9, $"mass balance {step.Mass.RelativeError} at {twin.ElapsedSeconds} s");
            meter?.Observe(twin, step);
            after?.Invoke(t);
        }
    }

    private static RegulatorRun RunA() => new(
        "RUN-A", "CGS-IN", "F0", 839.0,
        new("PCV-101A", 8.60 * Bar, 0.03, 0.05, 2.0, new PilotDrive(0.5 * Bar / 60.0, 0.0, 14.0 * Bar)),
        new("PCV-102A", 9.65 * Bar, 0.03, 0.05, 2.0),
        new("SSV-103A", 11.00 * Bar, 0.5));

    private static RegulatorRun MediumRun() => new(
        "DRS-M", "F2", "M1", 1_157.0, new("PCV-M", 3.45 * Bar), new("PCV-M2", 3.86 * Bar), new("SSV-M", 4.35 * Bar));

    private static RegulatorRun LowRun() => new(
        "DRS-3", "A3", "L1", 929.0,
        new("PCV-301", 20.0 * Mbar, 0.10, 0.10, 1.0, new PilotDrive(40.0 * Mbar / 60.0, 5.0 * Mbar, 45.0 * Mbar)),
        new("PCV-302", 27.0 * Mbar, 0.10, 0.10, 1.0),
        new("SSV-303", 33.0 * Mbar));

    private static IEnumerable<Pipe> Ring()
    {
        for (var i = 1; i <= 10; i++)
        {
            yield return Low(i, (i % 10) + 1);
        }

        yield return Low(2, 7);
        yield return Low(4, 9);
        yield return Low(5, 10);
    }

    private static Pipe Low(int from, int to) => new($"L{from}-L{to}", $"L{from}", $"L{to}", 300.0, 0.102, 2e-5);
}
