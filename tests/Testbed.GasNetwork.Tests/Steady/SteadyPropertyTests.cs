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
    public void The_Order_Of_Nodes_And_Pipes_Does_Not_Matter() => Gen.Select(Nets, Gen.Double[0.0, 1.0].Array[100]).Sample((net, keys) =>
    {
        var order = Enumerable.Range(0, net.Nodes.Count).OrderBy(i => keys[i]).ToArray();
        var at = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            at[order[i]] = i;
        }

        var shuffled = net with
        {
            Nodes = [.. order.Select(i => net.Nodes[i])],
            HeightM = [.. order.Select(i => net.HeightM[i])],
            FixedPa = net.FixedPa.ToDictionary(f => at[f.Key], f => f.Value),
            WithdrawalKgPerS = [.. order.Select(i => net.WithdrawalKgPerS[i])],
            Pipes = [.. net.Pipes.Select((p, i) => (p, i)).OrderBy(p => keys[50 + p.i]).Select(p => p.p with { From = at[p.p.From], To = at[p.p.To] })],
        };
        var (a, b) = (Solve(net), Solve(shuffled));
        Same(a.PressurePa, [.. at.Select(i => b.PressurePa[i])]);
        foreach (var (pipe, i) in net.Pipes.Select((p, i) => (p, i)))
        {
            Assert.Equal(a.PipeFlowKgPerS[i], b.PipeFlowKgPerS[shuffled.Pipes.ToList().FindIndex(p => p.Id == pipe.Id)], 1e-7);
        }
    }, iter: 60);

    /// <summary>Exact on the level, where the law's mean pressure is: for an ideal gas and for a density quadratic in pressure.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(2.4e-8)]
    public void A_Level_Pipe_May_Be_Cut_In_Two(double perPa) => Nets.Sample(net =>
    {
        var ideal = net with { HeightM = [], Gas = net.Gas with { Compressibility = Compressibility.Reciprocal(1.0, perPa) } };
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

    /// <summary>With flow as the n-th root of the head, pipes of one diameter side by side are one pipe of another length.</summary>
    [Theory]
    [InlineData(FrictionLaw.Renouard, 1.82)]
    [InlineData(FrictionLaw.Weymouth, 2.0)]
    [InlineData(FrictionLaw.PanhandleA, 1.0 / 0.5394)]
    [InlineData(FrictionLaw.PanhandleB, 1.0 / 0.51)]
    public void Pipes_Side_By_Side_Are_One_Pipe_Of_Equal_Resistance(FrictionLaw law, double power) =>
        Gen.Select(Nets, Gen.Double[0.2, 5.0], Gen.Int[0, 1_000]).Sample((net, ratio, choice) =>
        {
            var index = choice % net.Pipes.Count;
            var pipe = net.Pipes[index];
            var beside = pipe with { Id = "beside", LengthM = ratio * pipe.LengthM, From = pipe.To, To = pipe.From };
            var merged = pipe with { LengthM = Math.Pow(Math.Pow(pipe.LengthM, -1.0 / power) + Math.Pow(beside.LengthM, -1.0 / power), -power) };
            var two = Solve(net with { Friction = law, Pipes = [.. net.Pipes, beside] });
            var one = Solve(net with { Friction = law, Pipes = [.. net.Pipes.Select((p, i) => i == index ? merged : p)] });
            Same(two.PressurePa, one.PressurePa);
            Assert.Equal(one.PipeFlowKgPerS[index], two.PipeFlowKgPerS[index] - two.PipeFlowKgPerS[^1], 1e-7);
        }, iter: 30);

    [Fact]
    public void Two_Pipes_With_A_Given_Factor_Are_One_With_A_Quarter_Of_It() => Nets.Sample(net =>
    {
        var given = net with
        {
            Friction = FrictionLaw.Given, Pipes = [.. net.Pipes.Select(p => p with { GivenFriction = 0.02 })],
            WithdrawalKgPerS = [.. net.WithdrawalKgPerS.Select(w => 10.0 * w)],
        };
        var two = Solve(given with { Pipes = [.. given.Pipes, given.Pipes[0] with { Id = "twin" }] });
        var one = Solve(given with { Pipes = [given.Pipes[0] with { GivenFriction = 0.005 }, .. given.Pipes.Skip(1)] });
        // The law's straight piece near rest, a ten-millionth of a kg/s wide, is not halved with the flow.
        Assert.All(two.PressurePa.Zip(one.PressurePa), p => Assert.Equal(p.First, p.Second, 1e-5 * p.First));
    }, iter: 40);

    /// <summary>
    /// Laws without dimensional constants do not know in which units their numbers are. Length goes with the square of time, so that gravity stays 9.81.
    /// </summary>
    [Theory]
    [InlineData(FrictionLaw.Nikuradse)]
    [InlineData(FrictionLaw.Colebrook)]
    [InlineData(FrictionLaw.Hofer)]
    public void Other_Units_Of_Mass_Length_And_Time_Give_The_Same_State(FrictionLaw law) =>
        Gen.Select(Nets, Gen.Double[-1.0, 1.0], Gen.Double[-0.3, 0.3]).Sample((net, massPower, timePower) =>
        {
            var units = new Units(Math.Pow(10.0, massPower), Math.Pow(10.0, timePower));
            var (here, there) = (Solve(net with { Friction = law }), Solve(units.Of(net with { Friction = law })));
            Same(here.PressurePa, [.. there.PressurePa.Select(p => p / units.Pressure)]);
            Assert.All(here.PipeFlowKgPerS.Zip(there.PipeFlowKgPerS), f => Assert.Equal(f.First, f.Second / units.Flow, 1e-7));
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
