using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests.Transient;

/// <summary>Regulators, events, failure and cost.</summary>
public sealed class TransientSolverTests
{
    private static TransientModel Chain { get; } = new()
    {
        Gas = new(143_314.8, 283.15, 1.07e-5, Compressibility.Linear(-2.2e-8)),
        Nodes = ["gate", "a", "b", "c", "d", "e"],
        Pipes =
        [
            new("high", 0, 1, 2_000.0, 0.2, 1e-4), new("middle", 2, 3, 800.0, 0.15, 1e-4), new("low", 4, 5, 300.0, 0.1, 1e-4),
        ],
        Regulators = [new("second", 3, 4, 1.5e5), new("first", 1, 2, 5e5)],
        Sources = [new(0, TimeSeries.Constant(1.6e6), 60.0)],
        Withdrawals = [new(5, TimeSeries.Linear([0.0, 30.0, 90.0], [0.05, 0.1, 0.02])), new(2, TimeSeries.Step(0.1, 45.0, 0.2))],
        LargestCellM = 100.0,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Regulators_In_A_Row_Hold_Their_Outlets_And_Pass_What_Is_Needed(bool hasInertia)
    {
        var solver = new TransientSolver(Chain with { HasInertia = hasInertia });
        Assert.True(solver.StartSteady().Converged);
        Assert.Equal(0.05, solver.RegulatorFlowKgPerS(0), 1e-9);
        Assert.Equal(0.15, solver.RegulatorFlowKgPerS(1), 1e-9);
        Assert.Equal(0.15, solver.SupplyKgPerS(0), 1e-9);
        var before = solver.LinePackKg;
        var result = solver.AdvanceTo(120.0);
        Assert.True(result.Converged, result.ToString());
        Assert.True(result.LargestMassError <= 1e-9 && result.Mass.RelativeError <= 1e-9, result.ToString());
        Assert.Equal(5e5, solver.PressurePa(2));
        Assert.Equal(1.5e5, solver.PressurePa(4));
        Assert.Equal(0.0, solver.SupplyKgPerS(0));
        Assert.True(solver.PressurePa(0) < 1.6e6);
        // Trapezoids of the withdrawals: 2.25 + 3.6 + 0.6 and 4.5 + 15 kg.
        Assert.Equal(25.95, result.Mass.DeliveredKg, 1e-9);
        Assert.Equal(before + result.Mass.InKg - 25.95, solver.LinePackKg, 1e-8);
        Assert.Null(solver.StarvedRegulator);
    }

    [Fact]
    public void A_Regulator_Whose_Inlet_Has_Fallen_Is_Named()
    {
        var solver = new TransientSolver(Chain with { Withdrawals = [new(5, TimeSeries.Constant(0.3))], Sources = [new(0, TimeSeries.Constant(1.6e6), 60.0)] });
        Assert.True(solver.StartSteady().Converged);
        Assert.True(solver.AdvanceTo(60.0).Converged);
        Assert.Null(solver.StarvedRegulator);
        while (solver.StarvedRegulator is null && solver.TimeSeconds < 3_600.0)
        {
            Assert.True(solver.Step(3_600.0).Converged);
        }

        Assert.Equal("first", solver.StarvedRegulator);
    }

    [Fact]
    public void Events_Are_Met_Exactly()
    {
        var solver = new TransientSolver(Chain);
        Assert.True(solver.StartSteady().Converged);
        var met = new List<double>();
        while (solver.TimeSeconds < 100.0)
        {
            Assert.True(solver.Step(100.0).Converged);
            met.Add(solver.TimeSeconds);
        }

        Assert.All([30.0, 45.0, 60.0, 90.0, 100.0], t => Assert.Contains(t, met));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_Network_Drawn_Empty_Is_A_Result_With_The_Worst_Node(bool hasInertia)
    {
        var closed = Chain with { Regulators = [], Sources = [], Withdrawals = [new(5, TimeSeries.Constant(0.1))] };
        var solver = new TransientSolver(closed with { HasInertia = hasInertia });
        solver.StartAtRest([.. Enumerable.Repeat(2e5, 6)]);
        var result = solver.AdvanceTo(1e5);
        Assert.False(result.Converged);
        Assert.NotNull(result.WorstNode);
        Assert.True(result.WorstNode == "e" || result.WorstNode.StartsWith("low at", StringComparison.Ordinal), result.ToString());
        Assert.Equal(solver.TimeSeconds, result.TimeSeconds);
        Assert.True(solver.PressurePa(5) > 0.0);
        Assert.InRange(result.Mass.RelativeError, 0.0, 1e-9);
    }

    [Fact]
    public void No_Steady_State_Is_A_Result_Too()
    {
        var solver = new TransientSolver(Chain with { Sources = [], Regulators = [] });
        Assert.False(solver.StartSteady().Converged);
        Assert.Throws<InvalidOperationException>(() => solver.Step(1.0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gas_Uphill_Comes_To_Rest_Under_Its_Weight(bool hasInertia)
    {
        var model = Chain with
        {
            HeightM = [0.0, 50.0, 80.0, 20.0, 0.0, 10.0], Withdrawals = [], Sources = [new(0, TimeSeries.Constant(1.6e6))], HasInertia = hasInertia,
        };
        var solver = new TransientSolver(model);
        solver.StartAtRest([1.6e6, 1.6e6, 5e5, 5e5, 1.5e5, 1.5e5]);
        var result = solver.AdvanceTo(7_200.0);
        Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
        foreach (var (foot, top, rise) in new[] { (0, 1, 50.0), (2, 3, -60.0), (4, 5, 10.0) })
        {
            var p = solver.PressurePa(foot);
            var weight = Math.Exp(-9.81 * rise / (model.Gas.RtJPerKg * model.Gas.Compressibility.At(p)));
            Assert.Equal(1.0, solver.PressurePa(top) / (p * weight), 1e-6);
        }

        Assert.Equal(0.0, solver.SupplyKgPerS(0), 1e-4);
    }

    [Fact]
    public void Every_Law_Of_Friction_Leads_Back_To_Its_Steady_State()
    {
        foreach (var friction in Enum.GetValues<FrictionLaw>())
        {
            var model = Chain with
            {
                Friction = friction, Sources = [new(0, TimeSeries.Constant(1.6e6))],
                Withdrawals = [new(5, TimeSeries.Linear([0.0, 60.0, 120.0], [0.05, 0.1, 0.05]))],
                Pipes = [.. Chain.Pipes.Select(p => p with { GivenFriction = 0.02 })],
            };
            var solver = new TransientSolver(model);
            Assert.True(solver.StartSteady().Converged, $"{friction}");
            var start = solver.PressurePa(5);
            var result = solver.AdvanceTo(7_200.0);
            Assert.True(result.Converged && result.LargestMassError <= 1e-9, $"{friction}: {result}");
            Assert.Equal(1.0, solver.PressurePa(5) / start, 1e-6);
        }
    }

    [Fact]
    public void Steps_Allocate_Nothing()
    {
        var solver = new TransientSolver(Chain);
        Assert.True(solver.StartSteady().Converged);
        Assert.True(solver.AdvanceTo(20.0).Converged);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = solver.AdvanceTo(110.0);
        Assert.Equal(0L, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(result.Converged && result.Steps > 20);
    }

    [Fact]
    public void The_Same_Model_Gives_The_Same_Bits()
    {
        double[] Run()
        {
            var solver = new TransientSolver(Chain);
            Assert.True(solver.StartSteady().Converged);
            Assert.True(solver.AdvanceTo(100.0).Converged);
            return [.. Enumerable.Range(0, 6).Select(i => solver.PressurePa(i))];
        }

        Assert.Equal(Run(), Run());
    }
}
