namespace Testbed.GasNetwork.Transient;

/// <summary>
/// One implicit stage, <c>M(p) = M_known + weight inflow</c> in every point and <c>q = q_known + weight dq/dt</c> in every cell, by Newton's method with the
/// flows eliminated cell by cell and a line search where flows have no memory. The last correction goes to the flows as well, and line pack is what they
/// bring: mass is kept to rounding whatever the tolerance. Factors are kept while they serve. Allocates nothing.
/// </summary>
internal sealed partial class StageSolver
{
    private const double Tolerance = 1e-8;
    private const double DeepestFall = 0.2;
    private const int MostHalvings = 10;

    /// <summary>After so many iterations flows get a Newton step of their own.</summary>
    private const int PatienceIterations = 12;
    private const int MostBoldSteps = 12;

    /// <summary>Changes below this are finished by plain steps: rounding is near.</summary>
    private const double Fine = 1e-5;

    /// <summary>Old factors serve a second time after a change of up to <see cref="Contraction"/> of this.</summary>
    private const double FirstChange = 0.02;

    /// <summary>Old factors serve while each change is no more than this part of the one before.</summary>
    private const double Contraction = 0.05;

    private readonly TransientGrid _grid;
    private readonly TransientStructure _structure;
    private readonly CellSet _cells;
    private readonly PointFlows _flows;
    private readonly Compressibility _z;
    private readonly double _rt;
    private readonly bool _hasInertia;
    private readonly double[] _capacity;
    private readonly double[] _residual;
    private readonly double[] _direction;
    private readonly double[] _before;
    private readonly double[] _slopeFrom;
    private readonly double[] _slopeTo;
    private readonly double[] _inertiaShare;
    private bool _hasFactors;
    private bool _isByFlow;

    public StageSolver(TransientModel model, TransientGrid grid, TransientStructure structure, CellSet cells, PointFlows flows)
    {
        (_grid, _structure, _cells, _flows) = (grid, structure, cells, flows);
        (_z, _rt, _hasInertia) = (model.Gas.Compressibility, model.Gas.RtJPerKg, model.HasInertia);
        (_capacity, _before) = (new double[grid.PointCount], new double[grid.PointCount]);
        (_residual, _direction) = (new double[grid.PointCount + 1], new double[grid.PointCount + 1]);
        (_slopeFrom, _slopeTo, _inertiaShare) = (new double[grid.CellCount], new double[grid.CellCount], new double[grid.CellCount]);
    }

    /// <summary>Most Newton iterations per stage.</summary>
    public int MaximumIterations { get; init; } = 15;

    /// <summary>The point with the largest imbalance of the last failure.</summary>
    public int Worst { get; private set; }

    /// <summary>That imbalance, kg/s.</summary>
    public double WorstResidualKgPerS { get; private set; }

    /// <summary>Line pack of every point at given pressures.</summary>
    public void FillMass(double[] pressure, double[] mass)
    {
        for (var i = 0; i < mass.Length; i++)
        {
            mass[i] = MassAt(i, pressure[i]);
        }
    }

    /// <summary>Line pack of a point, kg.</summary>
    public double MassAt(int point, double pressure) => _grid.VolumeM3[point] * pressure / (_rt * _z.At(pressure));

    /// <summary>Whether a point's pressure is given.</summary>
    public bool IsGiven(int point) => _structure.IsGiven(point);

    /// <summary>Forgets factors of earlier stages, so that a step does not depend on what was calculated before it.</summary>
    public void Forget() => _hasFactors = false;

    /// <summary>
    /// Solves for the pressures and flows of a state, from those it holds; given pressures stay. Returns iterations, negative when it failed.
    /// </summary>
    public int Solve(TransientState state, KnownValues known, double weight, double[] withdrawal)
    {
        _isByFlow = false;
        var norm = Evaluate(state, known, weight, withdrawal);
        var (before, bold) = (FirstChange, MostBoldSteps);
        for (var iteration = 1; iteration <= MaximumIterations; iteration++)
        {
            var isFresh = !_hasFactors;
            if (!double.IsFinite(norm) || !Direction(state.Pressure, weight))
            {
                return Failed(-iteration, weight);
            }

            Array.Copy(state.Pressure, _before, _before.Length);
            MoveFlows(state);
            var change = Move(state, 1.0);
            if (change <= Tolerance)
            {
                return iteration;
            }

            if (!double.IsFinite(change))
            {
                return Failed(-iteration, weight);
            }

            _hasFactors = change <= Contraction * before;
            before = change;
            var next = Evaluate(state, known, weight, withdrawal);
            _isByFlow |= iteration == PatienceIterations;
            norm = isFresh && !_hasInertia && !_isByFlow && change > Fine && !(next < norm)
                ? Search(state, known, weight, withdrawal, norm, ref bold) : next;
        }

        return Failed(Math.Min(-MaximumIterations, -1), weight);
    }

