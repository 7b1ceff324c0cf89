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
internal sealed class NodalSolver
{
    private const double RelativeTolerance = 1e-9;
    private const double RelativeSumTolerance = 1e-10;

    // Rounding may excuse no more than this share of the throughput, however steep a characteristic is.
    private const double RoundingShare = 1e-6;
    private const double MachineEpsilon = 2.3e-16;
    private const int LineSearchSteps = 12;
    private const int BoldSteps = 12;

    private readonly CompiledNetwork _net;
    private readonly SparseLdu _matrix;
    private readonly double[] _residual;
    private readonly double[] _direction;
    private readonly double[] _trial;
    private readonly double[] _densityOld;
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

    /// <summary>Density at an absolute pressure, without the property chain of <see cref="GasProperties"/>.</summary>
    private double RtInverse => 1.0 / _net.Gas.SpecificGasConstantTimesTemperature;

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
                return new NewtonOutcome(true, iteration, -1, 0.0);
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
        var slope = _net.Gas.CompressibilitySlopePerPa;
        var inverse = RtInverse;
        for (var i = 0; i < Pressure.Length; i++)
        {
            _densityOld[i] = Pressure[i] * inverse / (1.0 + (slope * Pressure[i]));
        }

        for (var s = 0; s < _net.SourceNode.Length; s++)
        {
            Pressure[_net.SourceNode[s]] = state[_net.Layout.SourcePressure + s];
        }
    }

    /// <summary>
    /// Balanced when each node is, relative to what flows through the network, and the whole is ten times better, or when the imbalance is
    /// what rounding of the pressures alone produces.
    /// </summary>
    private bool IsBalanced(double norm, double seconds)
    {
        var sum = 0.0;
        for (var i = 0; i < _net.UnknownCount; i++)
        {
            sum += _residual[i];
        }

        var linePack = _capacityNoise / MachineEpsilon * seconds;
        var scale = _throughput + (1e-5 * linePack / Math.Min(seconds, 1.0));
        var most = RoundingShare * scale;
        return norm <= (RelativeTolerance * scale) + Math.Min(4.0 * _noise, most)
            && Math.Abs(sum) <= (RelativeSumTolerance * scale) + Math.Min(4.0 * (_capacityNoise + _boundaryNoise), most);
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

    /// <summary>Fills residual, matrix and flows; returns the sum of the absolute imbalances, kg/s.</summary>
    private double Evaluate(double[] pressure, double[] state, double seconds)
    {
        _matrix.Clear();
        Array.Clear(_residual);
        AddCapacity(pressure, seconds);
        AddPipes(pressure);
        AddRuns(pressure, state, seconds);
        AddThrottles(pressure, state);
        AddDemands(pressure, state);
        AddReliefs(pressure, state);
        _throughput = 0.0;
        foreach (var flow in DemandFlow)
        {
            _throughput += flow;
        }

        foreach (var flow in ReliefFlow)
        {
            _throughput += flow;
        }

        var norm = 0.0;
        var noise = 0.0;
        var diagonal = _matrix.Diagonal;
        for (var i = 0; i < pressure.Length; i++)
        {
            if (!_net.IsBoundary[i])
            {
                var step = _net.Step[i];
                norm += Math.Abs(_residual[step]);
                noise += diagonal[step] * pressure[i];
            }
        }

        _noise = MachineEpsilon * noise;
        // The dummy of the diagonal has gathered the slopes of all branches at sources: what rounding does to the inflow.
        var highest = 0.0;
        foreach (var node in _net.SourceNode)
        {
            highest = Math.Max(highest, pressure[node]);
        }

        _boundaryNoise = MachineEpsilon * diagonal[_net.UnknownCount] * highest;
        return norm;
    }

    private void AddCapacity(double[] pressure, double seconds)
    {
        var slope = _net.Gas.CompressibilitySlopePerPa;
        var inverse = RtInverse;
        var mass = 0.0;
        for (var i = 0; i < pressure.Length; i++)
        {
            if (_net.IsBoundary[i])
            {
                continue;
            }

            var z = 1.0 / (1.0 + (slope * pressure[i]));
            var density = pressure[i] * inverse * z;
            var rate = _net.VolumeM3[i] / seconds;
            _residual[_net.Step[i]] = rate * (density - _densityOld[i]);
            _matrix.Diagonal[_net.Step[i]] = rate * inverse * z * z;
            mass += rate * density;
        }

        _capacityNoise = MachineEpsilon * mass;
    }

    private void AddPipes(double[] pressure)
    {
        for (var b = 0; b < _net.PipeLaws.Length; b++)
        {
            AddBranch(b, _net.PipeLaws[b].Flow(pressure[_net.BranchFrom[b]], pressure[_net.BranchTo[b]]));
        }
    }

    private void AddRuns(double[] pressure, double[] state, double seconds)
    {
        var layout = _net.Layout;
        for (var r = 0; r < _net.Workers.Length; r++)
        {
            var branch = _net.FirstRun + r;
            var run = _net.Model.Runs[r];
            var to = _net.BranchTo[branch];
            var failure = (MechanicalFailures)(int)state[layout.RunFailure + r];
            var lost = (failure & MechanicalFailures.SensingLineLost) != 0;
            var sensed = lost ? 0.0 : pressure[to] - _net.AmbientPa[to];
            var (worker, slope) = Stem(_net.Workers[r], state[layout.WorkerStem + r], sensed, state[layout.SetPoint + r], seconds,
                (failure & MechanicalFailures.WorkerFailsOpen) != 0);
            WorkerStem[r] = worker;
            var opening = worker;
            MonitorStem[r] = 1.0;
            if (run.Monitor is { } fixedRegulator)
            {
                var (monitor, monitorSlope) = Stem(_net.Monitors[r], state[layout.MonitorStem + r], sensed, fixedRegulator.SetPointPaGauge, seconds,
                    (failure & MechanicalFailures.MonitorFailsOpen) != 0);
                MonitorStem[r] = monitor;
                if (monitor < opening)
                {
                    (opening, slope) = (monitor, monitorSlope);
                }
            }

            if (state[layout.SlamTripped + r] != 0.0 || pressure[_net.BranchFrom[branch]] <= pressure[to])
            {
                BranchFlow[branch] = 0.0;
                continue;
            }

            var unit = KgCapacityLaw.Unit(pressure[_net.BranchFrom[branch]], pressure[to]);
            var capacity = _net.RunCapacity[r];
            var openCapacity = capacity * opening;
            var stemSlope = lost ? 0.0 : slope * capacity * unit.FlowKgPerS;
            AddBranch(branch, new FlowLinearisation(
                openCapacity * unit.FlowKgPerS, openCapacity * unit.SlopeFrom, (openCapacity * unit.SlopeTo) + stemSlope));
        }
    }

    /// <summary>Stem at the end of the step and its slope to the sensed pressure: implicit first-order lag towards the characteristic.</summary>
    private static (double Stem, double Slope) Stem(RegulatorCurve curve, double before, double sensed, double setPoint, double seconds, bool failedOpen)
    {
        var (wanted, slope) = failedOpen ? (1.0, 0.0) : curve.At(sensed, setPoint);
        var share = seconds / (seconds + curve.TimeConstantSeconds);
        return (before + (share * (wanted - before)), share * slope);
    }

    private void AddThrottles(double[] pressure, double[] state)
    {
        for (var t = 0; t < _net.ThrottleCapacity.Length; t++)
        {
            var branch = _net.FirstThrottle + t;
            var opening = state[_net.Layout.ThrottlePosition + t];
            if (opening <= 0.0)
            {
                BranchFlow[branch] = 0.0;
                continue;
            }

            var unit = KgCapacityLaw.Unit(pressure[_net.BranchFrom[branch]], pressure[_net.BranchTo[branch]]);
            var capacity = _net.ThrottleCapacity[t] * opening;
            AddBranch(branch, new FlowLinearisation(capacity * unit.FlowKgPerS, capacity * unit.SlopeFrom, capacity * unit.SlopeTo));
        }
    }

    private void AddDemands(double[] pressure, double[] state)
    {
        for (var d = 0; d < _net.DemandNode.Length; d++)
        {
            var node = _net.DemandNode[d];
            var wanted = state[_net.Layout.DemandWanted + d];
            var minimum = _net.DemandMinimumPa[d];
            var share = (pressure[node] - _net.AmbientPa[node]) / minimum;
            var flow = wanted * Math.Clamp(share, 0.0, 1.0);
            DemandFlow[d] = flow;
            _residual[_net.Step[node]] += flow;
            if (share is > 0.0 and < 1.0)
            {
                _matrix.Diagonal[_net.Step[node]] += wanted / minimum;
            }
        }
    }

    private void AddReliefs(double[] pressure, double[] state)
    {
        for (var v = 0; v < _net.ReliefNode.Length; v++)
        {
            ReliefFlow[v] = 0.0;
            var node = _net.ReliefNode[v];
            var relief = _net.Model.ReliefValves[v];
            var span = relief.FullOpenPaGauge - relief.SetPaGauge;
            var lift = (pressure[node] - _net.AmbientPa[node] - relief.SetPaGauge) / span;
            if (lift <= 0.0 || state[_net.Layout.ReliefFailure + v] != 0.0)
            {
                continue;
            }

            var open = Math.Min(lift, 1.0);
            var (flux, slope) = _net.Orifice.Flux(pressure[node], _net.AmbientPa[node]);
            var area = _net.ReliefAreaM2[v];
            ReliefFlow[v] = area * open * flux;
            _residual[_net.Step[node]] += ReliefFlow[v];
            _matrix.Diagonal[_net.Step[node]] += area * ((open * slope) + (lift < 1.0 ? flux / span : 0.0));
        }
    }

    private void AddBranch(int branch, FlowLinearisation flow)
    {
        BranchFlow[branch] = flow.FlowKgPerS;
        var from = _net.Step[_net.BranchFrom[branch]];
        var to = _net.Step[_net.BranchTo[branch]];
        _residual[from] += flow.FlowKgPerS;
        _residual[to] -= flow.FlowKgPerS;
        _matrix.Diagonal[from] += flow.SlopeFrom;
        _matrix.Diagonal[to] -= flow.SlopeTo;
        var slot = _net.BranchSlot[branch];
        if (from > to)
        {
            _matrix.Lower[slot] += flow.SlopeTo;
            _matrix.Upper[slot] -= flow.SlopeFrom;
        }
        else
        {
            _matrix.Lower[slot] -= flow.SlopeFrom;
            _matrix.Upper[slot] += flow.SlopeTo;
        }
    }
}
