namespace Testbed.GasNetwork.Steady;

/// <summary>
/// Steady state by Newton's method on nodal pressures: pipe flows are explicit in the pressures, the matrix is an M-matrix of fixed pattern, steps are
/// halved until the imbalance falls. Solving again starts where the last solution was. Not thread safe. A warm solve allocates nothing but its result.
/// </summary>
public sealed partial class SteadySolver
{
    private const int MaximumIterations = 60;
    private const int LineSearchSteps = 30;
    private const double RoundingShare = 32.0 * 2.220446049250313e-16;

    private readonly SteadyModel _model;
    private readonly SteadyStructure _structure;
    private readonly PipeSet _pipes;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int[] _pairSlot;
    private readonly double[] _withdrawal;
    private readonly double[] _root;
    private readonly double[] _before;
    private readonly double[] _residual;
    private readonly double[] _direction;
    private readonly double[] _slopeFrom;
    private readonly double[] _slopeTo;
    private bool _isWarm;
    private int _guesses;

    /// <summary>Analyses a model.</summary>
    /// <exception cref="ArgumentException"><see cref="SteadyModel.Validate"/> finds a mistake; the message holds the first.</exception>
    public SteadySolver(SteadyModel model)
        : this(model, Mistakes(model))
    {
    }

    /// <summary>Analyses a model whose mistakes are known already.</summary>
    internal SteadySolver(SteadyModel model, IReadOnlyList<ModelProblem> mistakes)
    {
        if (mistakes is [var first, ..])
        {
            throw new ArgumentException($"{first.ElementId}.{first.Property}: {first.Message}", nameof(model));
        }

        _model = model;
        _structure = new SteadyStructure(model);
        _pipes = PipeSet.Create(model);
        _from = [.. model.Pipes.Select(p => p.From)];
        _to = [.. model.Pipes.Select(p => p.To)];
        _pairSlot = [.. model.Pipes.Select(PairSlot)];
        _withdrawal = [.. model.WithdrawalKgPerS];
        _root = new double[_structure.Groups.Count];
        _before = new double[_root.Length];
        _residual = new double[_structure.UnknownCount + 1];
        _direction = new double[_structure.UnknownCount + 1];
        (Pressure, PipeFlow) = (new double[model.Nodes.Count], new double[_from.Length]);
        (_slopeFrom, _slopeTo) = (new double[_from.Length], new double[_from.Length]);
    }

    /// <summary>Absolute pressure per node after the last solve, Pa.</summary>
    public double[] Pressure { get; }

    /// <summary>Flow per pipe after the last solve, kg/s.</summary>
    public double[] PipeFlow { get; }

    /// <summary>The largest imbalance of a node that counts as balanced, kg/s.</summary>
    public double ToleranceKgPerS { get; init; } = 1e-10;

    /// <summary>Changes a withdrawal for the next solve, kg/s.</summary>
    public void SetWithdrawal(int node, double kgPerS) => _withdrawal[node] = kgPerS;

    /// <summary>Solves, from the last solution when there is one.</summary>
    public SteadyState Solve()
    {
        var (converged, iterations) = SolvePressures();
        iterations += _guesses;
        var (worst, value) = Worst();
        var links = new LinkFlows(_model, _structure).Of(PipeFlow, _withdrawal);
        return new(
            converged, iterations, [.. Pressure], [.. PipeFlow], links.Links, links.Regulators, worst < 0 ? null : _model.Nodes[worst], value);
    }

    /// <summary>Solves into <see cref="Pressure"/> and <see cref="PipeFlow"/>; allocates nothing.</summary>
    public (bool Converged, int Iterations) SolvePressures()
    {
        _guesses = 0;
        if (!_isWarm)
        {
            Guess();
        }

        var norm = Evaluate();
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            if (IsBalanced())
            {
                _isWarm = true;
                CorrectFlows();
                return (true, iteration);
            }

            if (!Direction() || LineSearch(norm) is not (>= 0.0 and var next))
            {
                _isWarm = false;
                return (false, iteration);
            }

            norm = next;
        }