    /// <summary>
    /// What errors of line pack and flow come to in pressure when the stage that was solved last has damped them, so that stiff parts do not count for
    /// more than they are worth.
    /// </summary>
    public void Damp(double[] massError, double[] flowError, double weight, double[] pressureError)
    {
        var (row, column) = (_structure.Row, _structure.Column);
        Array.Clear(_direction);
        for (var i = 0; i < massError.Length; i++)
        {
            _direction[row[i]] += massError[i];
        }

        for (var i = 0; _hasInertia && i < flowError.Length; i++)
        {
            var moved = weight * _inertiaShare[i] * flowError[i];
            _direction[row[_grid.From[i]]] -= moved;
            _direction[row[_grid.To[i]]] += moved;
        }

        _structure.Matrix.Solve(_direction);
        _direction[_grid.PointCount] = 0.0;
        for (var i = 0; i < pressureError.Length; i++)
        {
            pressureError[i] = _direction[column[i]];
        }
    }

    /// <summary>Fills flows, slopes and imbalances; returns the sum of the absolute imbalances, kg.</summary>
    private double Evaluate(TransientState state, KnownValues known, double weight, double[] withdrawal)
    {
        var (pressure, flow, row) = (state.Pressure, state.Flow, _structure.Row);
        _cells.Linearise(pressure, flow, known.Flow, weight, _slopeFrom, _slopeTo, _inertiaShare, _isByFlow);
        _flows.Evaluate(state, known.Stem, weight);
        Array.Clear(_residual);
        for (var i = 0; i < pressure.Length; i++)
        {
            _residual[row[i]] += MassAt(i, pressure[i]) - known.Mass[i] + (weight * withdrawal[i]);
        }

        for (var i = 0; i < flow.Length; i++)
        {
            var moved = weight * flow[i];
            _residual[row[_grid.From[i]]] += moved;
            _residual[row[_grid.To[i]]] -= moved;
        }

        for (var i = 0; i < _flows.From.Length; i++)
        {
            var moved = weight * state.PointFlow[i];
            _residual[row[_flows.From[i]]] += moved;
            _residual[_structure.RowOf(_flows.To[i])] -= moved;
        }

        var norm = 0.0;
        for (var i = 0; i < pressure.Length; i++)
        {
            // A held point has a row, to keep the pattern, but nothing in it.
            if (_structure.IsGiven(i))
            {
                _residual[_structure.Matrix.StepOf(i)] = 0.0;
            }

            norm += Math.Abs(_residual[_structure.Matrix.StepOf(i)]);
        }

        return norm;
    }

    /// <summary>Assembles the matrix from the slopes found last.</summary>
    private void Assemble(double[] pressure, double weight)
    {
        for (var i = 0; i < pressure.Length; i++)
        {
            var (p, z) = (pressure[i], _z.At(pressure[i]));
            _capacity[i] = _grid.VolumeM3[i] / (_rt * z) * (1.0 - (p * _z.SlopeAt(p) / z));
        }

        _structure.Clear(_capacity);
        for (var i = 0; i < _slopeFrom.Length; i++)
        {
            _structure.AddCell(i, weight * _slopeFrom[i], weight * _slopeTo[i]);
        }

        for (var i = 0; i < _flows.From.Length; i++)
        {
            _structure.AddPointFlow(i, weight * _flows.SlopeFrom[i], weight * _flows.SlopeTo[i]);
        }
    }

    private bool Direction(double[] pressure, double weight)
    {
        if (!_hasFactors)
        {
            Assemble(pressure, weight);
            if (!_structure.Matrix.Factorise())
            {
                return false;
            }
        }

        for (var i = 0; i < _grid.PointCount; i++)
        {
            _direction[i] = -_residual[i];
        }

        _direction[_grid.PointCount] = 0.0;
        _structure.Matrix.Solve(_direction);
        _direction[_grid.PointCount] = 0.0;
        return true;
    }

    private int Failed(int result, double weight)
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

        _hasFactors = false;
        return result;
    }
}
