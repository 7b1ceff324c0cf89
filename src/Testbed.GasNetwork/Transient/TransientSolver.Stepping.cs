namespace Testbed.GasNetwork.Transient;

/// <summary>Length of steps and what happens at events.</summary>
public sealed partial class TransientSolver
{
    private const double Safety = 0.9;
    private const double MostGrowth = 5.0;
    private const double MostShrink = 0.2;

    /// <summary>How much of its pressure a node may gain, at the rate just after a jump, in the first step, in units of the tolerance.</summary>
    private const double FirstChange = 100.0;

    /// <summary>Takes one step, at most to a time, s, and never beyond an event.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public TransientResult Step(double limitSeconds)
    {
        if (!_isStarted)
        {
            throw new InvalidOperationException("Call StartSteady or StartAtRest first.");
        }

        var (rejected, iterations) = (0, 0);
        var target = Math.Min(limitSeconds, _boundary.NextEvent(TimeSeconds));
        while (target > TimeSeconds)
        {
            var (step, isLast) = StepTowards(target);
            var end = isLast ? target : TimeSeconds + step;
            Guess(step);
            var used = _method.Take(_now, _next, TimeSeconds, step, end);
            iterations += Math.Abs(used);
            var error = used < 0 ? double.PositiveInfinity
                : _model.FixedStepSeconds > 0.0 ? 0.0 : _method.RelativeError(_now, _next, step) / _model.StepTolerance;
            if (error <= 1.0)
            {
                return Accept(step, end, error, isLast, rejected, iterations);
            }

            rejected++;
            var shorter = used < 0 ? 0.25 : Math.Max(MostShrink, Safety * Math.Pow(error, -1.0 / 3.0));
            if (_model.FixedStepSeconds > 0.0 || step <= _model.SmallestStepSeconds || end <= TimeSeconds)
            {
                var (worst, value) = used < 0 ? (_stage.Worst, _stage.WorstResidualKgPerS) : (_method.WorstError, 0.0);
                return new(false, TimeSeconds, 0, rejected, iterations, _grid.Name(worst), value, default, 0.0);
            }

            _step = Math.Max(step * shorter, _model.SmallestStepSeconds);
        }

        return new(true, TimeSeconds, 0, 0, 0, null, 0.0, new(0.0, 0.0, 0.0, 0.0, 0.0, LinePackKg), 0.0);
    }

    private TransientResult Accept(double step, double end, double error, bool isLast, int rejected, int iterations)
    {
        var mass = _method.Mass(_now, _next, step);
        Array.Copy(_now.Pressure, _pressureBefore, _pressureBefore.Length);
        Array.Copy(_now.Flow, _flowBefore, _flowBefore.Length);
        (_now, _next, _stepBefore, TimeSeconds) = (_next, _now, step, end);
        var starved = _regulators.FirstStarved(_now);
        StarvedRegulator = starved < 0 ? null : _model.Regulators[starved].Id;
        var longer = step * Math.Min(MostGrowth, Safety * Math.Pow(Math.Max(error, 1e-6), -1.0 / 3.0));
        // A step cut short by an event says little about the one before it.
        _step = Math.Min(isLast ? Math.Max(_step, longer) : longer, _model.LargestStepSeconds);
        if (isLast && _boundary.JumpsAt(TimeSeconds))
        {
            Restart();
        }

        return new(true, TimeSeconds, 1, rejected, iterations, null, 0.0, mass, mass.RelativeError);
    }

    private (double Step, bool IsLast) StepTowards(double target)
    {
        var left = target - TimeSeconds;
        var step = _model.FixedStepSeconds > 0.0 ? _model.FixedStepSeconds : _step;
        return step >= left * (1.0 - 1e-9) ? (left, true) : _model.FixedStepSeconds > 0.0 || step <= 0.5 * left ? (step, false) : (0.5 * left, false);
    }

    /// <summary>The last step goes on as before, unless that would empty a pipe.</summary>
    private void Guess(double step)
    {
        var ratio = _stepBefore > 0.0 ? step / _stepBefore : 0.0;
        for (var i = 0; i < _pressureBefore.Length; i++)
        {
            var (now, change) = (_now.Pressure[i], ratio * (_now.Pressure[i] - _pressureBefore[i]));
            _next.Pressure[i] = now + (Math.Abs(change) < 0.5 * now ? change : 0.0);
        }

        for (var i = 0; i < _flowBefore.Length; i++)
        {
            _next.Flow[i] = _now.Flow[i] + (ratio * (_now.Flow[i] - _flowBefore[i]));
        }
    }

    /// <summary>Rates as they are from now on, after a jump, and a short step to begin with.</summary>
    private void Restart()
    {
        _boundary.SetSources(TimeSeconds);
        _structure.Give(_boundary.IsSource);
        _boundary.SetPressures(TimeSeconds, _now.Pressure);
        _regulators.Hold(_now.Pressure);
        _boundary.SetWithdrawals(TimeSeconds, isUpTo: false);
        _stage.FillMass(_now.Pressure, _now.Mass);
        _method.FillInflow(_now);
        _cells.Rates(_now.Pressure, _now.Flow, _now.FlowRate);
        (_step, _stepBefore) = (_model.LargestStepSeconds, 0.0);
        for (var i = 0; i < _now.Mass.Length; i++)
        {
            if (!_structure.IsGiven(i) && _now.Inflow[i] != 0.0)
            {
                _step = Math.Min(_step, FirstChange * _model.StepTolerance * _now.Mass[i] / Math.Abs(_now.Inflow[i]));
            }
        }

        _step = Math.Max(_step, _model.SmallestStepSeconds);
    }
}
