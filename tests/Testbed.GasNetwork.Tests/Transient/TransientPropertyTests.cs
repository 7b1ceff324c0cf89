using CsCheck;
using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests.Transient;

/// <summary>What must not change a course over time: the direction a pipe is drawn in, the order of nodes, a node between cells, the units.</summary>
public sealed class TransientPropertyTests
{
    private const double EndS = 60.0;

    private static readonly Gen<TransientModel> Nets =
        from size in Gen.Int[3, 8]
        from numbers in Gen.Double[0.0, 1.0].Array[60]
        from hasInertia in Gen.Bool
        select Net(size, numbers, hasInertia, new(1.0, 1.0));

    [Fact]
    public void A_Pipe_Drawn_The_Other_Way_Carries_The_Opposite_Flow() => Nets.Sample(net =>
    {
        var turned = net with { Pipes = [.. net.Pipes.Select((p, i) => i % 2 == 0 ? p with { From = p.To, To = p.From } : p)] };
        var (a, b) = (Run(net), Run(turned));
        Same(Pressures(net, a), Pressures(net, b));
        for (var i = 0; i < net.Pipes.Count; i++)
        {
            Assert.Equal(a.InflowKgPerS(i), i % 2 == 0 ? -b.OutflowKgPerS(i) : b.InflowKgPerS(i), 1e-6);
        }
    }, iter: 15);

    [Fact]
    public void The_Order_Of_Nodes_And_Pipes_Does_Not_Matter() => Nets.Sample(net =>
    {
        var last = net.Nodes.Count - 1;
        var mirrored = net with
        {
            Nodes = [.. net.Nodes.Reverse()],
            HeightM = [.. net.HeightM.Reverse()],
            Sources = [.. net.Sources.Select(s => s with { Node = last - s.Node })],
            Withdrawals = [.. net.Withdrawals.Select(w => w with { Node = last - w.Node })],
            Pipes = [.. net.Pipes.Reverse().Select(p => p with { From = last - p.From, To = last - p.To })],
        };
        Same(Pressures(net, Run(net)), [.. Pressures(net, Run(mirrored)).Reverse()]);
    }, iter: 15);

    [Fact]
    public void A_Pipe_May_Be_Cut_Between_Its_Cells() => Nets.Sample(net =>
    {
        var pipe = net.Pipes[0];
        var cells = net with { LargestCellM = pipe.LengthM / 4.0 };
        var cut = cells with
        {
            Nodes = [.. net.Nodes, "middle"],
            HeightM = [.. net.HeightM, 0.5 * (net.HeightM[pipe.From] + net.HeightM[pipe.To])],
            Pipes =
            [
                pipe with { LengthM = 0.5 * pipe.LengthM, To = net.Nodes.Count },
                .. net.Pipes.Skip(1),
                pipe with { Id = "rest", LengthM = 0.5 * pipe.LengthM, From = net.Nodes.Count },
            ],
        };
        Same(Pressures(net, Run(cells)), Pressures(net, Run(cut)));
    }, iter: 15);

    [Fact]
    public void Other_Units_Of_Mass_Length_And_Time_Give_The_Same_Course() =>
        Gen.Select(Gen.Int[3, 8], Gen.Double[0.0, 1.0].Array[60], Gen.Bool, Gen.Double[-1.0, 1.0], Gen.Double[-0.2, 0.2])
            .Sample((size, numbers, hasInertia, massPower, timePower) =>
            {
                var units = new Units(Math.Pow(10.0, massPower), Math.Pow(10.0, timePower));
                var here = Net(size, numbers, hasInertia, new(1.0, 1.0)) with { FixedStepSeconds = 0.5 };
                var scaled = Net(size, numbers, hasInertia, units);
                var there = units.Of(here, scaled.Sources, scaled.Withdrawals);
                Same(Pressures(here, Run(here)), [.. Pressures(there, Run(there, EndS * units.Time)).Select(p => p / units.Pressure)]);
            }, iter: 15);

    /// <summary>A ring with spurs; the demands swing, and a third of the way through one jumps. Sources and withdrawals are in the units given.</summary>
    private static TransientModel Net(int size, double[] numbers, bool hasInertia, Units units)
    {
        double Number(int i) => numbers[i % numbers.Length];
        SteadyPipe Pipe(int i, int from, int to) => new($"p{i}", from, to, 200.0 + (800.0 * Number(3 * i)), 0.08 + (0.12 * Number((3 * i) + 1)), 1e-4);
        TransientWithdrawal Withdrawal(int i) => new(
            i, i == 1 ? TimeSeries.Step(0.02 * units.Flow, EndS / 3.0 * units.Time, 0.08 * units.Flow)
                : TimeSeries.Sine(0.02 * Number(i + 40) * units.Flow, 0.01 * Number(i + 40) * units.Flow, 40.0 * units.Time));
        return new TransientModel
        {
            Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Linear(-2.2e-8)),
            Nodes = [.. Enumerable.Range(0, size).Select(i => $"n{i}")],
            HeightM = [.. Enumerable.Range(0, size).Select(i => 20.0 * Number(i + 20))],
            Sources = [new(0, TimeSeries.Constant(5.0e5 * units.Pressure))],
            Withdrawals = [.. Enumerable.Range(1, size - 1).Select(Withdrawal)],
            Pipes = [.. Enumerable.Range(1, size - 1).Select(i => Pipe(i, (int)(0.999 * Number(i + 10) * i), i)), Pipe(size, size - 1, 0)],
            LargestCellM = 150.0,
            HasInertia = hasInertia,
        };
    }

    private static TransientSolver Run(TransientModel model, double until = EndS)
    {
        var solver = new TransientSolver(model);
        Assert.True(solver.StartSteady().Converged);
        var result = solver.AdvanceTo(until);
        Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
        return solver;
    }

    private static double[] Pressures(TransientModel model, TransientSolver solver) =>
        [.. Enumerable.Range(0, model.Nodes.Count).Select(i => solver.PressurePa(i))];

    private static void Same(double[] a, double[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            Assert.Equal(a[i], b[i], 1e-7 * a[i]);
        }
    }
}
