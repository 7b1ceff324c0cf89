namespace Testbed.GasNetwork.Transient;

/// <summary>
/// The network and its state from one accepted step to the next: predicts, tries, judges and accepts steps. What decides their length, and what happens
/// between them, is the caller's. Deterministic: a loaded state goes on bit for bit. Not thread safe; allocates nothing per step.
/// </summary>
internal sealed class TransientEngine
{
    private const double Safety = 0.9;
    private const double MostGrowth = 5.0;
    private const double MostShrink = 0.2;
    private const double FailedShrink = 0.25;

    /// <summary>How much of its pressure a node may gain, at the rate just after a jump, in the first step, in units of the tolerance.</summary>
    private const double FirstChange = 100.0;

    private readonly TransientModel _model;
    private readonly IBoundaryConditions _boundary;
    private readonly PointFlows _flows;
    private readonly TransientStructure _structure;
    private readonly CellSet _cells;
    private readonly StageSolver _stage;
    private readonly TrBdf2 _method;
    private readonly double[] _pressureBefore;
    private readonly double[] _flowBefore;
    private int _stageFailure;

    public TransientEngine(TransientModel model, TransientGrid grid, IBoundaryConditions boundary, PointFlows flows, int maximumIterations = 15)
    {
        (_model, Grid, _boundary, _flows) = (model, grid, boundary, flows);
        _structure = new TransientStructure(model, grid, flows);
        _cells = CellSet.Create(model, grid);
        _stage = new StageSolver(model, grid, _structure, _cells, flows) { MaximumIterations = maximumIterations };
        Regulators = new RegulatorChain(model.Regulators);
        _method = new TrBdf2(grid, _stage, boundary, flows, Regulators, model.HasInertia);
        (Now, Next) = (new(grid, model.Regulators.Count, flows), new(grid, model.Regulators.Count, flows));
        (_pressureBefore, _flowBefore) = (new double[grid.PointCount], new double[model.HasInertia ? grid.CellCount : 0]);
    }

    public TransientGrid Grid { get; }

    public RegulatorChain Regulators { get; }

    /// <summary>Where the engine stands.</summary>
    public TransientState Now { get; private set; }

    /// <summary>The state that the last <see cref="Try"/> led to.</summary>
    public TransientState Next { get; private set; }

    /// <summary>Where the engine stands, s.</summary>
    public double TimeSeconds { get; set; }

    /// <summary>Length that the next step should have, s.</summary>
    public double StepSeconds { get; private set; }

    /// <summary>Length of the last step, s; 0 after a jump.</summary>
    public double StepBefore { get; private set; }

    /// <summary>Number of values that <see cref="Save"/> writes.</summary>
    public int Length => 3 + Now.Length + _pressureBefore.Length + _flowBefore.Length;

    /// <summary>The worst point of the last trial that was no good, and its imbalance, kg/s.</summary>
    public (int Point, double ResidualKgPerS) Worst => _stageFailure < 0 ? (_stage.Worst, _stage.WorstResidualKgPerS) : (_method.WorstError, 0.0);

    /// <summary>Line pack, kg.</summary>
    public double LinePackKg
    {
        get
        {
            var sum = 0.0;
            foreach (var mass in Now.Mass)
            {
                sum += mass;
            }

            return sum;
        }
    }

    /// <summary>Whether a point's pressure is given.</summary>
    public bool IsGiven(int point) => _structure.IsGiven(point);

    /// <summary>Rate of the line pack of a point whose pressure is given, kg/s: that of the last step.</summary>
    public double GivenRate(int point) => StepBefore > 0.0
        ? (Now.Pressure[point] - _pressureBefore[point]) / StepBefore * Now.Mass[point] / Now.Pressure[point] : 0.0;

    /// <summary>
    /// The next step on the way to a time that it may reach but not pass: a rest that is not worth a step of its own is shared with the one before.
    /// </summary>
    public (double Length, double End, bool IsCut) Towards(double limit)
    {
        var left = limit - TimeSeconds;
        var isFixed = _model.FixedStepSeconds > 0.0;
        var step = isFixed ? _model.FixedStepSeconds : StepSeconds;
        if (step >= left * (1.0 - 1e-9))
        {
            return (left, limit, true);
        }

        step = isFixed ? step : Math.Min(step, 0.5 * left);
        return (step, TimeSeconds + step, false);
    }

    /// <summary>
    /// Tries a step to <see cref="Next"/>. Returns Newton iterations, and the error in units of the tolerance: infinite when a stage failed.
    /// </summary>
    public (int Iterations, double Error) Try(double step, double end)
    {
        Guess(step);
        _stageFailure = _method.Take(Now, Next, TimeSeconds, step, end);
        return _stageFailure < 0 ? (-_stageFailure, double.PositiveInfinity)
            : (_stageFailure, _model.FixedStepSeconds > 0.0 ? 0.0 : _method.RelativeError(Now, Next, step) / _model.StepTolerance);
    }

    /// <summary>Adds what the step tried last moves; null for nobody who wants to know.</summary>
    public void AddMoved(MovedMass? moved, double step)
    {
        if (moved is not null)
        {
            _method.AddMoved(Now, Next, step, moved);
        }
    }

    /// <summary>Sets the length for another trial after an error above 1.</summary>
    public void Shorten(double step, double error)
    {
        var factor = double.IsPositiveInfinity(error) ? FailedShrink : Math.Max(MostShrink, Safety * Math.Pow(error, -1.0 / 3.0));
        StepSeconds = Math.Max(step * factor, _model.SmallestStepSeconds);
    }

