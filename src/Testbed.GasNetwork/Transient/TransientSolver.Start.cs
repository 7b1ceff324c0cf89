using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Transient;

/// <summary>Initial states.</summary>
public sealed partial class TransientSolver
{
    /// <summary>Starts at time 0 from the steady state of what is given then, on the same cells.</summary>
    /// <returns>Not converged, with the worst node, when there is none: then the solver is not started.</returns>
    public TransientResult StartSteady()
    {
        var steady = _grid.AsSteady(0.0);
        if (steady.Validate() is [var first, ..])
        {
            return new(false, 0.0, 0, 0, 0, first.ElementId, 0.0, default, 0.0);
        }

        var solver = new SteadySolver(steady);
        var (converged, iterations) = solver.SolvePressures();
        if (!converged)
        {
            var state = solver.Solve();
            return new(false, 0.0, 0, 0, iterations, state.WorstNode, state.WorstResidualKgPerS, default, 0.0);
        }

        solver.Pressure.CopyTo(Now.Pressure, 0);
        // Cells of the grid are the pipes of the steady network, in the same order.
        solver.PipeFlow.CopyTo(Now.Flow, 0);
        return Begin(iterations);
    }

    /// <summary>Starts at time 0 with no flow anywhere; pressures in pipes lie on a line between those of their nodes.</summary>
    /// <param name="nodePressurePa">Absolute pressure per node, Pa; positive. What sources and regulators hold overrides it.</param>
    /// <exception cref="ArgumentException">Not one positive pressure per node.</exception>
    public TransientResult StartAtRest(IReadOnlyList<double> nodePressurePa)
    {
        ArgumentNullException.ThrowIfNull(nodePressurePa);
        if (nodePressurePa.Count != _model.Nodes.Count || nodePressurePa.Any(p => !(p > 0.0) || !double.IsFinite(p)))
        {
            throw new ArgumentException("Needs one positive pressure per node.", nameof(nodePressurePa));
        }

        for (var i = 0; i < nodePressurePa.Count; i++)
        {
            Now.Pressure[i] = nodePressurePa[i];
        }

        for (var pipe = 0; pipe < _grid.Cells.Length; pipe++)
        {
            var (from, to, cells) = (nodePressurePa[_model.Pipes[pipe].From], nodePressurePa[_model.Pipes[pipe].To], _grid.Cells[pipe]);
            for (var k = 1; k < cells; k++)
            {
                Now.Pressure[_grid.Point(pipe, k)] = from + ((to - from) * k / cells);
            }
        }

        Array.Clear(Now.Flow);
        return Begin(0);
    }

    private TransientResult Begin(int iterations)
    {
        (_engine.TimeSeconds, _isStarted, StarvedRegulator) = (0.0, true, null);
        _engine.Start();
        return new(true, 0.0, 0, 0, iterations, null, 0.0, new(0.0, 0.0, 0.0, 0.0, 0.0, LinePackKg), 0.0);
    }
}
