using Testbed.GasNetwork.Sparse;

namespace Testbed.GasNetwork.Solver;

/// <summary>How one implicit step ended.</summary>
/// <param name="Converged">Whether every node balances.</param>
/// <param name="Iterations">Newton iterations done.</param>
/// <param name="WorstNode">Index of the node with the largest imbalance; -1 when converged.</param>
/// <param name="WorstResidualKgPerS">That imbalance, kg/s.</param>
internal readonly record struct NewtonOutcome(bool Converged, int Iterations, int WorstNode, double WorstResidualKgPerS);

/// <summary>
/// Backward Euler on the mass of every free node, solved by Newton's method with exact slopes and a line search:
/// <c>V (rho(p) - rho_old)/h + sum of outflows(p) = 0</c>. Regulator stems are eliminated, since the stem at the end of the step is a function
/// of the pressure at the end of the step. Because the capacity term is on the diagonal the matrix is never singular, not even for an island
/// without a source. Not thread safe; allocates nothing per step.
/// </summary>
internal sealed partial class NodalSolver
{
    private const double RelativeTolerance = 1e-9;
    private const double RelativeSumTolerance = 1e-10;

    // Rounding may excuse no more than this share of the throughput, however steep a characteristic is.
    private const double RoundingShare = 1e-6;
    private const double MachineEpsilon = 2.3e-16;
    private const double PolishTolerance = 1e-12;
    private const int LineSearchSteps = 12;
    private const int BoldSteps = 12;

    private readonly CompiledNetwork _net;
    private readonly SparseLdu _matrix;
    private readonly double[] _residual;
    private readonly double[] _direction;
    private readonly double[] _trial;
    private readonly double[] _densityOld;
    private readonly double[] _slopeFrom;
    private readonly double[] _slopeTo;
    private readonly double[] _demandSlope;
    private readonly double[] _reliefSlope;
    private double _noise;
    private double _capacityNoise;
    private double _boundaryNoise;
    private double _throughput;

    public NodalSolver(CompiledNetwork net)
    {
        _net = net;
        _matrix = net.Matrix;
        _residual = new double[net.UnknownCount + 1];
        _direction = new double[net.UnknownCount + 1];
        _trial = new double[net.AmbientPa.Length];
        _densityOld = new double[net.AmbientPa.Length];
        _slopeFrom = new double[net.BranchFrom.Length];
        _slopeTo = new double[net.BranchFrom.Length];
        _demandSlope = new double[net.DemandNode.Length];
        _reliefSlope = new double[net.ReliefNode.Length];
        Pressure = new double[net.AmbientPa.Length];
        BranchFlow = new double[net.BranchFrom.Length];
        WorkerStem = new double[net.Workers.Length];
        MonitorStem = new double[net.Workers.Length];
        DemandFlow = new double[net.DemandNode.Length];
        ReliefFlow = new double[net.ReliefNode.Length];
    }

    /// <summary>Absolute pressures at the end of the step, by node.</summary>
    public double[] Pressure { get; }

    /// <summary>Mass flows at the end of the step, by branch.</summary>
    public double[] BranchFlow { get; }

    public double[] WorkerStem { get; }

    public double[] MonitorStem { get; }

    public double[] DemandFlow { get; }

    public double[] ReliefFlow { get; }

    /// <summary>Solves one step.</summary>
    /// <param name="state">The state at the beginning, its actuators already where they stand at the end of the step.</param>
    /// <param name="seconds">Step length, s.</param>
    /// <param name="options">Limits.</param>
    public NewtonOutcome Solve(double[] state, double seconds, SolverOptions options)
    {
        Start(state);
        var norm = Evaluate(Pressure, state, seconds);
        var bold = BoldSteps;
        for (var iteration = 0; ; iteration++)
        {
            if (IsBalanced(norm, seconds))
            {
                return Polish(seconds) ? new NewtonOutcome(true, iteration, -1, 0.0) : Failed(state, seconds, iteration);
            }

            if (iteration >= options.MaximumIterations || !double.IsFinite(norm) || !Direction())
            {
                return Failed(state, seconds, iteration);
            }

            var next = LineSearch(state, seconds, norm);
            if (next < 0.0)
            {
                // From rest the flow grows like the root of the head: the way out leads over larger imbalances, and whole steps find it.
                if (bold-- == 0)
                {
                    return Failed(state, seconds, iteration + 1);
                }

                next = Move(1.0, state, seconds);
            }

            norm = next;
        }
    }

