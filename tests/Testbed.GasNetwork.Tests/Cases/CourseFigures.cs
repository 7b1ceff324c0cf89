using System.Text.Json;
using Testbed.GasNetwork.Cases;

namespace Testbed.GasNetwork.Tests.Cases;

/// <summary>Deviations of cases that run over time, calculated as <c>testbed gas simulate</c> does.</summary>
internal static class CourseFigures
{
    public static string OwnFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    /// <summary>Largest relative deviations of a transient case over all samples.</summary>
    public static (double Pressure, double LinePack, double RegulatorFlow) Transient(string file)
    {
        var text = File.ReadAllText(file);
        using var json = JsonDocument.Parse(text);
        var reference = json.RootElement.GetProperty("reference");
        var problem = TransientCaseReader.Read(text);
        var (solver, start) = problem.Begin(problem.Model with { LargestCellM = Math.Max(62.5, problem.Model.Pipes.Sum(p => p.LengthM) / 2_000.0) });
        Assert.True(start.Converged);
        var writer = new TransientResultWriter(problem);
        foreach (var time in problem.StopSeconds)
        {
            var result = solver.AdvanceTo(time);
            Assert.True(result.Converged && result.LargestMassError <= 1e-9, result.ToString());
            writer.Note(solver);
        }

        using var ours = JsonDocument.Parse(writer.Write(true, 0.0));
        var results = ours.RootElement.GetProperty("results");
        return (
            Largest(reference, results, "node_pressure_Pa", "outlet_pressure_Pa"), Largest(reference, results, "linepack_kg", "linepack_total_kg"),
            Largest(reference, results, "regulator_flow_kg_s"));
    }

    /// <summary>Line-pack cases: the largest relative deviation of each result.</summary>
    public static IReadOnlyList<(string Id, bool IsDiffusion, double Relative)> LinePack()
    {
        var text = File.ReadAllText(OwnFile("analytic-linepack.json"));
        using var json = JsonDocument.Parse(text);
        var references = json.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!);
        var found = new List<(string, bool, double)>();
        foreach (var outcome in LinePackCaseReader.Read(text).Select(c => c.Solve()))
        {
            Assert.True(outcome.Problem is null && outcome.LargestMassError <= 1e-9, $"{outcome.Id}: {outcome.Problem} {outcome.LargestMassError}");
            foreach (var value in outcome.Values.Where(v => references[outcome.Id].TryGetProperty(v.Key, out _)))
            {
                var reference = references[outcome.Id].GetProperty(value.Key);
                double[] wanted = value.IsSeries ? [.. reference.EnumerateArray().Select(v => v.GetDouble())] : [reference.GetDouble()];
                Assert.Equal(wanted.Length, value.Values.Count);
                found.Add((outcome.Id, value.Key == "dp_outlet_Pa", wanted.Zip(value.Values, (a, b) => a == b ? 0.0 : Math.Abs((b / a) - 1.0)).Max()));
            }
        }

        return found;
    }

    /// <summary>The odorant case: relative deviation of mean ages and of the times of fronts, and of the shares that come with them.</summary>
    public static (double MeanAge, double FrontTime, double FrontShare) Odorant()
    {
        var problem = OdorantCaseReader.Read(File.ReadAllText(OwnFile("odorant-step-mp_10_s1.json")));
        var run = OdorantRun.Of(problem);
        Assert.True(run.LargestMassError <= 1e-9);
        var (age, time, share) = (0.0, 0.0, 0.0);
        foreach (var arrival in run.Arrivals)
        {
            age = Math.Max(age, Off(arrival.MeanAgeS, problem.MeanAgeS[arrival.Node]));
            Assert.Equal(problem.Fronts[arrival.Node].Count, arrival.Fronts.Count);
            foreach (var (ours, theirs) in arrival.Fronts.Zip(problem.Fronts[arrival.Node]))
            {
                (time, share) = (Math.Max(time, Off(ours.TimeS, theirs.TimeS)), Math.Max(share, Math.Abs(ours.Share - theirs.Share)));
            }
        }

        return (age, time, share);
    }

    private static double Largest(JsonElement reference, JsonElement ours, params string[] keys)
    {
        var worst = 0.0;
        foreach (var key in keys.Where(k => reference.TryGetProperty(k, out _)))
        {
            var (theirs, own) = (reference.GetProperty(key), ours.GetProperty(key));
            worst = theirs.ValueKind == JsonValueKind.Array ? Math.Max(worst, Largest(theirs, own))
                : theirs.EnumerateObject().Max(s => Largest(s.Value, own.GetProperty(s.Name)));
        }

        return worst;
    }

    private static double Largest(JsonElement reference, JsonElement ours)
    {
        Assert.Equal(reference.GetArrayLength(), ours.GetArrayLength());
        return reference.EnumerateArray().Zip(ours.EnumerateArray()).Max(p => Off(p.Second.GetDouble(), p.First.GetDouble()));
    }

    private static double Off(double value, double reference) => reference == 0.0 ? Math.Abs(value) : Math.Abs((value / reference) - 1.0);
}
