using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>The generated utility holds its pressures at the winter peak, by the steady solve of the twin; sizes were chosen by calculation.</summary>
public sealed class GeneratedUtilityTests
{
    private static readonly TimeOnly PeakHour = new(7, 0);

    /// <summary>Lowest pressure by tier, bar gauge: what hangs on the tier needs it.</summary>
    private static readonly Dictionary<string, double> Lowest = new() { ["high-pressure"] = 10, ["medium-pressure"] = 1.5, ["low-pressure"] = 0.017 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(123_456_789)]
    public void Every_Tier_Holds_Its_Pressure_At_The_Peak(int seed)
    {
        var process = Load(seed);
        var twin = AtPeak(process);

        AssertPressures(process, twin);
        // The steady state is one: a minute later nothing has moved.
        var before = process.Nodes.Select(n => twin.PressurePaGauge(n.Id)).ToList();
        Assert.True(twin.Step(60).Converged);
        Assert.All(process.Nodes.Zip(before), n => Assert.Equal(1, twin.PressurePaGauge(n.First.Id) / n.Second, 2e-3));
        Assert.True(process.Pipes.Max(q => Velocity(twin, q)) <= 20, "m/s");
    }

    [Theory]
    [InlineData("CGS-1")]
    [InlineData("CGS-2")]
    [InlineData("CGS-3")]
    public void Utility_Survives_The_Loss_Of_Any_City_Gate(string gate)
    {
        var whole = Load(17);
        var process = whole with
        {
            Nodes = [.. whole.Nodes.Where(n => n.Id != $"{gate}-T" && n.Id != $"{gate}-I")],
            Sources = [.. whole.Sources.Where(s => s.Node != $"{gate}-T")],
            ShutOffs = [.. whole.ShutOffs.Where(v => v.Id != $"{gate}-XV")],
            Regulators = [.. whole.Regulators.Where(r => r.From != $"{gate}-I")],
        };
        var twin = AtPeak(process);

        Assert.Equal(whole.Regulators.Count - 2, process.Regulators.Count);
        AssertPressures(process, twin);
    }

    private static void AssertPressures(ProcessConfig process, GasTwin twin)
    {
        foreach (var (tier, lowest) in Lowest)
        {
            var (bar, id) = process.Nodes.Where(n => n.Tier == tier).Select(n => (Bar: twin.PressurePaGauge(n.Id) / 1e5, n.Id)).Min();
            Assert.True(bar >= lowest, FormattableString.Invariant($"{tier}: {bar:F4} bar at {id}, wanted {lowest}"));
        }

        Assert.All(process.Demands, d => Assert.True(twin.PressurePaGauge(d.Node) > d.MinimumBar * 1e5, d.Id));
    }

    private static double Velocity(GasTwin twin, GasPipeConfig pipe)
    {
        var lowest = Math.Min(twin.PressurePaGauge(pipe.From), twin.PressurePaGauge(pipe.To)) + GasProperties.NormalPressurePa;
        var real = Math.Abs(twin.FlowNm3PerH(twin.Element(pipe.Id))) / 3600 * GasProperties.NormalPressurePa / lowest * 283.15 / GasProperties.NormalTemperatureK;
        return real / (Math.PI / 4e6 * pipe.DiameterMm * pipe.DiameterMm);
    }

    private static GasTwin AtPeak(ProcessConfig process)
    {
        var twin = new GasTwin(GasModelFactory.Create(process), PeakHour);
        twin.Initialise();
        Assert.True(twin.Step(1).Converged);
        return twin;
    }

    private static ProcessConfig Load(int seed)
    {
        var root = Directory.CreateTempSubdirectory("testbed-utility-");
        try
        {
            Assert.Empty(ScenarioTemplate.Write(root.FullName, "first"));
            var path = Path.Combine(root.FullName, "first", "scenario.yaml");
            var text = File.ReadAllText(path);
            var (from, to) = (text.IndexOf("process:\n", StringComparison.Ordinal), text.IndexOf("# The ordinary traffic", StringComparison.Ordinal));
            File.WriteAllText(path, text[..from] + FormattableString.Invariant($$"""
                process:
                  generate: { seed: {{seed}}, customers: 250000, motorised: [DRS-017] }
                  sensors:
                    - { tag: DRS.PT-1, quantity: pressure-bar, element: DRS-017-I, span: 40 }
                    - { tag: DRS.PT-2, quantity: pressure-bar, element: DRS-017-O, span: 6 }
                  actuators:
                    - { tag: DRS.PILOT.SP, action: set-point-bar, element: DRS-017 }

                """) + text[to..]);
            var result = ScenarioLoader.Load(Path.GetDirectoryName(path)!);
            Assert.True(result.Diagnostics.Count == 0, string.Join("\n", result.Diagnostics));
            return result.Scenario!.Process;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
