using System.Text.Json;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>A network imported by a scenario behaves as its file says: reference pressures are those of independent codes.</summary>
public sealed class ImportedNetworkTests
{
    /// <summary>One tier without regulators: the same laws, so the same pressures.</summary>
    [Fact]
    public void Twin_Of_Imported_Net_Has_The_Reference_Pressures()
    {
        var (process, reference) = Import("mp_10_s1.json", "N4", "");
        var twin = new GasTwin(GasModelFactory.Create(process), new TimeOnly(3, 0));
        twin.Initialise();

        for (var i = 0; i < reference.Length; i++)
        {
            Assert.Equal(reference[i], twin.PressurePaGauge(FormattableString.Invariant($"N{i}")) / 1e5, 1e-6);
        }
    }

    /// <summary>Two tiers: the file's regulator is ideal, ours has a droop, so the lower tier stands within it.</summary>
    [Fact]
    public void Twin_Of_Two_Tiers_Stays_Within_The_Droop_Of_Its_Regulator()
    {
        var (process, reference) = Import("mplp_100_s1.json", "N9", "A-");
        var twin = new GasTwin(GasModelFactory.Create(process), new TimeOnly(3, 0));
        twin.Initialise();

        var set = process.Regulators.Single(r => r.Id == "A-R0").SetPointBar;
        for (var i = 0; i < reference.Length; i++)
        {
            Assert.Equal(reference[i], twin.PressurePaGauge(FormattableString.Invariant($"A-N{i}")) / 1e5, reference[i] > 1 ? 2e-3 : 0.05 * set);
        }
    }

    /// <summary>The template with an imported network; what the template's controller needs stands at one of its nodes, with nobody behind it.</summary>
    private static (ProcessConfig Process, double[] Reference) Import(string file, string node, string prefix)
    {
        var root = Directory.CreateTempSubdirectory("testbed-import-");
        try
        {
            Assert.Empty(ScenarioTemplate.Write(root.FullName, "first"));
            var folder = Path.Combine(root.FullName, "first");
            var path = Path.Combine(folder, "scenario.yaml");
            var text = File.ReadAllText(path);
            var process = FormattableString.Invariant($$"""
                process:
                  import: {{file}}
                  imported: { {{(prefix.Length > 0 ? $"prefix: {prefix}" : "")}} }
                  nodes:
                    - { id: L1, tier: cabin, volume_m3: 1 }
                  regulators:
                    - { id: DRS, from: {{prefix}}{{node}}, to: L1, kg: 10, set_point: 20 mbar, pilot: { rate_per_min: 40 mbar, min: 5 mbar, max: 45 mbar } }
                  sensors:
                    - { tag: DRS.PT-1, quantity: pressure-bar, element: {{prefix}}{{node}}, span: 6 }
                    - { tag: DRS.PT-2, quantity: pressure-mbar, element: L1, span: 60 }
                  actuators:
                    - { tag: DRS.PILOT.SP, action: set-point-mbar, element: DRS }

                """);
            var (from, to) = (text.IndexOf("process:\n", StringComparison.Ordinal), text.IndexOf("# The ordinary traffic", StringComparison.Ordinal));
            File.WriteAllText(path, text[..from] + process + text[to..]);
            var data = Path.Combine(AppContext.BaseDirectory, "Data", file);
            File.Copy(data, Path.Combine(folder, file));
            var result = ScenarioLoader.Load(folder);
            Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
            using var json = JsonDocument.Parse(File.ReadAllText(data));
            return (result.Scenario!.Process,
                [.. json.RootElement.GetProperty("results").GetProperty("nikuradse").GetProperty("p_bar_gauge").EnumerateArray().Select(p => p.GetDouble())]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
