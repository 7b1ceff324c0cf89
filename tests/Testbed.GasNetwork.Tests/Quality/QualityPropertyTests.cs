using CsCheck;
using Testbed.GasNetwork.Quality;

namespace Testbed.GasNetwork.Tests.Quality;

public sealed class QualityPropertyTests
{
    private const int Components = 2;

    /// <summary>A network, and for each of some steps: length, flow per pipe and link, gas per pipe and node, what a source at each node gives.</summary>
    private sealed record Play(
        QualityNetwork Network, double[] Pipe, double[] Node, (double Seconds, double[] Flow, double[] Pipe, double[] Node, double[] Sources)[] Steps);

    private static readonly Gen<Play> Plays =
        from nodes in Gen.Int[2, 12]
        from pipes in Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[1, nodes - 1]).Array[1, 20]
        from links in Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[1, nodes - 1]).Array[0, 4]
        from start in Masses(pipes.Length, nodes)
        from steps in Gen.Select(
            Gen.OneOf(Gen.Double[0.01, 1.0], Gen.Double[1.0, 100.0]),
            Gen.OneOf(Gen.Double[-1.0, 1.0], Gen.Const(0.0)).Array[pipes.Length + links.Length],
            Masses(pipes.Length, nodes), Gen.Int[0, 300].Select(c => c / 100.0).Array[nodes * Components]).Array[1, 12]
        let network = new QualityNetwork
        {
            NodeCount = nodes,
            Pipes = [.. pipes.Select(p => new QualityEdge(p.Item1, (p.Item1 + p.Item2) % nodes))],
            Links = [.. links.Select(p => new QualityEdge(p.Item1, (p.Item1 + p.Item2) % nodes))],
            Sources = [.. Enumerable.Range(0, nodes)],
        }
        select new Play(network, start.Pipe, start.Node, [.. steps.Select(s => (s.Item1, s.Item2, s.Item3.Pipe, s.Item3.Node, s.Item4))]);

    private static Gen<(double[] Pipe, double[] Node)> Masses(int pipes, int nodes) => Gen.Select(
        Gen.OneOf(Gen.Double[0.01, 2.0], Gen.Double[0.01, 2.0], Gen.Const(0.0)).Array[pipes], Gen.OneOf(Gen.Const(0.0), Gen.Double[0.0, 1.0]).Array[nodes],
        (p, n) => (p, n));

    [Fact]
    public void Every_Step_Balances_And_No_Concentration_Leaves_The_Range_Of_What_Came() => Plays.Sample(
        play =>
        {
            var tracker = Start(play, 0.01, 6);
            var flows = new QualityFlows(play.Network, Components);
            var (pipe, node) = (play.Pipe, play.Node);
            foreach (var step in play.Steps)
            {
                Fill(flows, play.Network, pipe, node, step.Seconds, step.Flow, step.Pipe, step.Node, step.Sources);
                var result = tracker.Step(step.Seconds, flows);
                Assert.True(result.RelativeError <= 1e-9, $"{result}");
                (pipe, node) = (step.Pipe, step.Node);
                Assert.True(Math.Abs(result.WorstImbalanceKg) <= 1e-9, $"{result}");
                for (var n = 0; n < tracker.NodeCount; n++)
                {
                    Assert.InRange(tracker.NodeConcentration(n, 0), -1e-12, 3.0 + 1e-12);
                    Assert.InRange(tracker.NodeMean(n, 1), -1e-12, 3.0 + 1e-12);
                }

                for (var p = 0; p < pipe.Length; p++)
                {
                    Assert.Equal(pipe[p], Enumerable.Range(0, tracker.Parcels(p)).Sum(i => tracker.Parcel(p, i, 0).MassKg), 1e-9);
                    Assert.InRange(tracker.Parcels(p), 0, 6);
                    Assert.All(Enumerable.Range(0, tracker.Parcels(p)), i => Assert.InRange(tracker.Parcel(p, i, 0).Concentration, -1e-12, 3.0 + 1e-12));
                }
            }

            Assert.True(tracker.TotalBalance(0).RelativeError <= 1e-9);
            Assert.True(tracker.TotalBalance(QualityTracker.Gas).RelativeError <= 1e-9);
        },
        iter: 1500);

    [Fact]
    public void One_Long_Step_Ends_As_Many_Short_Ones() => Plays.Sample(
        play =>
        {
            // Links in a ring may carry gas round at will, and gas must not go round within a step at all for this: pipes and links lead to higher nodes.
            var network = play.Network with { Pipes = [.. play.Network.Pipes.Select(Up)], Links = [.. play.Network.Links.Select(Up)] };
            var one = Start(play with { Network = network }, 0.0, 4000);
            var many = Start(play with { Network = network }, 0.0, 4000);
            var flows = new QualityFlows(network, Components);
            var step = play.Steps[0];
            var flow = step.Flow.Select(Math.Abs).ToArray();
            var none = new double[play.Node.Length];
            Fill(flows, network, play.Pipe, none, step.Seconds, flow, play.Pipe, none, step.Sources);
            one.Fill(play.Pipe, [0.0, 1.0]);
            many.Fill(play.Pipe, [0.0, 1.0]);
            one.Step(step.Seconds, flows);
            var means = new double[network.NodeCount * Components];
            for (var i = 0; i < 16; i++)
            {
                many.Step(step.Seconds / 16.0, flows);
                for (var m = 0; m < means.Length; m++)
                {
                    means[m] += many.NodeMean(m / Components, m % Components) / 16.0;
                }
            }

            for (var k = 0; k < Components; k++)
            {
                Assert.Equal(many.Stored(k), one.Stored(k), 1e-9);
                Assert.Equal(many.TotalBalance(k).Out, one.TotalBalance(k).Out, 1e-9 * (1.0 + Math.Abs(one.TotalBalance(k).Out)));
                for (var n = 0; n < network.NodeCount; n++)
                {
                    Assert.Equal(means[(n * Components) + k], one.NodeMean(n, k), 1e-9);
                }
            }
        },
        iter: 500);

    [Fact]
    public void Gas_Of_One_Kind_Keeps_Its_Bits() => Plays.Sample(
        play =>
        {
            var tracker = Start(play, 0.0, 8);
            tracker.Fill(play.Pipe, [0.1, 0.7], play.Node);
            var flows = new QualityFlows(play.Network, Components);
            var (pipe, node) = (play.Pipe, play.Node);
            foreach (var step in play.Steps)
            {
                Fill(flows, play.Network, pipe, node, step.Seconds, step.Flow, step.Pipe, step.Node, step.Sources);
                for (var i = 0; i < flows.SourceConcentrations.Length; i++)
                {
                    flows.SourceConcentrations[i] = i % Components == 0 ? 0.1 : 0.7;
                }

                tracker.Step(step.Seconds, flows);
                (pipe, node) = (step.Pipe, step.Node);
                Assert.All(
                    Enumerable.Range(0, tracker.NodeCount),
                    n => Assert.Equal((0.1, 0.7), (tracker.NodeConcentration(n, 0), tracker.NodeConcentration(n, 1))));
                Assert.All(Enumerable.Range(0, pipe.Length), p => Assert.InRange(tracker.Parcels(p), 0, 1));
            }
        },
        iter: 300);

    [Fact]
    public void Restored_Tracker_Continues_Bit_For_Bit() => Plays.Sample(
        play =>
        {
            var (original, copy) = (Start(play, 0.01, 6), Start(play, 0.01, 6));
            var flows = new QualityFlows(play.Network, Components);
            var (pipe, node) = (play.Pipe, play.Node);
            for (var i = 0; i < play.Steps.Length; i++)
            {
                var step = play.Steps[i];
                Fill(flows, play.Network, pipe, node, step.Seconds, step.Flow, step.Pipe, step.Node, step.Sources);
                if (i == play.Steps.Length / 2)
                {
                    copy.Restore(QualityState.FromValues(original.Capture().Values));
                    Assert.Equal(original.Capture(), copy.Capture());
                }

                var expected = original.Step(step.Seconds, flows);
                (pipe, node) = (step.Pipe, step.Node);
                if (i >= play.Steps.Length / 2)
                {
                    Assert.Equal(expected, copy.Step(step.Seconds, flows));
                    Assert.Equal(original.Capture(), copy.Capture());
                    Assert.Equal(original.Capture().GetHashCode(), copy.Capture().GetHashCode());
                }
            }
        },
        iter: 300);

    private static QualityEdge Up(QualityEdge edge) => new(Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To));

    private static QualityTracker Start(Play play, double tolerance, int maximumParcels)
    {
        var tracker = new QualityTracker(play.Network, [new("odorant", tolerance), new("calorific", tolerance)], maximumParcels);
        tracker.Fill(play.Pipe, [0.0, 1.0], play.Node);
        return tracker;
    }

    /// <summary>Balances every node by a source or a withdrawal.</summary>
    private static void Fill(
        QualityFlows flows, QualityNetwork network, double[] pipeBefore, double[] nodeBefore, double seconds, double[] flow, double[] pipe,
        double[] node, double[] sources)
    {
        pipe.CopyTo(flows.PipeMassKg, 0);
        node.CopyTo(flows.NodeMassKg, 0);
        sources.CopyTo(flows.SourceConcentrations, 0);
        var need = node.Select((m, n) => (m - nodeBefore[n]) / seconds).ToArray();
        for (var e = 0; e < flow.Length; e++)
        {
            var isPipe = e < pipe.Length;
            var edge = isPipe ? network.Pipes[e] : network.Links[e - pipe.Length];
            (isPipe ? flows.PipeStartKgPerS : flows.LinkKgPerS)[isPipe ? e : e - pipe.Length] = flow[e];
            need[edge.From] += flow[e];
            need[edge.To] -= flow[e] - (isPipe ? (pipe[e] - pipeBefore[e]) / seconds : 0.0);
        }

        for (var n = 0; n < need.Length; n++)
        {
            // A little passes straight on, so that sources also mix with what is there.
            flows.SourceKgPerS[n] = Math.Max(0.0, need[n]) + 0.1;
            flows.WithdrawalKgPerS[n] = Math.Max(0.0, -need[n]) + 0.1;
        }
    }
}
