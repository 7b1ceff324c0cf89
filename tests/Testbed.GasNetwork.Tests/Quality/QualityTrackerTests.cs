using Testbed.GasNetwork.Quality;

namespace Testbed.GasNetwork.Tests.Quality;

public sealed class QualityTrackerTests
{
    /// <summary>A source at node 0, one pipe of 10 kg, a customer at node 1; 1 kg/s.</summary>
    private static (QualityTracker Tracker, QualityFlows Flows) OnePipe(double tolerance = 0.0)
    {
        var network = new QualityNetwork { NodeCount = 2, Pipes = [new(0, 1)], Sources = [0, 1] };
        var tracker = new QualityTracker(network, [new("odorant", tolerance)]);
        tracker.Fill([10.0], [0.0]);
        return (tracker, Flow(new QualityFlows(network, 1) { PipeMassKg = { [0] = 10.0 } }, 1.0));
    }

    private static QualityFlows Flow(QualityFlows flows, double kgPerS)
    {
        flows.PipeStartKgPerS[0] = kgPerS;
        flows.SourceKgPerS[0] = Math.Max(0.0, kgPerS);
        flows.SourceKgPerS[1] = Math.Max(0.0, -kgPerS);
        flows.WithdrawalKgPerS[0] = Math.Max(0.0, -kgPerS);
        flows.WithdrawalKgPerS[1] = Math.Max(0.0, kgPerS);
        return flows;
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    public void Pulse_Leaves_A_Pipe_As_It_Came(double seconds)
    {
        var (tracker, flows) = OnePipe();
        var seen = new List<(double From, double Length)>();
        for (var t = 0.0; t < 20.0; t += seconds)
        {
            flows.SourceConcentrations[0] = t < 2.0 ? 5.0 : 0.0;
            tracker.Step(seconds, flows);
            if (tracker.NodeMean(1, 0) != 0.0)
            {
                Assert.Equal(5.0, tracker.NodeMean(1, 0));
                seen.Add((t, seconds));
            }
        }

        Assert.Equal((10.0, 2.0), (seen[0].From, seen.Sum(s => s.Length)));
        Assert.Equal(10.0, tracker.TotalBalance(0).Out);
        Assert.Equal(0.0, tracker.Stored(0));
    }

    [Fact]
    public void Step_Longer_Than_The_Residence_Pushes_Through()
    {
        var (tracker, flows) = OnePipe();
        flows.SourceConcentrations[0] = 1.0;
        tracker.Step(4.0, flows);
        flows.SourceConcentrations[0] = 3.0;
        var step = tracker.Step(16.0, flows);
        Assert.Equal((1, 0.0), (step.Parts, step.RelativeError));
        Assert.Equal([(6.0, 0.0), (4.0, 1.0), (6.0, 3.0)], Enumerable.Range(0, tracker.NodePieces(1)).Select(i => Rounded(tracker.NodePieceOf(1, i, 0))));
        Assert.Equal((1, 3.0), (tracker.Parcels(0), tracker.NodeConcentration(1, 0)));
    }

    [Fact]
    public void Gas_That_Turns_Round_Comes_Back_Last_In_First_Out()
    {
        var (tracker, flows) = OnePipe();
        foreach (var c in new[] { 1.0, 2.0, 3.0 })
        {
            flows.SourceConcentrations[0] = c;
            tracker.Step(2.0, flows);
        }

        Flow(flows, -1.0);
        flows.SourceConcentrations[1] = 9.0;
        foreach (var c in new[] { 3.0, 2.0, 1.0, 0.0, 0.0, 9.0 })
        {
            tracker.Step(2.0, flows);
            Assert.Equal(c, tracker.NodeConcentration(0, 0));
            Flow(flows, 1.0);
            tracker.Step(0.5, flows);
            Flow(flows, -1.0);
            flows.SourceConcentrations[0] = tracker.NodeMean(0, 0);
            tracker.Step(0.5, flows);
            flows.SourceConcentrations[0] = c;
        }
    }

    [Fact]
    public void Pipe_Packs_And_Unpacks_At_Both_Ends()
    {
        var (tracker, flows) = OnePipe();
        flows.WithdrawalKgPerS.AsSpan().Clear();
        (flows.SourceKgPerS[0], flows.SourceKgPerS[1], flows.PipeStartKgPerS[0], flows.PipeMassKg[0]) = (1.0, 2.0, 1.0, 16.0);
        (flows.SourceConcentrations[0], flows.SourceConcentrations[1]) = (1.0, 7.0);
        Assert.Equal(0.0, tracker.Step(2.0, flows).RelativeError);
        Assert.Equal([(2.0, 1.0), (10.0, 0.0), (4.0, 7.0)], Enumerable.Range(0, 3).Select(i => tracker.Parcel(0, i, 0)));
        flows.SourceKgPerS.AsSpan().Clear();
        (flows.WithdrawalKgPerS[0], flows.WithdrawalKgPerS[1], flows.PipeStartKgPerS[0], flows.PipeMassKg[0]) = (1.5, 1.0, -1.5, 11.0);
        Assert.Equal(0.0, tracker.Step(2.0, flows).RelativeError);
        Assert.Equal([(9.0, 0.0), (2.0, 7.0)], Enumerable.Range(0, 2).Select(i => tracker.Parcel(0, i, 0)));
        Assert.Equal(2.0 / 3.0, tracker.NodeMean(0, 0), 1e-12);
        Assert.Equal(7.0, tracker.NodeMean(1, 0));
    }

    [Fact]
    public void Volume_At_A_Node_Mixes_As_The_Exponential_Whatever_The_Step()
    {
        var network = new QualityNetwork { NodeCount = 1, Sources = [0] };
        var flows = new QualityFlows(network, 1)
        {
            SourceKgPerS = { [0] = 0.5 }, WithdrawalKgPerS = { [0] = 0.5 }, NodeMassKg = { [0] = 5.0 }, SourceConcentrations = { [0] = 1.0 },
        };
        foreach (var seconds in new[] { 0.01, 1.0, 20.0 })
        {
            var tracker = new QualityTracker(network, [new("odorant")]);
            tracker.Fill([], [0.0], [5.0]);
            while (tracker.ElapsedSeconds < 19.999)
            {
                Assert.True(tracker.Step(seconds, flows).RelativeError <= 1e-12);
            }

            Assert.Equal(1.0 - Math.Exp(-2.0), tracker.NodeConcentration(0, 0), 1e-12);
            Assert.Equal(5.0 * (1.0 - Math.Exp(-2.0)), tracker.Stored(0), 1e-11);
        }
    }

    [Fact]
    public void Ring_Of_Pipes_Faster_Than_The_Step_Is_Cut_And_Goes_On_Turning()
    {
        var network = new QualityNetwork { NodeCount = 3, Pipes = [new(0, 1), new(1, 2), new(2, 0)], Sources = [0] };
        var flows = new QualityFlows(network, 1) { SourceConcentrations = { [0] = 1.0 } };
        double[] mass = [1.0, 2.0, 3.0];
        mass.CopyTo(flows.PipeMassKg, 0);
        flows.PipeStartKgPerS.AsSpan().Fill(1.0);
        (flows.SourceKgPerS[0], flows.WithdrawalKgPerS[0]) = (0.1, 0.1);
        var (one, many) = (new QualityTracker(network, [new("odorant")], 1000), new QualityTracker(network, [new("odorant")], 1000));
        one.Fill(mass, [0.0]);
        many.Fill(mass, [0.0]);
        var step = one.Step(40.0, flows);
        Assert.True(step.Parts is >= 13 and <= 16 && step.RelativeError <= 1e-9, $"{step}");
        for (var i = 0; i < 400; i++)
        {
            many.Step(0.1, flows);
        }

        Assert.Equal(many.Stored(0), one.Stored(0), 1e-9);
    }

    [Fact]
    public void Ring_Whose_Only_Gas_Runs_Out_Within_The_Step_Comes_To_An_End()
    {
        var network = new QualityNetwork { NodeCount = 2, Pipes = [new(0, 1)], Links = [new(1, 0)], Sources = [0] };
        var flows = new QualityFlows(network, 1) { SourceConcentrations = { [0] = 1.0 }, SourceKgPerS = { [0] = 0.5 }, WithdrawalKgPerS = { [0] = 1.5 } };
        (flows.PipeStartKgPerS[0], flows.LinkKgPerS[0]) = (4.0, 5.0);
        var tracker = new QualityTracker(network, [new("odorant")]);
        tracker.Fill([1.0], [0.0]);
        var step = tracker.Step(1.0, flows);
        Assert.True(step.Parts is > 5 and < 200 && step.RelativeError <= 1e-12, $"{step}");
        Assert.Equal(0.0, tracker.Stored(QualityTracker.Gas), 1e-12);
    }

    [Fact]
    public void Ring_Of_Links_Alone_Carries_Only_What_Passes()
    {
        var network = new QualityNetwork { NodeCount = 3, Links = [new(0, 1), new(1, 2), new(2, 0)], Sources = [0] };
        var flows = new QualityFlows(network, 1) { SourceConcentrations = { [0] = 4.0 }, SourceKgPerS = { [0] = 1.0 }, WithdrawalKgPerS = { [2] = 1.0 } };
        (flows.LinkKgPerS[0], flows.LinkKgPerS[1], flows.LinkKgPerS[2]) = (6.0, 6.0, 5.0);
        var tracker = new QualityTracker(network, [new("odorant")]);
        tracker.Fill([], [0.0]);
        var step = tracker.Step(3.0, flows);
        Assert.Equal((1, 0.0, 4.0), (step.Parts, step.RelativeError, tracker.NodeConcentration(2, 0)));
    }

    [Fact]
    public void Flows_That_Do_Not_Balance_Are_Shown_With_Their_Node()
    {
        var (tracker, flows) = OnePipe();
        flows.SourceConcentrations[0] = 1.0;
        flows.WithdrawalKgPerS[1] = 0.9;
        var step = tracker.Step(1.0, flows);
        Assert.Equal((1, 0.1), (step.WorstNode, Math.Round(step.WorstImbalanceKg, 12)));
        Assert.True(step.RelativeError > 1e-3);
    }

    [Fact]
    public void Refuses_What_Cannot_Be_And_Changes_Nothing()
    {
        var (tracker, flows) = OnePipe();
        var before = tracker.Capture();
        Assert.Throws<ArgumentOutOfRangeException>(() => tracker.Step(0.0, flows));
        flows.PipeStartKgPerS[0] = double.NaN;
        Assert.Throws<ArgumentException>(() => tracker.Step(1.0, flows));
        Flow(flows, 1.0).PipeMassKg[0] = -1.0;
        Assert.Throws<ArgumentException>(() => tracker.Step(1.0, flows));
        Assert.Throws<ArgumentException>(() => tracker.Step(1.0, new QualityFlows(new QualityNetwork { NodeCount = 1 }, 1)));
        Assert.Throws<ArgumentException>(() => tracker.Fill([1.0, 2.0], [0.0]));
        Assert.Throws<ArgumentException>(() => tracker.Restore(QualityState.FromValues([1.0, 2.0])));
        Assert.Throws<ArgumentException>(() => new QualityTracker(new QualityNetwork { NodeCount = 1, Pipes = [new(0, 1)] }, []));
        Assert.Equal(before, tracker.Capture());
    }

    [Fact]
    public void Quiet_Steps_Allocate_Nothing()
    {
        var (tracker, flows) = OnePipe(1e-6);
        flows.SourceConcentrations[0] = 1.0;
        tracker.Step(1.0, flows);
        tracker.Step(40.0, flows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            tracker.Step(1.0, flows);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (double, double) Rounded(NodePiece piece) => (Math.Round(piece.Seconds, 12), piece.Concentration);
}
