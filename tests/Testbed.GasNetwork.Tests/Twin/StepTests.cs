using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Twin;

public sealed class StepTests
{
    [Fact]
    public void Failure_To_Converge_Is_Reported_With_The_Worst_Node_And_Changes_Nothing()
    {
        var twin = new GasTwin(CreateModel(), Night, new SolverOptions { MaximumIterations = 40 });
        Assert.True(twin.Initialise().Converged);
        var strict = new GasTwin(CreateModel(), Night, new SolverOptions { MaximumIterations = 1, MinimumSubStepSeconds = 1.0 });
        strict.Restore(twin.Capture());
        strict.SetValveDemand(strict.Element("FCV-101B"), 1.0);
        strict.CloseShutOff(strict.Element("XV-100"));
        var before = strict.Capture();
        StepResult result;
        var steps = 0;
        while ((result = strict.Step(1.0)).Converged && steps++ < 50)
        {
            before = strict.Capture();
        }

        Assert.False(result.Converged);
        Assert.Equal(0.0, result.Seconds);
        Assert.Contains(result.WorstNodeId, CreateModel().Nodes.Select(n => n.Id));
        Assert.True(result.WorstResidualKgPerS > 0.0);
        Assert.Equal(before, strict.Capture());
    }

    [Fact]
    public void Initialise_That_Cannot_Converge_Says_So()
    {
        var twin = new GasTwin(CreateModel(), Night, new SolverOptions { MaximumIterations = 0 });
        var result = twin.Initialise();
        Assert.False(result.Converged);
        Assert.NotNull(result.WorstNodeId);
        Assert.Throws<InvalidOperationException>(() => twin.Step(1.0));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_A_Step_That_Is_Not_Positive_And_Finite(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Start(Night).Step(seconds));

    [Fact]
    public void Steps_End_Exactly_At_The_Requested_Time()
    {
        var twin = Start(Night);
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost);
        Assert.Equal(7.3, twin.Step(7.3).Seconds);
        Assert.Equal(7.3, twin.ElapsedSeconds);
        Assert.True(twin.SlamShutTripped("DRS-3"));
    }

    [Fact]
    public void Long_And_Short_Steps_Agree_Within_A_Thousandth()
    {
        var coarse = Start(Night);
        var fine = Start(Night);
        foreach (var twin in new[] { coarse, fine })
        {
            twin.SetValveDemand(twin.Element("FCV-101B"), 1.0);
        }

        for (var i = 0; i < 60; i++)
        {
            coarse.Step(10.0);
        }

        for (var i = 0; i < 2_400; i++)
        {
            fine.Step(0.25);
        }

        foreach (var node in new[] { "F0", "F2", "M1" })
        {
            Assert.Equal(1.0, coarse.PressurePaAbsolute(coarse.Node(node)) / fine.PressurePaAbsolute(fine.Node(node)), 1e-3);
        }
    }

    [Fact]
    public void Slam_Shut_Waits_For_Its_Response_Time()
    {
        var model = CreateModel();
        model = model with { Runs = [.. model.Runs.Select(r => r.Id == "DRS-3" ? r with { SlamShut = r.SlamShut! with { ResponseSeconds = 3.0 } } : r)] };
        var twin = Start(Night, model);
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost);
        double? over = null;
        double? tripped = null;
        while (tripped is null && twin.ElapsedSeconds < 60.0)
        {
            Assert.True(twin.Step(0.1).Converged);
            over ??= twin.PressurePaGauge("L1") >= 33.0 * Mbar ? twin.ElapsedSeconds : null;
            tripped = twin.SlamShutTripped("SSV-303") ? twin.ElapsedSeconds : null;
        }

        Assert.InRange(tripped!.Value - over!.Value, 2.79, 3.11);
        Assert.False(twin.ResetSlamShut(twin.Element("SSV-303")));
    }

    [Fact]
    public void A_Peak_That_Is_Over_Before_The_Step_Ends_Is_Seen()
    {
        var twin = Start(Night);
        var meter = new ConsequenceMeter(twin.Model);
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost);
        var index = twin.Model.Nodes.Select(n => n.Id).ToList().IndexOf("L1");
        var peaks = new double[twin.Model.Nodes.Count];
        twin.ReadPeaksPaGauge(peaks);
        Assert.Equal(twin.PressurePaGauge("L1"), peaks[index]);
        meter.Observe(twin, twin.Step(30.0));
        twin.ReadPeaksPaGauge(peaks);
        Assert.True(peaks[index] >= 33.0 * Mbar);
        Assert.True(twin.PressurePaGauge("L1") < 33.0 * Mbar);
        Assert.Equal(peaks[index], meter.Report().Nodes[index].PeakPaGauge);
    }

    [Fact]
    public void Demand_Falls_Linearly_Below_Its_Minimum_Pressure()
    {
        var twin = Start(Morning);
        twin.SetRegulatorTarget(twin.Element("DRS-3"), 6.0 * Mbar);
        Run(twin, 300);
        var demand = twin.Element("homes-L5");
        var share = twin.PressurePaGauge("L5") / (10.0 * Mbar);
        Assert.InRange(share, 0.3, 0.9);
        Assert.Equal(share * twin.WantedNm3PerH(demand), twin.FlowNm3PerH(demand), 9);
    }

    [Fact]
    public void Unknown_Ids_And_Wrong_Kinds_Are_Refused_By_Name()
    {
        var twin = Start(Night);
        Assert.Contains("L99", Assert.Throws<KeyNotFoundException>(() => twin.PressurePaGauge("L99")).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => twin.FlowNm3PerH("nothing"));
        Assert.False(twin.TryElement("nothing", out _));
        Assert.Throws<InvalidOperationException>(() => twin.SetRegulatorTarget(twin.Element("PCV-102A"), 1e5));
        Assert.Throws<InvalidOperationException>(() => twin.SetRegulatorTarget(twin.Element("DRS-M"), 1e5));
        Assert.Throws<ArgumentException>(() => twin.CloseShutOff(twin.Element("FCV-101B")));
        Assert.Throws<ArgumentException>(() => twin.Inject(twin.Element("PSV-104"), MechanicalFailures.WorkerFailsOpen));
        Assert.Throws<ArgumentException>(() => twin.OpeningFraction("F0-F1"));
        Assert.Throws<ArgumentOutOfRangeException>(() => twin.SetValveDemand(twin.Element("FCV-101B"), double.NaN));
    }

    [Fact]
    public void Quiet_Steps_Allocate_Nothing()
    {
        var twin = Start(Night);
        Run(twin, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            twin.Step(1.0);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
