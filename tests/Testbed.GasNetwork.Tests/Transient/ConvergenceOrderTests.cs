using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests.Transient;

/// <summary>Halving the step, or the cells, quarters the error.</summary>
public sealed class ConvergenceOrderTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 5.0)]
    [InlineData(false, 60.0)]
    public void Time_Is_Second_Order(bool hasInertia, double step)
    {
        var orders = InTime(hasInertia, step);
        output.WriteLine(string.Join(", ", orders.Select(o => $"{o:F2}")));
        Assert.All(orders, order => Assert.InRange(order, 1.8, 2.3));
    }

    [Fact]
    public void Space_Is_Second_Order()
    {
        var orders = InSpace();
        output.WriteLine(string.Join(", ", orders.Select(o => $"{o:F2}")));
        Assert.All(orders, order => Assert.InRange(order, 1.8, 2.3));
    }

    /// <summary>The tolerance bounds the error of a step, so a tenth of it leaves 10^(-2/3) of the error at the end.</summary>
    [Fact]
    public void Tighter_Tolerance_Gives_Smaller_Error()
    {
        var exact = End(Model(500.0, false) with { FixedStepSeconds = 2.0 });
        var errors = new[] { 1e-5, 1e-6, 1e-7 }.Select(t => Math.Abs(End(Model(500.0, false) with { StepTolerance = t }) - exact) / exact).ToArray();
        output.WriteLine(string.Join(", ", errors.Select(e => $"{e:E1}")));
        Assert.True(errors[0] < 1e-4 && errors[1] < errors[0] / 3.0 && errors[2] < errors[1] / 3.0);
    }

    /// <summary>Observed orders when the step is halved again and again.</summary>
    internal static List<double> InTime(bool hasInertia, double step) =>
        Orders([.. new[] { 1.0, 2.0, 4.0, 8.0 }.Select(n => End(Model(500.0, hasInertia) with { FixedStepSeconds = step / n }))]);

    /// <summary>Observed orders when the cells are halved again and again.</summary>
    internal static List<double> InSpace() =>
        Orders([.. new[] { 4_000.0, 2_000.0, 1_000.0, 500.0 }.Select(cell => End(Model(cell, false) with { FixedStepSeconds = 20.0 }))]);

    private static List<double> Orders(double[] ends)
    {
        var changes = ends.Zip(ends.Skip(1), (a, b) => Math.Abs(b - a)).ToArray();
        return [.. changes.Zip(changes.Skip(1), (a, b) => Math.Log2(a / b))];
    }

    private static double End(TransientModel model)
    {
        var solver = new TransientSolver(model);
        Assert.True(solver.StartSteady().Converged);
        var result = solver.AdvanceTo(1_200.0);
        Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
        return solver.PressurePa(1);
    }

    private static TransientModel Model(double cell, bool hasInertia) => new()
    {
        Gas = new(146_750.0, 283.15, 1.07e-5, Compressibility.Papay(283.15)),
        Nodes = ["in", "out"],
        HeightM = [0.0, 120.0],
        Pipes = [new("pipe", 0, 1, 20_000.0, 0.5, 1e-4)],
        Sources = [new(0, TimeSeries.Sine(4e6, 1e5, 2_400.0))],
        Withdrawals = [new(1, TimeSeries.Sine(40.0, 20.0, 1_800.0))],
        LargestCellM = cell,
        HasInertia = hasInertia,
    };
}
