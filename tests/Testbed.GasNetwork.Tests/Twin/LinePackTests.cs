using System.Text.Json;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>Line pack against closed forms: quasi-steady content, draw-down, diffusion of a small withdrawal.</summary>
public sealed class LinePackTests
{
    [Theory]
    [InlineData("steady-linepack-16-10", 10.0)]
    [InlineData("steady-linepack-16-14", 14.0)]
    [InlineData("steady-linepack-50-40", 40.0)]
    public void Shut_In_Pipe_Settles_At_The_Mean_Pressure_Of_Its_Line_Pack(string id, double flowKgPerS)
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, id);
        var lambda = c.GetProperty("darcy_lambda").GetDouble();
        var diameter = c.GetProperty("D_m").GetDouble();
        var gas = IdealGas(json, 1.07e-5);
        // Roughness whose fully rough part, with the laminar part at this flow, adds up to the case's friction factor.
        var reynolds = 4.0 * flowKgPerS / (Math.PI * diameter * gas.ViscosityPaS);
        var roughness = diameter / Math.Pow(10.0, ((1.0 / Math.Sqrt(lambda - (64.0 / reynolds))) - 1.14) / 2.0);
        var model = Chain(gas, c.GetProperty("L_m").GetDouble(), diameter, roughness, 60, flowKgPerS, c.GetProperty("p_in_Pa").GetDouble());
        var twin = new GasTwin(model, TimeOnly.MinValue);
        var initial = twin.Initialise();
        Assert.True(initial.Converged, initial.ToString());
        Assert.Equal(1.0, twin.PressurePaAbsolute(twin.Node("n60")) / c.GetProperty("p_out_Pa").GetDouble(), 3e-6);
        Assert.Equal(1.0, twin.Totals.LinePackKg / c.GetProperty("linepack_kg").GetDouble(), 1e-3);
        twin.CloseShutOff(twin.Element("valve"));
        twin.SetDemandScale(twin.Element("d"), 0.0);
        for (var i = 0; i < 200; i++)
        {
            Assert.True(twin.Step(60.0).Converged);
        }

        var expected = c.GetProperty("shut_in_equilibrium_Pa").GetDouble();
        Assert.Equal(1.0, twin.PressurePaAbsolute(twin.Node("n0")) / expected, 1e-3);
        Assert.Equal(1.0, twin.PressurePaAbsolute(twin.Node("n60")) / expected, 1e-3);
    }

    [Fact]
    public void Draw_Down_Of_A_Closed_Pipe_Follows_Mass_Conservation()
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, "draw-down");
        var gas = IdealGas(json, 1.07e-5);
        var withdrawal = c.GetProperty("withdrawal_kg_s").GetDouble();
        var model = Chain(gas, c.GetProperty("L_m").GetDouble(), c.GetProperty("D_m").GetDouble(), 1e-4, 20, withdrawal, c.GetProperty("p0_Pa").GetDouble());
        var twin = new GasTwin(model, TimeOnly.MinValue);
        twin.SetDemandScale(twin.Element("d"), 0.0);
        Assert.True(twin.Initialise().Converged);
        twin.CloseShutOff(twin.Element("valve"));
        twin.SetDemandScale(twin.Element("d"), 1.0);
        var times = Numbers(c, "t_s");
        var means = Numbers(c, "p_mean_Pa");
        for (var i = 1; i < times.Length; i++)
        {
            while (twin.ElapsedSeconds < times[i])
            {
                Assert.True(twin.Step(30.0).Mass.RelativeError <= 1e-9);
            }

            Assert.Equal(1.0, MeanPressure(twin, model) / means[i], 1e-5);
        }
    }

    [Fact]
    public void Small_Withdrawal_Diffuses_As_The_Laminar_Closed_Form_Says()
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, "laminar-small-step");
        var gas = IdealGas(json, c.GetProperty("viscosity_Pa_s").GetDouble());
        var model = Chain(gas, c.GetProperty("L_m").GetDouble(), c.GetProperty("D_m").GetDouble(), 1e-6, 60,
            c.GetProperty("dq_kg_s").GetDouble(), c.GetProperty("p_in_Pa").GetDouble());
        var twin = new GasTwin(model, TimeOnly.MinValue);
        twin.SetDemandScale(twin.Element("d"), 0.0);
        Assert.True(twin.Initialise().Converged);
        var rest = twin.PressurePaAbsolute(twin.Node("n60"));
        twin.SetDemandScale(twin.Element("d"), 1.0);
        var times = Numbers(c, "t_s");
        var drops = Numbers(c, "dp_outlet_Pa");
        for (var i = 0; i < times.Length; i++)
        {
            var from = i == 0 ? 0.0 : times[i - 1];
            for (var k = 0; k < 100; k++)
            {
                Assert.True(twin.Step((times[i] - from) / 100.0).Converged);
            }

            Assert.Equal(1.0, (twin.PressurePaAbsolute(twin.Node("n60")) - rest) / drops[i], 0.01);
        }
    }

    private static double MeanPressure(GasTwin twin, GasNetworkModel model)
    {
        var cells = model.Pipes.Count;
        return Enumerable.Range(0, cells + 1)
            .Sum(i => twin.PressurePaAbsolute(twin.Node($"n{i}")) * (i == 0 || i == cells ? 0.5 : 1.0)) / cells;
    }

    private static GasNetworkModel Chain(GasProperties gas, double length, double diameter, double roughness, int cells, double kgPerS, double inletPa) => new()
    {
        Gas = gas,
        Tiers = [new("net", inletPa - GasProperties.NormalPressurePa)],
        Nodes = [new("source", "net"), .. Enumerable.Range(0, cells + 1).Select(i => new GasNode($"n{i}", "net"))],
        Sources = [new("s", "source", inletPa - GasProperties.NormalPressurePa)],
        // So wide that the inlet pressure is the source's to a pascal even at full flow.
        ShutOffValves = [new("valve", "source", "n0", 1e7, 1e-3)],
        Pipes = [.. Enumerable.Range(0, cells).Select(i => new Pipe($"p{i}", $"n{i}", $"n{i + 1}", length / cells, diameter, roughness))],
        Profiles = [new("flat", [.. Enumerable.Repeat(1.0, 24)])],
        Demands = [new("d", $"n{cells}", "flat", gas.Nm3PerH(kgPerS), 100.0)],
    };

    private static GasProperties IdealGas(JsonDocument json, double viscosity)
    {
        var g = json.RootElement.GetProperty("gas");
        var temperature = g.GetProperty("T_K").GetDouble();
        var density = GasProperties.NormalPressurePa * temperature / (g.GetProperty("RT").GetDouble() * GasProperties.NormalTemperatureK);
        return new GasProperties(density, temperature, viscosity, 0.0);
    }

    private static JsonElement Case(JsonDocument json, string id) =>
        json.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
