namespace Testbed.GasNetwork.Transient;

/// <summary>Length of steps and what happens at events.</summary>
public sealed partial class TransientSolver
{
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
            var (step, end, isLast) = _engine.Towards(target);
            var (used, error) = _engine.Try(step, end);
            iterations += used;
            if (error <= 1.0)
            {
                return Accept(step, end, error, isLast, rejected, iterations);
            }

            rejected++;
            if (_model.FixedStepSeconds > 0.0 || step <= _model.SmallestStepSeconds || end <= TimeSeconds)
            {
                var (worst, value) = _engine.Worst;
                return new(false, TimeSeconds, 0, rejected, iterations, _grid.Name(worst), value, default, 0.0);
            }

            _engine.Shorten(step, error);
        }

        return new(true, TimeSeconds, 0, 0, 0, null, 0.0, new(0.0, 0.0, 0.0, 0.0, 0.0, LinePackKg), 0.0);
    }

    private TransientResult Accept(double step, double end, double error, bool isLast, int rejected, int iterations)
    {
        var mass = _engine.Accept(step, end, error, isLast);
        var starved = _engine.Regulators.FirstStarved(Now);
        StarvedRegulator = starved < 0 ? null : _model.Regulators[starved].Id;
        if (isLast && _boundary.JumpsAt(TimeSeconds))
        {
            _engine.Restart();
        }

        return new(true, TimeSeconds, 1, rejected, iterations, null, 0.0, mass, mass.RelativeError);
    }
}
