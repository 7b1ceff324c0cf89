namespace Testbed.GasNetwork.Transient;

/// <summary>
/// One implicit stage, <c>M(p) = M_known + weight inflow</c> in every point and <c>q = q_known + weight dq/dt</c> in every cell, by Newton's method with the
/// flows eliminated cell by cell. Each correction goes to the flows as well, so that mass is kept whatever the tolerance. Allocates nothing.
/// </summary>
internal sealed class StageSolver
{
    private const int MaximumIterations = 15;
    private const double Tolerance = 1e-8;
    private const double DeepestFall = 0.2;

    private readonly TransientGrid _grid;
    private readonly TransientStructure _structure;
    private readonly CellSet _cells;
    private readonly Compressibility _z;
    private readonly double _rt;
    private readonly double[] _capacity;
    private readonly double[] _mass;
    private readonly double[] _residual;
    private readonly double[] _slopeFrom;
    private readonly double[] _slopeTo;
    private readonly double[] _inertiaShare;

    public StageSolver(TransientModel model, TransientGrid grid, TransientStructure structure, CellSet cells)
    {
        (_grid, _structure, _cells, _z, _rt) = (grid, structure, cells, model.Gas.Compressibility, model.Gas.RtJPerKg);
        (_capacity, _mass, _residual) = (new double[grid.PointCount], new double[grid.PointCount], new double[grid.PointCount + 1]);
        (_slopeFrom, _slopeTo, _inertiaShare) = (new double[grid.CellCount], new double[grid.CellCount], new double[grid.CellCount]);
    }

    /// <summary>The point with the largest imbalance of the last failure.</summary>
    public int Worst { get; private set; }

    /// <summary>That imbalance, kg/s.</summary>
    public double WorstResidualKgPerS { get; private set; }

    /// <summary>Line pack of every point at given pressures.</summary>
    public void FillMass(double[] pressure, double[] mass)
    {
        for (var i = 0; i < mass.Length; i++)
        {
            mass[i] = _grid.VolumeM3[i] * pressure[i] / (_rt * _z.At(pressure[i]));
        }
    }

    /// <summary>
    /// Solves for the pressures and flows of a state, from those it holds; given pressures stay. Returns iterations, negative when it failed.
    /// </summary>
    public int Solve(TransientState state, double[] knownMass, double[] knownFlow, double weight, double[] withdrawal)
    {
        for (var iteration = 1; iteration <= MaximumIterations; iteration++)
        {
            Assemble(state, knownMass, knownFlow, weight, withdrawal);
            FindWorst(weight);
            if (!_structure.Matrix.Factorise())
            {
                return -iteration;
            }

            for (var i = 0; i < _grid.PointCount; i++)
            {
                _residual[i] = -_residual[i];
            }

            _residual[_grid.PointCount] = 0.0;
            _structure.Matrix.Solve(_residual);
            _residual[_grid.PointCount] = 0.0;
            var change = Move(state);
            if (change <= Tolerance)
            {
                return iteration;
            }

            if (!double.IsFinite(change))
            {
                return -iteration;
            }
        }

        return -MaximumIterations;
    }

    /// <summary>
    /// What errors of line pack and flow come to in pressure when the stage that was solved last has damped them, so that stiff parts do not count for
    /// more than they are worth.
    /// </summary>
    public void Damp(double[] massError, double[] flowError, double weight, double[] pressureError)
    {
        var (row, column) = (_structure.Row, _structure.Column);
        Array.Clear(_residual);
        for (var i = 0; i < massError.Length; i++)
        {
            _residual[row[i]] += massError[i];
        }

        for (var i = 0; i < flowError.Length; i++)
        {
            var moved = weight * _inertiaShare[i] * flowError[i];
            _residual[row[_grid.From[i]]] -= moved;
            _residual[row[_grid.To[i]]] += moved;
        }

        _structure.Matrix.Solve(_residual);
        _residual[_grid.PointCount] = 0.0;
        for (var i = 0; i < pressureError.Length; i++)
        {
            pressureError[i] = _residual[column[i]];
        }
    }

    private void Assemble(TransientState state, double[] knownMass, double[] knownFlow, double weight, double[] withdrawal)
    {
        var (pressure, flow) = (state.Pressure, state.Flow);
        for (var i = 0; i < pressure.Length; i++)
        {
            var (p, z) = (pressure[i], _z.At(pressure[i]));
            var perPascal = _grid.VolumeM3[i] / (_rt * z);
            _mass[i] = perPascal * p;
            _capacity[i] = perPascal * (1.0 - (p * _z.SlopeAt(p) / z));
        }

        _structure.Clear(_capacity);
        _cells.Linearise(pressure, flow, knownFlow, weight, _slopeFrom, _slopeTo, _inertiaShare);
        var row = _structure.Row;
        Array.Clear(_residual);
        for (var i = 0; i < pressure.Length; i++)
        {
            _residual[row[i]] += _mass[i] - knownMass[i] + (weight * withdrawal[i]);
        }

        for (var i = 0; i < flow.Length; i++)
        {
            var moved = weight * flow[i];
            _residual[row[_grid.From[i]]] += moved;
            _residual[row[_grid.To[i]]] -= moved;
            _structure.AddCell(i, weight * _slopeFrom[i], weight * _slopeTo[i]);
        }

        // A held point has a row, to keep the pattern, but nothing in it.
        for (var i = 0; i < pressure.Length; i++)
        {
            if (_structure.IsGiven(i))
            {
                _residual[_structure.Matrix.StepOf(i)] = 0.0;
            }
        }
    }

    /// <summary>Takes the step; returns the largest relative change of a pressure.</summary>
    private double Move(TransientState state)
    {
        var (pressure, flow, column) = (state.Pressure, state.Flow, _structure.Column);
        for (var i = 0; i < flow.Length; i++)
        {
            flow[i] += (_slopeFrom[i] * _residual[column[_grid.From[i]]]) + (_slopeTo[i] * _residual[column[_grid.To[i]]]);
        }

        var largest = 0.0;
        for (var i = 0; i < pressure.Length; i++)
        {
            var step = _residual[column[i]];
            var relative = Math.Abs(step) / pressure[i];
            largest = relative <= largest ? largest : relative;
            pressure[i] = Math.Max(pressure[i] + step, DeepestFall * pressure[i]);
        }

        return largest;
    }

    private void FindWorst(double weight)
    {
        (Worst, WorstResidualKgPerS) = (0, 0.0);
        for (var i = 0; i < _grid.PointCount; i++)
        {
            var value = Math.Abs(_residual[_structure.Column[i]]) / weight;
            if (!_structure.IsGiven(i) && !(value <= WorstResidualKgPerS))
            {
                (Worst, WorstResidualKgPerS) = (i, value);
            }
        }
    }
}