        _isWarm = false;
        return (false, MaximumIterations);
    }

    /// <summary>
    /// Gives the last correction to the flows alone: in a wide pipe at rest a pressure's rounding is coarser than what balances its ends.
    /// </summary>
    private void CorrectFlows()
    {
        if (!Direction())
        {
            return;
        }

        AddToFlows();
        Array.Clear(_residual);
        AddBalances();
    }

    private static IReadOnlyList<ModelProblem> Mistakes(SteadyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Validate();
    }

    private int PairSlot(SteadyPipe pipe)
    {
        // Both ends have balances and unknowns of their own: the ordinary case. Otherwise the entries are looked up one by one.
        var (from, to) = (_structure.NodeColumn[pipe.From], _structure.NodeColumn[pipe.To]);
        return from == _structure.NodeRow[pipe.From] && to == _structure.NodeRow[pipe.To] ? _structure.Matrix.SlotOf(from, to) : -1;
    }

    private void AddToFlows()
    {
        var (column, scale) = (_structure.NodeColumn, _structure.Groups.Scale);
        for (var i = 0; i < _from.Length; i++)
        {
            PipeFlow[i] += (_slopeFrom[i] * scale[_from[i]] * _direction[column[_from[i]]]) + (_slopeTo[i] * scale[_to[i]] * _direction[column[_to[i]]]);
        }
    }

    private void Spread()
    {
        var (group, scale) = (_structure.Groups.Group, _structure.Groups.Scale);
        for (var i = 0; i < Pressure.Length; i++)
        {
            Pressure[i] = _root[group[i]] * scale[i];
        }
    }

    /// <summary>Fills flows, imbalances and matrix; returns the sum of squared imbalances.</summary>
    private double Evaluate()
    {
        _pipes.Evaluate(Pressure, PipeFlow, _slopeFrom, _slopeTo);
        return Assemble();
    }

    private bool Direction()
    {
        if (!_structure.Matrix.Factorise())
        {
            return false;
        }

        for (var i = 0; i < _structure.UnknownCount; i++)
        {
            _direction[i] = -_residual[i];
        }

        _direction[_structure.UnknownCount] = 0.0;
        _structure.Matrix.Solve(_direction);
        _direction[_structure.UnknownCount] = 0.0;
        return true;
    }

    private double LineSearch(double norm)
    {
        Array.Copy(_root, _before, _root.Length);
        var fraction = 1.0;
        for (var attempt = 0; attempt < LineSearchSteps; attempt++, fraction *= 0.5)
        {
            Move(fraction);
            var next = Evaluate();
            if (next < norm * (1.0 - (1e-4 * fraction)) || IsBalanced())
            {
                return next;
            }
        }

        Array.Copy(_before, _root, _root.Length);
        Spread();
        Evaluate();
        return -1.0;
    }

    private void Move(double fraction)
    {
        var step = _structure.GroupStep;
        for (var g = 0; g < _root.Length; g++)
        {
            // Newton's step for the squared pressure, in which pipe laws are nearly roots; a pressure that falls by four fifths is an overshoot.
            var relative = fraction * _direction[step[g]] / _before[g];
            _root[g] = _before[g] * Math.Sqrt(Math.Max(1.0 + (2.0 * relative), 0.04));
        }

        Spread();
    }

    /// <summary>Every node within the tolerance, or within what rounding of the pressures alone makes of its flows. Asked after assembly only.</summary>
    private bool IsBalanced()
    {
        var diagonal = _structure.Matrix.Diagonal;
        var step = _structure.GroupStep;
        for (var g = 0; g < _root.Length; g++)
        {
            var i = step[g];
            if (i < _structure.UnknownCount && !(Math.Abs(_residual[i]) <= ToleranceKgPerS + (RoundingShare * diagonal[i] * _root[g])))
            {
                return false;
            }
        }

        return true;
    }

    private (int Node, double Value) Worst()
    {
        var (worst, value) = (-1, -1.0);
        for (var i = 0; i < Pressure.Length; i++)
        {
            var column = _structure.NodeColumn[i];
            if (column < _structure.UnknownCount && Math.Abs(_residual[column]) > value)
            {
                (worst, value) = (i, Math.Abs(_residual[column]));
            }
        }

        return (worst, Math.Max(value, 0.0));
    }
}
