using System.Globalization;
using System.Text.Json.Nodes;
using Testbed.GasNetwork.Quality;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>An odorant case, run until what the sources changed has arrived wherever gas flows. Immutable; thread safe.</summary>
public sealed class OdorantRun
{
    private const int MostParcels = 4_096;
    private const double FirstStepSeconds = 60.0;
    private const double Growth = 0.25;
    private const double LongestSeconds = 1e9;

    private OdorantRun(OdorantCase problem, SteadyState state) => (Problem, State, PipeDelayS, Arrivals) = (problem, state, [], []);

    /// <summary>The case.</summary>
    public OdorantCase Problem { get; }

    /// <summary>Its steady flow; nothing else is calculated where it has not converged.</summary>
    public SteadyState State { get; }

    /// <summary>Residence time per pipe, s; infinite where nothing flows.</summary>
    public IReadOnlyList<double> PipeDelayS { get; private init; }

    /// <summary>How the change arrived, per node.</summary>
    public IReadOnlyList<NodeArrival> Arrivals { get; private init; }

    /// <summary>The largest relative error of the odorant's mass balance in a step.</summary>
    public double LargestMassError { get; private init; }

    /// <summary>Runs a case.</summary>
    public static OdorantRun Of(OdorantCase problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var state = problem.Solve();
        if (!state.Converged)
        {
            return new(problem, state);
        }

        var (network, flows) = SteadyQuality.Of(problem.Model, state, 1);
        var tracker = new QualityTracker(network, [new("odorant")], MostParcels);
        tracker.Fill(flows.PipeMassKg, [0.0]);
        Array.Fill(flows.SourceConcentrations, 1.0);
        var recorder = new ArrivalRecorder(tracker, 0, 0.0, 1.0);
        var error = 0.0;
        // Slow pipes make a long tail, so steps grow with time; the tracker is exact for any.
        while (tracker.ElapsedSeconds < LongestSeconds && !HasArrived(tracker))
        {
            var step = tracker.Step(Math.Max(FirstStepSeconds, Growth * tracker.ElapsedSeconds), flows);
            error = Math.Max(error, step.RelativeError);
            recorder.Observe(step);
        }

        return new(problem, state)
        {
            PipeDelayS = [.. flows.PipeMassKg.Select((mass, i) => mass / Math.Abs(flows.PipeStartKgPerS[i]))],
            Arrivals = recorder.Report(),
            LargestMassError = error,
        };
    }

    /// <summary>The results in the keys of the case.</summary>
    public string Write()
    {
        JsonObject PerNode(Func<NodeArrival, JsonNode?> value) =>
            new(Arrivals.Select(a => KeyValuePair.Create(a.Node.ToString(CultureInfo.InvariantCulture), value(a))));
        return CaseText.Of(Problem.Name, new JsonObject
        {
            ["converged"] = State.Converged,
            ["largest_relative_mass_error"] = LargestMassError,
            ["p_bar_abs"] = CaseText.Array(State.PressurePa.Select(p => p / CaseJson.Bar)),
            ["mdot_kg_s"] = CaseText.Array(State.PipeFlowKgPerS),
            ["pipe_delay_s"] = CaseText.Array(PipeDelayS),
            ["node_steps"] = PerNode(a => new JsonArray([.. a.Fronts.Select(f => CaseText.Array([f.TimeS, f.Share]))])),
            ["mean_age_s"] = PerNode(a => CaseText.Number(a.MeanAgeS)),
        });
    }

    private static bool HasArrived(QualityTracker tracker) =>
        Enumerable.Range(0, tracker.NodeCount).All(n => tracker.NodeConcentration(n, 0) >= 1.0 - 1e-12);
}
