namespace Testbed.Scenarios.Tests;

/// <summary>Keys of the process for equipment beside regulators and valves.</summary>
public sealed class EquipmentKeysTests
{
    private const string Equipment = """
        process:
          friction: hofer
          outdoor_c: -4
          leaks:
            - { id: hole, node: L1, diameter_mm: 20, initial_percent: 50 }
          compressors:
            - { id: K-1, from: L1, to: L2, suction_m3_per_h: 800, outlet: 25 mbar, bypass_kg: 100 }
          injections:
            - { id: biogas, node: L2, flow_nm3_per_h: 5, highest: 24 mbar }
          orifices:
            - { id: RO-1, from: L1, to: L2, diameter_mm: 8 }
          odorisers:
            - { id: ODO, node: L1, dose_mg_per_nm3: 12 }

        """;

    [Fact]
    public void Every_Key_Is_Taken_Over()
    {
        var process = ScenarioText.LoadGood(ScenarioText.Change("process:\n", Equipment)).Process;
        Assert.Equal(("hofer", -4.0), (process.Friction, process.OutdoorC));
        Assert.Equal(new LeakConfig("hole", "L1", 20, 0.65, 50), Assert.Single(process.Leaks));
        Assert.Equal(new CompressorConfig("K-1", "L1", "L2", 800, 0.025, 4, 100), Assert.Single(process.Compressors));
        Assert.Equal(new InjectionConfig("biogas", "L2", 5, 0.024), Assert.Single(process.Injections));
        Assert.Equal(new OrificeConfig("RO-1", "L1", "L2", 8, 0.65), Assert.Single(process.Orifices));
        Assert.Equal(new OdoriserConfig("ODO", "L1", 12), Assert.Single(process.Odorisers));
    }

    [Theory]
    [InlineData("friction: hofer", "friction: moody", "moody")]
    [InlineData("node: L1, diameter_mm", "node: A1, diameter_mm", "'hole'")]
    [InlineData("node: L1, dose", "node: A1, dose", "'ODO'")]
    [InlineData("node: L1, diameter_mm", "node: F99, diameter_mm", "F99")]
    [InlineData("to: L2, suction", "to: L1, suction", "where it begins")]
    [InlineData("node: L2, flow", "node: A1, flow", "'biogas'")]
    [InlineData("diameter_mm: 20", "diameter_mm: -20", "-20")]
    public void Mistakes_Are_Located(string good, string bad, string named)
    {
        var result = ScenarioText.Load(ScenarioText.Change("process:\n", Equipment.Replace(good, bad, StringComparison.Ordinal)));
        var diagnostic = Assert.Single(result.Diagnostics, d => d.ToString().Contains(named, StringComparison.Ordinal));
        Assert.Contains("scenario.yaml:", diagnostic.ToString(), StringComparison.Ordinal);
    }
}
