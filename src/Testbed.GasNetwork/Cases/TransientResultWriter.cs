using System.Text.Json;
using System.Text.Json.Nodes;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>
/// Collects the course of a transient case at its output times and writes it in the keys of the case format. Not thread safe.
/// </summary>
public sealed class TransientResultWriter(TransientCase problem)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    private readonly List<double> _times = [];
    private readonly List<double> _linePack = [];
    private readonly Dictionary<string, Dictionary<string, List<double>>> _series = new(StringComparer.Ordinal);

    /// <summary>Notes where the solver stands.</summary>
    public void Note(TransientSolver solver)
    {
        ArgumentNullException.ThrowIfNull(solver);
        var model = problem.Model;
        _times.Add(solver.TimeSeconds);
        _linePack.Add(solver.LinePackKg);
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            Series("node_pressure_Pa", model.Nodes[i]).Add(solver.PressurePa(i));
        }

        for (var i = 0; i < model.Pipes.Count; i++)
        {
            var id = model.Pipes[i].Id["pipe ".Length..];
            Series("pipe_inflow_kg_s", id).Add(solver.InflowKgPerS(i));
            Series("pipe_outflow_kg_s", id).Add(solver.OutflowKgPerS(i));
        }

        for (var i = 0; i < model.Regulators.Count; i++)
        {
            Series("regulator_flow_kg_s", model.Regulators[i].Id["regulator ".Length..]).Add(solver.RegulatorFlowKgPerS(i));
        }

        foreach (var source in model.Sources)
        {
            Series("supply_kg_s", model.Nodes[source.Node]).Add(solver.SupplyKgPerS(source.Node));
        }
    }

    /// <summary>The results as JSON text.</summary>
    public string Write(bool converged, double largestMassError)
    {
        static JsonArray Array(List<double> values) => new([.. values.Select(v => (JsonNode)v)]);
        var results = new JsonObject
        {
            ["converged"] = converged, ["largest_relative_mass_error"] = largestMassError, ["time_s"] = Array(_times),
        };
        foreach (var (key, series) in _series)
        {
            results[key] = new JsonObject(series.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)Array(s.Value))));
        }

        results["linepack_kg"] = Array(_linePack);
        return new JsonObject { ["name"] = problem.Name, ["results"] = results }.ToJsonString(Options) + "\n";
    }

    private List<double> Series(string key, string id)
    {
        if (!_series.TryGetValue(key, out var all))
        {
            _series[key] = all = new(StringComparer.Ordinal);
        }

        if (!all.TryGetValue(id, out var one))
        {
            all[id] = one = [];
        }

        return one;
    }
}
