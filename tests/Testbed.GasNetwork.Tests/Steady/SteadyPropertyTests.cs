using CsCheck;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Tests.Steady;

/// <summary>What must not change a steady state: the direction a pipe is drawn in, the order of nodes, a node in the middle of a pipe.</summary>
public sealed class SteadyPropertyTests
{
    private static readonly FrictionLaw[] Laws =
        [FrictionLaw.Nikuradse, FrictionLaw.Colebrook, FrictionLaw.Hofer, FrictionLaw.Renouard, FrictionLaw.PanhandleA];

    private static readonly Gen<SteadyModel> Nets =
        from size in Gen.Int[3, 25]
        from extra in Gen.Int[0, 12]
        from numbers in Gen.Double[0.0, 1.0].Array[200]
        from law in Gen.Int[0, Laws.Length - 1]
        select Net(size, extra, numbers, Laws[law]);

    [Fact]
    public void A_Pipe_Drawn_The_Other_Way_Carries_The_Opposite_Flow() => Nets.Sample(net =>
    {
        var turned = net with { Pipes = [.. net.Pipes.Select((p, i) => i % 2 == 0 ? p with { From = p.To, To = p.From } : p)] };
        var (a, b) = (Solve(net), Solve(turned));
        Same(a.PressurePa, b.PressurePa);
        for (var i = 0; i < net.Pipes.Count; i++)
        {
            Assert.Equal(a.PipeFlowKgPerS[i], i % 2 == 0 ? -b.PipeFlowKgPerS[i] : b.PipeFlowKgPerS[i], 1e-7);
        }
    }, iter: 60);

    [Fact]
    public void The_Order_Of_Nodes_Does_Not_Matter() => Nets.Sample(net =>
    {
        var last = net.Nodes.Count - 1;
        var mirrored = net with
        {
            Nodes = [.. net.Nodes.Reverse()],
            HeightM = [.. net.HeightM.Reverse()],
            FixedPa = net.FixedPa.ToDictionary(f => last - f.Key, f => f.Value),
            WithdrawalKgPerS = [.. net.WithdrawalKgPerS.Reverse()],
            Pipes = [.. net.Pipes.Select(p => p with { From = last - p.From, To = last - p.To })],
        };
        Same(Solve(net).PressurePa, [.. Solve(mirrored).PressurePa.Reverse()]);
    }, iter: 60);

    [Fact]
    public void An_Ideal_Level_Pipe_May_Be_Cut_In_Two() => Nets.Sample(net =>
    {
        var ideal = net with { HeightM = [], Gas = net.Gas with { Compressibility = Compressibility.Ideal } };
        var pipe = ideal.Pipes[0];
        var cut = ideal with
        {
            Nodes = [.. ideal.Nodes, "middle"],
            WithdrawalKgPerS = [.. ideal.WithdrawalKgPerS, 0.0],
            Pipes =
            [
                pipe with { LengthM = 0.3 * pipe.LengthM, To = ideal.Nodes.Count },
                .. ideal.Pipes.Skip(1),
                pipe with { Id = "rest", LengthM = 0.7 * pipe.LengthM, From = ideal.Nodes.Count },
            ],
        };
        Same(Solve(ideal).PressurePa, [.. Solve(cut).PressurePa.Take(ideal.Nodes.Count)]);
    }, iter: 60);

    [Fact]
    public void Two_Equal_Pipes_Side_By_Side_Carry_Half_Each() => Nets.Sample(net =>
    {
        var pipe = net.Pipes[0];
        var doubled = net with { Pipes = [.. net.Pipes, pipe with { Id = "twin" }] };
        var state = Solve(doubled);
        Assert.Equal(state.PipeFlowKgPerS[0], state.PipeFlowKgPerS[^1], 1e-12);
    }, iter: 40);

    [Fact]
    public void Every_Node_Is_Balanced() => Nets.Sample(net =>
    {
        var state = Solve(net);
        for (var n = 0; n < net.Nodes.Count; n++)
        {
            if (!net.FixedPa.ContainsKey(n))
            {
                var sum = net.WithdrawalKgPerS[n] + net.Pipes.Select((p, i) => p.From == n ? state.PipeFlowKgPerS[i] : p.To == n ? -state.PipeFlowKgPerS[i] : 0.0).Sum();
                Assert.Equal(0.0, sum, 1e-8);
            }
        }
    }, iter: 60);

    private static SteadyModel Net(int size, int extra, double[] numbers, FrictionLaw law)
    {
        double Number(int i) => 0.999 * numbers[i % numbers.Length];
        SteadyPipe Pipe(int i, int from, int to) => new(
            $"p{i}", from, to, 50.0 + (500.0 * Number(3 * i)), 0.06 + (0.14 * Number((3 * i) + 1)), 1e-4);
        var tree = Enumerable.Range(1, size - 1).Select(i => Pipe(i, (int)(Number(i + 50) * i), i));
        var more = Enumerable.Range(0, extra).Select(i => (From: (int)(Number(i + 90) * size), To: (int)(Number(i + 120) * size), i))
            .Where(e => e.From != e.To && e.From < size && e.To < size).Select(e => Pipe(1000 + e.i, e.From, e.To));
        return new SteadyModel
        {
            Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Linear(-2.2e-8)),
            Nodes = [.. Enumerable.Range(0, size).Select(i => $"n{i}")],
            HeightM = [.. Enumerable.Range(0, size).Select(i => 20.0 * Number(i + 150))],
            FixedPa = new Dictionary<int, double> { [0] = 5.0e5 },
            WithdrawalKgPerS = [.. Enumerable.Range(0, size).Select(i => i == 0 ? 0.0 : 0.001 * Number(i + 170))],
            Pipes = [.. tree, .. more],
            Friction = law,
        };
    }

    private static SteadyState Solve(SteadyModel model)
    {
        var operation = SteadyOperation.Solve(model);
        Assert.True(operation.Problem is null, operation.Problem?.Message);
        return operation.State!;
    }

    private static void Same(IReadOnlyList<double> a, IReadOnlyList<double> b) => Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 1e-7 * p.First));
}
