using System.Text.Json;
using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests.Transient;

/// <summary>One pipe against closed forms: quasi-steady line pack, shut-in, draw-down, diffusion of a small withdrawal.</summary>
public sealed class AnalyticLinePackTests
{
    private const double Never = double.PositiveInfinity;

    [Theory]
    [InlineData("steady-linepack-16-10")]
    [InlineData("steady-linepack-16-14")]
    [InlineData("steady-linepack-50-40")]
    public void Steady_Line_Pack_And_Shut_In_Pressure_Are_The_Closed_Form(string id)
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, id);
        var flow = Number(c, "q_kg_s");
        var model = Pipe(json, c, Number(c, "darcy_lambda"), Number(c, "p_in_Pa"), 60, 10.0) with
        {
            Withdrawals = [new(1, TimeSeries.Step(flow, 10.0, 0.0))], HasInertia = true,
        };
        var solver = new TransientSolver(model);
        Assert.True(solver.StartSteady().Converged);
        Assert.Equal(1.0, solver.PressurePa(1) / Number(c, "p_out_Pa"), 1e-9);
        Assert.Equal(1.0, solver.LinePackKg / Number(c, "linepack_kg"), 1e-5);
        Assert.Equal(flow, solver.SupplyKgPerS(0), 1e-6);

        var result = solver.AdvanceTo(86_400.0);
        Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
        Assert.Equal(1.0, solver.LinePackKg / Number(c, "linepack_kg"), 1e-5);
        Assert.Equal(1.0, solver.PressurePa(0) / Number(c, "shut_in_equilibrium_Pa"), 1e-5);
        Assert.Equal(1.0, solver.PressurePa(1) / Number(c, "shut_in_equilibrium_Pa"), 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draw_Down_Of_A_Closed_Pipe_Follows_Mass_Conservation(bool hasInertia)
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, "draw-down");
        var model = Pipe(json, c, 0.012, Number(c, "p0_Pa"), 30, 0.0) with
        {
            Sources = [], HasInertia = hasInertia, Withdrawals = [new(1, TimeSeries.Constant(Number(c, "withdrawal_kg_s")))],
        };
        var solver = new TransientSolver(model);
        solver.StartAtRest([Number(c, "p0_Pa"), Number(c, "p0_Pa")]);
        var (times, means) = (Numbers(c, "t_s"), Numbers(c, "p_mean_Pa"));
        var volume = Number(c, "L_m") * Math.PI * Number(c, "D_m") * Number(c, "D_m") / 4.0;
        for (var k = 1; k < times.Length; k++)
        {
            var result = solver.AdvanceTo(times[k]);
            Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
            Assert.Equal(1.0, solver.LinePackKg * model.Gas.RtJPerKg / volume / means[k], 1e-10);
        }
    }

    [Fact]
    public void Small_Withdrawal_Diffuses_As_The_Laminar_Closed_Form_Says()
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, "laminar-small-step");
        var model = Pipe(json, c, 0.0, Number(c, "p_in_Pa"), 100, Never) with
        {
            Friction = FrictionLaw.Nikuradse, Withdrawals = [new(1, TimeSeries.Constant(Number(c, "dq_kg_s")))], StepTolerance = 1e-11,
        };
        var solver = new TransientSolver(model);
        solver.StartAtRest([Number(c, "p_in_Pa"), Number(c, "p_in_Pa")]);
        Compare(solver, c, Number(c, "p_in_Pa"), 1e-3);
    }

    [Fact]
    public void Small_Withdrawal_On_Turbulent_Flow_Diffuses_As_The_Leading_Order_Says()
    {
        using var json = TestData.Json("analytic-linepack.json");
        var c = Case(json, "turbulent-small-step");
        var (flow, more) = (Number(c, "q0_kg_s"), Number(c, "dq_kg_s"));
        var model = Pipe(json, c, Number(c, "darcy_lambda"), Number(c, "p_in_Pa"), 100, Never) with
        {
            Withdrawals = [new(1, TimeSeries.Constant(flow)), new(1, TimeSeries.Step(0.0, 0.0, more))], StepTolerance = 1e-11,
        };
        var steady = new TransientSolver(model with { Withdrawals = [new(1, TimeSeries.Constant(flow))] });
        Assert.True(steady.StartSteady().Converged);
        Assert.Equal(1.0, (Number(c, "p_in_Pa") - steady.PressurePa(1)) / Number(c, "steady_drop_Pa"), 1e-6);
        var step = TimeSeries.Step(flow, 1.0, flow + more);
        var solver = new TransientSolver(model with { Withdrawals = [new(1, step)] });
        Assert.True(solver.StartSteady().Converged);
        Assert.True(solver.AdvanceTo(1.0).Converged);
        Compare(solver, c, solver.PressurePa(1), 4e-3);
    }

    private static void Compare(TransientSolver solver, JsonElement c, double rest, double tolerance)
    {
        var (times, drops, start) = (Numbers(c, "t_s"), Numbers(c, "dp_outlet_Pa"), solver.TimeSeconds);
        for (var k = 0; k < times.Length; k++)
        {
            var result = solver.AdvanceTo(start + times[k]);
            Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
            Assert.Equal(1.0, (solver.PressurePa(1) - rest) / drops[k], tolerance);
        }
    }

    private static TransientModel Pipe(JsonDocument json, JsonElement c, double lambda, double inletPa, int cells, double suppliedUntil) => new()
    {
        Gas = new(
            json.RootElement.GetProperty("gas").GetProperty("RT").GetDouble(), 283.15, c.TryGetProperty("viscosity_Pa_s", out var v) ? v.GetDouble() : 1.07e-5,
            Compressibility.Ideal),
        Nodes = ["in", "out"],
        Pipes = [new("pipe", 0, 1, Number(c, "L_m"), Number(c, "D_m"), 1e-6, 0.0, lambda)],
        Sources = [new(0, TimeSeries.Constant(inletPa), suppliedUntil)],
        Friction = FrictionLaw.Given,
        LargestCellM = Number(c, "L_m") / cells,
        HasInertia = false,
    };

    private static JsonElement Case(JsonDocument json, string id) =>
        json.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
