using System.Text.Json.Nodes;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>
/// Collects the course of a transient case at its output times and writes it in the keys of the case format. Line pack stands under both names that cases
/// use for it, and a single pipe has its inlet and outlet by name. Not thread safe.
/// </summary>
public sealed class TransientResultWriter(TransientCase problem)
{
    private readonly HashSet<double> _outputs = [.. problem.OutputSeconds];
    private readonly List<double> _times = [];
    private readonly List<double> _linePack = [];
    private readonly List<double> _outlet = [];
    private readonly List<double> _inlet = [];
    private readonly Dictionary<string, Dictionary<string, List<double>>> _series = new(StringComparer.Ordinal);
    private readonly JsonArray _profiles = [];
    private readonly Dictionary<double, double> _outletAt = [];

    private bool IsSinglePipe => problem.Model.Pipes.Count == 1;

    /// <summary>Notes where the solver stands; to be called at each of <see cref="TransientCase.StopSeconds"/>.</summary>
    public void Note(TransientSolver solver)
    {
        ArgumentNullException.ThrowIfNull(solver);
        foreach (var profile in problem.Profiles.Where(p => p.TimeS == solver.TimeSeconds))
        {
            _profiles.Add(Profile(solver, profile));
        }

        if (IsSinglePipe)
        {
            _outletAt[solver.TimeSeconds] = solver.PressurePa(problem.Model.Pipes[0].To);
        }

        if (_outputs.Contains(solver.TimeSeconds))
        {
            NoteNetwork(solver);
        }
    }

    /// <summary>The results as JSON text.</summary>
    public string Write(bool converged, double largestMassError)
    {
        var results = new JsonObject
        {
            ["converged"] = converged, ["largest_relative_mass_error"] = largestMassError, ["time_s"] = CaseText.Array(_times),
        };
        foreach (var (key, series) in _series)
        {
            results[key] = new JsonObject(series.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)CaseText.Array(s.Value))));
        }

        results["linepack_kg"] = CaseText.Array(_linePack);
        results["linepack_total_kg"] = CaseText.Array(_linePack);
        if (IsSinglePipe)
        {
            (results["outlet_pressure_Pa"], results["inlet_flow_kg_s"]) = (CaseText.Array(_outlet), CaseText.Array(_inlet));
        }

        if (_profiles.Count > 0)
        {
            results["profiles"] = _profiles.DeepClone();
        }

        foreach (var (key, times) in problem.Snapshots)
        {
            var pressures = times.Select(t => _outletAt.GetValueOrDefault(t, double.NaN));
            results[key] = new JsonObject { ["time_s"] = CaseText.Array(times), ["p_Pa"] = CaseText.Array(pressures) };
        }

        return CaseText.Of(problem.Name, results);
    }

    private void NoteNetwork(TransientSolver solver)
    {
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

        if (IsSinglePipe)
        {
            _outlet.Add(solver.PressurePa(model.Pipes[0].To));
            _inlet.Add(solver.InflowKgPerS(0));
        }
    }

    /// <summary>Pressures on straight lines between points, flows between the middles of cells and the ends.</summary>
    private JsonObject Profile(TransientSolver solver, TransientProfile profile)
    {
        var (cells, length) = (solver.Cells(0), problem.Model.Pipes[0].LengthM);
        var cell = length / cells;
        double[] points = [.. Enumerable.Range(0, cells + 1).Select(k => k * cell)];
        double[] middles = [0.0, .. Enumerable.Range(0, cells).Select(k => (k + 0.5) * cell), length];
        var pressure = TimeSeries.Linear(points, [.. Enumerable.Range(0, cells + 1).Select(k => solver.PressurePa(0, k))]);
        var flow = TimeSeries.Linear(
            middles, [solver.InflowKgPerS(0), .. Enumerable.Range(0, cells).Select(k => solver.FlowKgPerS(0, k)), solver.OutflowKgPerS(0)]);
        return new()
        {
            ["time_s"] = profile.TimeS,
            ["x_m"] = CaseText.Array(profile.PressureAtM),
            ["p_Pa"] = CaseText.Array(profile.PressureAtM.Select(pressure.At)),
            ["x_flow_m"] = CaseText.Array(profile.FlowAtM),
            ["q_kg_s"] = CaseText.Array(profile.FlowAtM.Select(flow.At)),
        };
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
