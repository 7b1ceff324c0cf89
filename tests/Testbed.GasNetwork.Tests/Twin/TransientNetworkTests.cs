using System.Text.Json;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>
/// A two-tier network of 100 nodes under swinging demand that loses its city gate after 600 s, against an independent high-accuracy solver with inertia.
/// </summary>
public sealed class TransientNetworkTests
{
    [Fact]
    public void Loss_Of_Supply_Of_A_Two_Tier_Network_Follows_The_Reference()
    {
        using var json = TestData.Json("distribution-loss-of-supply-s1.json");
        var root = json.RootElement;
        var model = Read(root);
        var twin = new GasTwin(model, TimeOnly.MinValue);
        Assert.True(twin.Initialise().Converged);
        var demands = model.Demands.Select(d => twin.Element(d.Id)).ToArray();
        var reference = root.GetProperty("reference");
        var times = Numbers(reference.GetProperty("time_s"));
        var pressures = reference.GetProperty("node_pressure_Pa").EnumerateObject().ToDictionary(p => p.Name, p => Numbers(p.Value));
        var worstBefore = 0.0;
        var worstAfter = 0.0;
        for (var k = 0; k < times.Length; k++)
        {
            while (twin.ElapsedSeconds < times[k] - 0.25)
            {
                var factor = 1.0 + (0.4 * Math.Sin(2.0 * Math.PI * (twin.ElapsedSeconds + 0.5) / 600.0));
                foreach (var demand in demands)
                {
                    twin.SetDemandScale(demand, factor);
                }

                if (twin.ElapsedSeconds >= 600.0)
                {
                    twin.CloseShutOff(twin.Element("gate"));
                }

                Assert.True(twin.Step(0.5).Mass.RelativeError <= 1e-9);
            }

            foreach (var (node, values) in pressures)
            {
                var error = Math.Abs(twin.PressurePaAbsolute(twin.Node($"n{node}")) - values[k]) / values[k];
                worstBefore = times[k] <= 600.0 ? Math.Max(worstBefore, error) : worstBefore;
                worstAfter = Math.Max(worstAfter, error);
            }
        }

        Assert.True(worstBefore < 3e-4, $"{worstBefore}");
        Assert.True(worstAfter < 2e-3, $"{worstAfter}");
        var linePack = Numbers(reference.GetProperty("linepack_total_kg"));
        Assert.Equal(linePack[^1], twin.Totals.LinePackKg, 2e-3 * linePack[^1]);
    }

    private static GasNetworkModel Read(JsonElement root)
    {
        var g = root.GetProperty("gas");
        var temperature = g.GetProperty("T_K").GetDouble();
        var density = GasProperties.NormalPressurePa * temperature / (g.GetProperty("RT").GetDouble() * GasProperties.NormalTemperatureK);
        var gas = new GasProperties(density, temperature, g.GetProperty("viscosity_Pa_s").GetDouble(), g.GetProperty("Z_slope_per_Pa").GetDouble());
        var gate = root.GetProperty("city_gate");
        var run = root.GetProperty("regulators")[0];
        // The reference regulator is ideal: a characteristic of a tenth of a millibar and no lag to speak of.
        var ideal = new Regulator("worker", run.GetProperty("p_set_Pa").GetDouble() - GasProperties.NormalPressurePa, 1e-3, 1e-3, 0.05, null, 0.5);
        return new GasNetworkModel
        {
            Gas = gas,
            Tiers = [new("net", 1e5)],
            Nodes = [new("city", "net"), .. Enumerable.Range(0, root.GetProperty("node_tier").GetArrayLength()).Select(i => new GasNode($"n{i}", "net"))],
            Sources = [new("s", "city", gate.GetProperty("p_Pa").GetDouble() - GasProperties.NormalPressurePa)],
            ShutOffValves = [new("gate", "city", $"n{gate.GetProperty("node").GetInt32()}", 1e5, 1e-3)],
            Runs = [new("drs", $"n{run.GetProperty("from").GetInt32()}", $"n{run.GetProperty("to").GetInt32()}", 2_000.0, ideal)],
            Pipes = [.. root.GetProperty("pipes").EnumerateArray().Select(ReadPipe)],
            Profiles = [new("flat", [.. Enumerable.Repeat(1.0, 24)])],
            Demands = [.. root.GetProperty("boundary").GetProperty("base_withdrawal_kg_s").EnumerateObject()
                .Select(w => new Demand($"d{w.Name}", $"n{w.Name}", "flat", gas.Nm3PerH(w.Value.GetDouble()), 100.0))],
        };
    }

    private static Pipe ReadPipe(JsonElement p) => new(
        $"p{p.GetProperty("id").GetInt32()}", $"n{p.GetProperty("from").GetInt32()}", $"n{p.GetProperty("to").GetInt32()}",
        p.GetProperty("length_m").GetDouble(), p.GetProperty("diameter_m").GetDouble(), p.GetProperty("roughness_mm").GetDouble() * 1e-3);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];
}
