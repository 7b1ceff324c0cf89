using System.Text.Json;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>Steady pressures and flows of whole networks against an independent nodal solver (agreed with pandapipes to 3e-10 bar).</summary>
public sealed class SteadyNetworkTests
{
    [Theory]
    [InlineData("lp_100_h_s3.json")]
    [InlineData("mp_100_s3.json")]
    public void Steady_State_Agrees_With_The_Independent_Solver_To_A_Millionth(string file)
    {
        using var json = TestData.Json(file);
        var root = json.RootElement;
        var model = Read(root);
        var twin = new GasTwin(model, TimeOnly.MinValue);
        Assert.True(twin.Initialise().Converged);
        var result = root.GetProperty("results").GetProperty("nikuradse");
        var pressures = Numbers(result.GetProperty("p_bar_gauge"));
        for (var i = 0; i < pressures.Length; i++)
        {
            Assert.Equal(pressures[i], twin.PressurePaGauge($"n{i}") / 1e5, 1e-8);
        }

        var flows = Numbers(result.GetProperty("mdot_kg_per_s"));
        for (var i = 0; i < model.Pipes.Count; i++)
        {
            Assert.Equal(flows[i], model.Gas.KgPerS(twin.FlowNm3PerH($"p{i}")), 1e-8);
        }
    }

    [Fact]
    public void Steady_State_Stays_When_Stepped()
    {
        using var json = TestData.Json("mp_100_s3.json");
        var twin = new GasTwin(Read(json.RootElement), TimeOnly.MinValue);
        Assert.True(twin.Initialise().Converged);
        var before = twin.PressurePaGauge("n40");
        for (var i = 0; i < 100; i++)
        {
            Assert.True(twin.Step(1.0).Converged);
        }

        Assert.Equal(before, twin.PressurePaGauge("n40"), 1e-3);
    }

    private static GasNetworkModel Read(JsonElement root)
    {
        var g = root.GetProperty("gas");
        var gas = new GasProperties(
            g.GetProperty("rho_n_kg_m3").GetDouble(), g.GetProperty("T_K").GetDouble(), g.GetProperty("viscosity_Pa_s").GetDouble(),
            g.GetProperty("Z_slope_per_bar").GetDouble() * 1e-5);
        return new GasNetworkModel
        {
            Gas = gas,
            Tiers = [new("net", 1e5)],
            Nodes = [.. Rows(root, "nodes").Select((r, i) => new GasNode($"n{i}", "net", r[2]))],
            Pipes = [.. Rows(root, "pipes").Select((r, i) => new Pipe($"p{i}", $"n{r[0]}", $"n{r[1]}", r[2], r[3], r[4] * 1e-3))],
            Sources = [.. Rows(root, "sources").Select((r, i) => new GasSource($"s{i}", $"n{r[0]}", r[1] * 1e5))],
            Profiles = [new("flat", [.. Enumerable.Repeat(1.0, 24)])],
            Demands = [.. Rows(root, "sinks").Select((r, i) => new Demand($"d{i}", $"n{r[0]}", "flat", gas.Nm3PerH(r[1]), 100.0))],
        };
    }

    private static IEnumerable<double[]> Rows(JsonElement root, string name) => root.GetProperty(name).EnumerateArray().Select(Numbers);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];
}
