using Testbed.GasNetwork.Cases;
using Testbed.GasNetwork.Quality;

namespace Testbed.GasNetwork.Tests.Quality;

/// <summary>An odorant step through ten nodes in a mesh, against exact plug flow on the same steady flow.</summary>
public sealed class OdorantCaseTests
{
    private const double Horizon = 1200.0;

    private static readonly OdorantCase Odorant =
        OdorantCaseReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "odorant-step-mp_10_s1.json")));

    [Fact]
    public void Pipes_Delay_As_In_The_Reference()
    {
        var (_, flows) = SteadyQuality.Of(Odorant.Model, Odorant.Solve(), 1);
        for (var i = 0; i < Odorant.PipeDelayS.Count; i++)
        {
            Assert.Equal(Odorant.PipeDelayS[i], flows.PipeMassKg[i] / Math.Abs(flows.PipeStartKgPerS[i]), 1e-6 * Odorant.PipeDelayS[i]);
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(7.3)]
    [InlineData(60.0)]
    [InlineData(Horizon)]
    public void Arrivals_Are_Those_Of_The_Reference_Whatever_The_Step(double seconds)
    {
        var arrivals = Run(seconds);
        for (var n = 0; n < arrivals.Count; n++)
        {
            var (arrival, fronts) = (arrivals[n], Odorant.Fronts[n]);
            Assert.Equal(Odorant.MeanAgeS[n], arrival.MeanAgeS, 1e-6 * Odorant.MeanAgeS[n] + 1e-9);
            Assert.Equal(1.0, arrival.FinalShare, 1e-12);
            Assert.Equal(Reference(fronts, 0.1), arrival.T10, 1e-4);
            Assert.Equal(Reference(fronts, 0.5), arrival.T50, 1e-4);
            Assert.Equal(Reference(fronts, 0.9), arrival.T90, 1e-4);
            Assert.Equal(fronts.Count, arrival.Fronts.Count);
            Assert.All(fronts.Zip(arrival.Fronts), f => Assert.Equal(f.First.Share, f.Second.Share, 1e-8));
        }
    }

    private static double Reference(IReadOnlyList<(double TimeS, double Share)> fronts, double part)
    {
        var sum = 0.0;
        return fronts.First(f => (sum += f.Share) >= part - 1e-9).TimeS;
    }

    private static IReadOnlyList<NodeArrival> Run(double seconds)
    {
        var (network, flows) = SteadyQuality.Of(Odorant.Model, Odorant.Solve(), 1);
        var tracker = new QualityTracker(network, [new("odorant")]);
        tracker.Fill(flows.PipeMassKg, [0.0]);
        Array.Fill(flows.SourceConcentrations, 1.0);
        var recorder = new ArrivalRecorder(tracker, 0, 0.0, 1.0);
        while (tracker.ElapsedSeconds < Horizon)
        {
            var step = tracker.Step(seconds, flows);
            Assert.True(step.RelativeError <= 1e-9, $"{step.RelativeError}");
            recorder.Observe(step);
        }

        Assert.True(tracker.TotalBalance(0).RelativeError <= 1e-9);
        return recorder.Report();
    }
}
