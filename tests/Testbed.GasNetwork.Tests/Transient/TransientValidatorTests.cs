using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests.Transient;

public sealed class TransientValidatorTests
{
    private static TransientModel Good { get; } = new()
    {
        Gas = new(143_314.8, 283.15, 1.07e-5, Compressibility.Ideal),
        Nodes = ["a", "b", "c"],
        Pipes = [new("p", 0, 1, 100.0, 0.1, 1e-4)],
        Regulators = [new("r", 1, 2, 1.5e5)],
        Sources = [new(0, TimeSeries.Constant(5e5))],
        Withdrawals = [new(2, TimeSeries.Constant(0.01))],
    };

    [Fact]
    public void A_Part_Without_Given_Pressure_Is_No_Mistake()
    {
        Assert.Empty(Good.Validate());
        Assert.Empty((Good with { Sources = [] }).Validate());
        Assert.Empty((Good with { Sources = [], Regulators = [], Pipes = [.. Good.Pipes, new("q", 1, 2, 100.0, 0.1, 1e-4)] }).Validate());
    }

    [Fact]
    public void Every_Mistake_Is_Named()
    {
        void Names(string element, TransientModel model)
        {
            Assert.Contains(model.Validate(), p => p.ElementId == element);
            Assert.Throws<ArgumentException>(() => new TransientSolver(model));
        }

        Names("model", Good with { LargestCellM = 0.0 });
        Names("model", Good with { StepTolerance = 0.0 });
        Names("model", Good with { SmallestStepSeconds = 2.0, LargestStepSeconds = 1.0 });
        Names("model", Good with { Withdrawals = [new(7, TimeSeries.Constant(1.0))] });
        Names("c", Good with { Withdrawals = [new(2, TimeSeries.Constant(double.NaN))] });
        Names("a", Good with { Sources = [new(0, TimeSeries.Step(5e5, 10.0, 4e5))] });
        Names("a", Good with { Sources = [new(0, TimeSeries.Sine(5e5, 6e5, 10.0))] });
        Names("a", Good with { Sources = [.. Good.Sources, .. Good.Sources] });
        Names("r", Good with { Sources = [.. Good.Sources, new(2, TimeSeries.Constant(1.5e5))] });
        Names("s", Good with { Regulators = [.. Good.Regulators, new("s", 0, 2, 1.5e5)] });
        Names("r", Good with { Regulators = [.. Good.Regulators, new("s", 2, 1, 2e5)] });
        Names("p", Good with { Pipes = [new("p", 0, 1, -1.0, 0.1, 1e-4)] });
        Names("d", Good with { Nodes = ["a", "b", "c", "d"] });
    }
}
