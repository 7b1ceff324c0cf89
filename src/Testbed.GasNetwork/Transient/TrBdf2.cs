namespace Testbed.GasNetwork.Transient;

/// <summary>
/// The second-order L-stable pair of a trapezoidal stage and a backward difference with its third-order companion (Bank et al. 1985; Hosea and Shampine,
/// Appl. Numer. Math. 20 (1996) 21). Both stages share their weight; the last stage of a step is the first of the next. Allocates nothing.
/// </summary>
internal sealed class TrBdf2
{
    private const double Root2 = 1.4142135623730951;

    /// <summary>Where the first stage lies in the step.</summary>
    private const double Part = 2.0 - Root2;
    private const double Weight = Part / 2.0;
    private const double Outer = Root2 / 4.0;

    /// <summary>Weights of the step less those of its companion.</summary>
    private const double ErrorStart = Outer - ((1.0 - Outer) / 3.0);
    private const double ErrorMiddle = Outer - (((3.0 * Outer) + 1.0) / 3.0);
    private const double ErrorEnd = Weight - (Weight / 3.0);

    private readonly StageSolver _stage;
    private readonly IBoundaryConditions _boundary;
    private readonly PointFlows _flows;
    private readonly RegulatorChain _regulators;
    private readonly TransientGrid _grid;
    private readonly bool _hasInertia;
    private readonly TransientState _middle;
    private readonly KnownValues _known;
    private readonly double[] _massError;
    private readonly double[] _flowError;
    private readonly double[] _pressureError;

    public TrBdf2(TransientGrid grid, StageSolver stage, IBoundaryConditions boundary, PointFlows flows, RegulatorChain regulators, bool hasInertia)
    {
        (_grid, _stage, _boundary, _flows, _regulators, _hasInertia) = (grid, stage, boundary, flows, regulators, hasInertia);
        (_middle, _known) = (new(grid, regulators.Count, flows), new(grid, flows));
        (_massError, _flowError, _pressureError) = (new double[grid.PointCount], new double[grid.CellCount], new double[grid.PointCount]);
    }

    /// <summary>The point with the largest error of the last <see cref="RelativeError"/>.</summary>
    public int WorstError { get; private set; }

    /// <summary>
    /// From one state to the next. <paramref name="end"/> holds on entry a guess: pressures and flows that lie as far beyond the start as the last step's
    /// start lay before it, scaled. Returns iterations, negative when a stage failed.
    /// </summary>
    public int Take(TransientState start, TransientState end, double seconds, double step, double stepEnd)
    {
        var weight = Weight * step;
        _stage.Forget();
        _known.TakeFrom(start, weight);
        for (var i = 0; i < _middle.Pressure.Length; i++)
        {
            _middle.Pressure[i] = start.Pressure[i] + (Part * (end.Pressure[i] - start.Pressure[i]));
        }

        for (var i = 0; _hasInertia && i < _middle.Flow.Length; i++)
        {
            _middle.Flow[i] = start.Flow[i] + (Part * (end.Flow[i] - start.Flow[i]));
        }

        var first = Stage(_middle, seconds + (Part * step), weight);
        if (first < 0)
        {
            return first;
        }

        _known.TakeFrom(start, _middle, Outer * step);
        for (var i = 0; i < _middle.Pressure.Length; i++)
        {
            end.Pressure[i] = start.Pressure[i] + ((_middle.Pressure[i] - start.Pressure[i]) / Part);
            end.Pressure[i] = end.Pressure[i] > 0.0 ? end.Pressure[i] : _middle.Pressure[i];
        }

        for (var i = 0; _hasInertia && i < _middle.Flow.Length; i++)
        {
            end.Flow[i] = start.Flow[i] + ((_middle.Flow[i] - start.Flow[i]) / Part);
        }

        var second = Stage(end, stepEnd, weight);
        return second < 0 ? second : first + second;
    }

    /// <summary>One stage of implicit Euler, for the way to a steady state: what follows time alone stays as it is. Returns iterations, negative on failure.</summary>
    public int TakeEuler(TransientState start, TransientState end, double step)
    {
        _stage.Forget();
        _known.TakeFrom(start);
        start.Pressure.CopyTo(end.Pressure, 0);
        start.Flow.CopyTo(end.Flow, 0);
        return Solve(end, step);
    }

    /// <summary>The largest error of a pressure in the step taken last, relative to that pressure.</summary>
    public double RelativeError(TransientState start, TransientState end, double step)
    {
        for (var i = 0; i < _massError.Length; i++)
        {
            _massError[i] = step * ((ErrorStart * start.Inflow[i]) + (ErrorMiddle * _middle.Inflow[i]) + (ErrorEnd * end.Inflow[i]));
        }

        for (var i = 0; _hasInertia && i < _flowError.Length; i++)
        {
            _flowError[i] = step * ((ErrorStart * start.FlowRate[i]) + (ErrorMiddle * _middle.FlowRate[i]) + (ErrorEnd * end.FlowRate[i]));
        }

        _stage.Damp(_massError, _flowError, Weight * step, _pressureError);
        var largest = 0.0;
        for (var i = 0; i < _pressureError.Length; i++)
        {
            var error = Math.Abs(_pressureError[i]) / end.Pressure[i];
            if (!(error <= largest))
            {
                (largest, WorstError) = (error, i);
            }
        }

        return largest;
    }