    private void Start(double[] state)
    {
        Array.Copy(state, _net.Layout.Pressure, Pressure, 0, Pressure.Length);
        for (var i = 0; i < Pressure.Length; i++)
        {
            _densityOld[i] = _net.Density(Pressure[i]);
        }

        for (var s = 0; s < _net.SourceNode.Length; s++)
        {
            Pressure[_net.SourceNode[s]] = state[_net.Layout.SourcePressure + s];
        }
    }

    /// <summary>
    /// What imbalance is left is smaller than the pressures' rounding can express, but the flows can express it: one more Newton step taken by
    /// the flows along their slopes makes the masses balance to rounding.
    /// </summary>
    private bool Polish(double seconds)
    {
        if (Math.Abs(Sum()) <= PolishTolerance * Scale(seconds))
        {
            return true;
        }

        if (!Direction())
        {
            return false;
        }

        for (var b = 0; b < BranchFlow.Length; b++)
        {
            BranchFlow[b] += (_slopeFrom[b] * _direction[_net.Step[_net.BranchFrom[b]]]) + (_slopeTo[b] * _direction[_net.Step[_net.BranchTo[b]]]);
        }

        for (var d = 0; d < DemandFlow.Length; d++)
        {
            DemandFlow[d] += _demandSlope[d] * _direction[_net.Step[_net.DemandNode[d]]];
        }

        for (var v = 0; v < ReliefFlow.Length; v++)
        {
            ReliefFlow[v] += _reliefSlope[v] * _direction[_net.Step[_net.ReliefNode[v]]];
        }

        for (var i = 0; i < Pressure.Length; i++)
        {
            Pressure[i] += _direction[_net.Step[i]];
        }

        return true;
    }

    private double Sum()
    {
        var sum = 0.0;
        for (var i = 0; i < _net.UnknownCount; i++)
        {
            sum += _residual[i];
        }

        return sum;
    }

    /// <summary>What an imbalance is measured against, kg/s: throughput, and a trace of the content for a network at rest.</summary>
    private double Scale(double seconds) => _throughput + (1e-5 * _capacityNoise / MachineEpsilon * seconds / Math.Min(seconds, 1.0));

    /// <summary>
    /// Balanced when each node is, relative to what flows through the network, and the whole is ten times better, or when the imbalance is
    /// what rounding of the pressures alone produces.
    /// </summary>
    private bool IsBalanced(double norm, double seconds)
    {
        var scale = Scale(seconds);
        var most = RoundingShare * scale;
        return norm <= (RelativeTolerance * scale) + Math.Min(4.0 * _noise, most)
            && Math.Abs(Sum()) <= (RelativeSumTolerance * scale) + Math.Min(4.0 * (_capacityNoise + _boundaryNoise), most);
    }

    private bool Direction()
    {
        if (!_matrix.Factorise())
        {
            return false;
        }

        for (var i = 0; i < _net.UnknownCount; i++)
        {
            _direction[i] = -_residual[i];
        }

        _direction[_net.UnknownCount] = 0.0;
        _matrix.Solve(_direction);
        _direction[_net.UnknownCount] = 0.0;
        return true;
    }

    /// <summary>Takes the longest of the halved Newton steps that lessens the imbalance; negative when none does.</summary>
    private double LineSearch(double[] state, double seconds, double norm)
    {
        Array.Copy(Pressure, _trial, _trial.Length);
        var fraction = 1.0;
        for (var attempt = 0; attempt < LineSearchSteps; attempt++, fraction *= 0.5)
        {
            var next = Move(fraction, state, seconds);
            if (next < norm * (1.0 - (1e-4 * fraction)) || IsBalanced(next, seconds))
            {
                return next;
            }
        }

        Array.Copy(_trial, Pressure, _trial.Length);
        return -1.0;
    }

    private double Move(double fraction, double[] state, double seconds)
    {
        for (var i = 0; i < _trial.Length; i++)
        {
            // An absolute pressure that fell by four fifths in one iteration is an overshoot, never an answer.
            Pressure[i] = Math.Max(_trial[i] + (fraction * _direction[_net.Step[i]]), 0.2 * _trial[i]);
        }

        return Evaluate(Pressure, state, seconds);
    }

    private NewtonOutcome Failed(double[] state, double seconds, int iterations)
    {
        Evaluate(Pressure, state, seconds);
        var worst = 0;
        var value = -1.0;
        for (var i = 0; i < Pressure.Length; i++)
        {
            var residual = _net.IsBoundary[i] ? -1.0 : Math.Abs(_residual[_net.Step[i]]);
            if (!(residual <= value))
            {
                (worst, value) = (i, residual);
            }
        }

        return new NewtonOutcome(false, iterations, worst, value);
    }
}