    /// <summary>Sets half the length for another trial, to come closer to something that happens within the step.</summary>
    public void Halve(double step) => StepSeconds = Math.Max(0.5 * step, _model.SmallestStepSeconds);

    /// <summary>Goes to the state of the last trial; returns the masses moved.</summary>
    /// <param name="step">Its length, s.</param>
    /// <param name="end">Its end, s.</param>
    /// <param name="error">Its error.</param>
    /// <param name="isCut">Whether an event cut it short: then it says little about the length of the next.</param>
    public MassBalance Accept(double step, double end, double error, bool isCut)
    {
        var mass = _method.Mass(Now, Next, step);
        Array.Copy(Now.Pressure, _pressureBefore, _pressureBefore.Length);
        Array.Copy(Now.Flow, _flowBefore, _flowBefore.Length);
        (Now, Next, StepBefore, TimeSeconds) = (Next, Now, step, end);
        var longer = step * Math.Min(MostGrowth, Safety * Math.Pow(Math.Max(error, 1e-6), -1.0 / 3.0));
        StepSeconds = Math.Min(isCut ? Math.Max(StepSeconds, longer) : longer, _model.LargestStepSeconds);
        return mass;
    }

    /// <summary>Takes line pack from pressures, before the first step or after pressures were set.</summary>
    public void Start()
    {
        _stage.FillMass(Now.Pressure, Now.Mass);
        Restart();
    }

    /// <summary>Rates as they are from now on, after a jump, and a short step to begin with. Line pack stays what flows have brought.</summary>
    public void Restart()
    {
        _boundary.SetSources(TimeSeconds);
        _structure.Give(_boundary.IsSource);
        _boundary.SetPressures(TimeSeconds, Now.Pressure);
        Regulators.Hold(Now.Pressure);
        _boundary.SetWithdrawals(TimeSeconds, isUpTo: false);
        _flows.SetTime(TimeSeconds);
        for (var i = 0; i < Now.Mass.Length; i++)
        {
            Now.Mass[i] = _structure.IsGiven(i) ? _stage.MassAt(i, Now.Pressure[i]) : Now.Mass[i];
        }

        _method.FillRates(Now, _cells);
        (StepSeconds, StepBefore) = (_model.LargestStepSeconds, 0.0);
        for (var i = 0; i < Now.Mass.Length; i++)
        {
            if (!_structure.IsGiven(i) && Now.Inflow[i] != 0.0)
            {
                StepSeconds = Math.Min(StepSeconds, FirstChange * _model.StepTolerance * Now.Mass[i] / Math.Abs(Now.Inflow[i]));
            }
        }

        StepSeconds = Math.Max(StepSeconds, _model.SmallestStepSeconds);
    }

    /// <summary>
    /// Goes to the steady state of what is imposed now by ever longer steps of implicit Euler. Time stands still. Returns whether it got there, and
    /// iterations; where it did not, the state is of no use.
    /// </summary>
    public (bool Converged, int Iterations) Settle()
    {
        const double Longest = 1e9;
        const double Shortest = 1e-3;
        var (step, iterations) = (1.0, 0);
        for (var attempt = 0; attempt < 150; attempt++)
        {
            _stageFailure = _method.TakeEuler(Now, Next, step);
            iterations += Math.Abs(_stageFailure);
            if (_stageFailure < 0)
            {
                step *= FailedShrink;
                if (step < Shortest)
                {
                    break;
                }

                continue;
            }

            var isSettled = step >= Longest && LargestChange() < 1e-10;
            (Now, Next) = (Next, Now);
            if (isSettled)
            {
                return (true, iterations);
            }

            step = Math.Min(step * 10.0, Longest);
        }

        return (false, iterations);
    }

    /// <summary>Writes everything that the course from here on depends on.</summary>
    public void Save(Span<double> target)
    {
        (target[0], target[1], target[2]) = (TimeSeconds, StepSeconds, StepBefore);
        Now.Save(target[3..]);
        _pressureBefore.CopyTo(target[(3 + Now.Length)..]);
        _flowBefore.CopyTo(target[(3 + Now.Length + _pressureBefore.Length)..]);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(ReadOnlySpan<double> source)
    {
        (TimeSeconds, StepSeconds, StepBefore) = (source[0], source[1], source[2]);
        Now.Load(source[3..]);
        source.Slice(3 + Now.Length, _pressureBefore.Length).CopyTo(_pressureBefore);
        source.Slice(3 + Now.Length + _pressureBefore.Length, _flowBefore.Length).CopyTo(_flowBefore);
        _boundary.SetSources(TimeSeconds);
        _structure.Give(_boundary.IsSource);
    }

    /// <summary>The last step goes on as before, unless that would empty a pipe.</summary>
    private void Guess(double step)
    {
        var ratio = StepBefore > 0.0 ? step / StepBefore : 0.0;
        for (var i = 0; i < _pressureBefore.Length; i++)
        {
            var (now, change) = (Now.Pressure[i], ratio * (Now.Pressure[i] - _pressureBefore[i]));
            Next.Pressure[i] = now + (Math.Abs(change) < 0.5 * now ? change : 0.0);
        }

        for (var i = 0; i < _flowBefore.Length; i++)
        {
            Next.Flow[i] = Now.Flow[i] + (ratio * (Now.Flow[i] - _flowBefore[i]));
        }
    }

    private double LargestChange()
    {
        var largest = 0.0;
        for (var i = 0; i < Next.Pressure.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(Next.Pressure[i] - Now.Pressure[i]) / Now.Pressure[i]);
        }

        return largest;
    }
}