    /// <summary>Mass moved in the step taken last.</summary>
    public MassBalance Mass(TransientState start, TransientState end, double step)
    {
        double Sum(double first, double middle, double last) => step * ((Outer * (first + middle)) + (Weight * last));
        var (change, linePack) = (0.0, 0.0);
        var supplied = Sum(start.InjectedKgPerS, _middle.InjectedKgPerS, end.InjectedKgPerS);
        for (var i = 0; i < start.Mass.Length; i++)
        {
            var gained = end.Mass[i] - start.Mass[i];
            change += gained;
            linePack += end.Mass[i];
            if (_boundary.IsSource[i])
            {
                supplied += gained - Sum(start.Inflow[i], _middle.Inflow[i], end.Inflow[i]);
            }
        }

        var taken = Sum(start.TakenKgPerS, _middle.TakenKgPerS, end.TakenKgPerS);
        var delivered = Sum(start.DeliveredKgPerS, _middle.DeliveredKgPerS, end.DeliveredKgPerS);
        var vented = Sum(start.VentedKgPerS, _middle.VentedKgPerS, end.VentedKgPerS);
        var unserved = Sum(start.UnservedKgPerS, _middle.UnservedKgPerS, end.UnservedKgPerS);
        return new(supplied, taken + delivered, vented, unserved, change, linePack);
    }

    /// <summary>Adds what the step taken last moves.</summary>
    public void AddMoved(TransientState start, TransientState end, double step, MovedMass moved)
    {
        void Add(double[] sum, double[] first, double[] middle, double[] last)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += step * ((Outer * (first[i] + middle[i])) + (Weight * last[i]));
            }
        }

        Add(moved.Cell, start.Flow, _middle.Flow, end.Flow);
        Add(moved.PointFlow, start.PointFlow, _middle.PointFlow, end.PointFlow);
        Add(moved.Inflow, start.Inflow, _middle.Inflow, end.Inflow);
        moved.Seconds += step;
    }

    /// <summary>Fills all rates of a state from its pressures, its stems and, with inertia, its flows.</summary>
    public void FillRates(TransientState state, CellSet cells)
    {
        if (_hasInertia)
        {
            cells.Rates(state.Pressure, state.Flow, state.FlowRate);
        }
        else
        {
            cells.Flows(state.Pressure, state.Flow);
        }

        _flows.Evaluate(state, state.Stem, 0.0);
        _flows.StemRates(state);
        FillInflow(state);
    }

    private int Stage(TransientState state, double seconds, double weight)
    {
        _boundary.SetWithdrawals(seconds, isUpTo: true);
        _boundary.SetPressures(seconds, state.Pressure);
        _flows.SetTime(seconds);
        return Solve(state, weight);
    }

    private int Solve(TransientState state, double weight)
    {
        _regulators.Hold(state.Pressure);
        var iterations = _stage.Solve(state, _known, weight, _boundary.Withdrawal);
        if (iterations < 0)
        {
            return iterations;
        }

        for (var i = 0; _hasInertia && i < state.Flow.Length; i++)
        {
            state.FlowRate[i] = (state.Flow[i] - _known.Flow[i]) / weight;
        }

        for (var i = 0; i < state.Stem.Length; i++)
        {
            state.StemRate[i] = (state.Stem[i] - _known.Stem[i]) / weight;
        }

        FillInflow(state);
        for (var i = 0; i < state.Mass.Length; i++)
        {
            // What flows brought is the line pack: it differs from that of the pressures by the square of the last correction.
            state.Mass[i] = _stage.IsGiven(i) ? _stage.MassAt(i, state.Pressure[i]) : _known.Mass[i] + (weight * state.Inflow[i]);
        }

        return iterations;
    }

    /// <summary>Fills the rates of line pack from the flows of a state and the withdrawals set at present.</summary>
    private void FillInflow(TransientState state)
    {
        var (inflow, flow, withdrawal) = (state.Inflow, state.Flow, _boundary.Withdrawal);
        for (var i = 0; i < inflow.Length; i++)
        {
            inflow[i] = -withdrawal[i];
        }

        for (var i = 0; i < flow.Length; i++)
        {
            inflow[_grid.From[i]] -= flow[i];
            inflow[_grid.To[i]] += flow[i];
        }

        for (var i = 0; i < _flows.From.Length; i++)
        {
            inflow[_flows.From[i]] -= state.PointFlow[i];
            if (_flows.To[i] != PointFlows.Outside)
            {
                inflow[_flows.To[i]] += state.PointFlow[i];
            }
        }

        _regulators.Pass(inflow, state.RegulatorFlow);
        (state.TakenKgPerS, state.InjectedKgPerS) = (_boundary.TakenKgPerS, _boundary.InjectedKgPerS);
        _flows.Sum(state);
    }
}
