namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    /// <summary>Below this no shorter step is tried: what cannot be solved then cannot be solved, s.</summary>
    private const double HopelessSeconds = 1e-4;

    /// <summary>
    /// Solves the steady operating state at the start hour by ever longer implicit steps with frozen actuators and demands, then sets the totals
    /// to zero. Actuators keep what was set before. An island without a source drains to ambient pressure.
    /// </summary>
    /// <returns>Converged or not; when not, the twin is unchanged and may not be stepped.</returns>
    public StepResult Initialise()
    {
        Save(_beforeStep);
        _actuators.UpdateHeating();
        _engine.TimeSeconds = ElapsedSeconds;
        _engine.Start();
        var (isSettled, iterations) = _engine.Settle();
        if (!isSettled)
        {
            var (point, residual) = _engine.Worst;
            Load(_beforeStep);
            return Failure(point, residual, 0, iterations);
        }

        _engine.Start();
        _state.AsSpan(_layout.TotalIn, 5).Clear();
        (_state[_layout.Ready], _state[_layout.IsDisturbed]) = (1.0, 0.0);
        _odorant?.Begin(_engine.Now, Doses, Rates);
        ForgetPeaks();
        return new StepResult(true, 0.0, 0, iterations, null, 0.0, new MassBalance(0.0, 0.0, 0.0, 0.0, 0.0, _engine.LinePackKg));
    }

    /// <summary>Moves the network on by exactly the requested time.</summary>
    /// <param name="seconds">Step, s; positive and finite. It is cut where accuracy needs it and where something arrives, bends or trips.</param>
    /// <returns>What happened; when not converged nothing has changed and the result names the worst node.</returns>
    /// <exception cref="InvalidOperationException"><see cref="Initialise"/> has not succeeded.</exception>
    public StepResult Step(double seconds)
    {
        if (!(seconds > 0.0) || !double.IsFinite(seconds))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A step must be positive and finite.");
        }

        if (_state[_layout.Ready] == 0.0)
        {
            throw new InvalidOperationException("Initialise the twin before stepping it.");
        }

        Save(_beforeStep);
        Array.Clear(_peakInStep);
        Settled();
        _odorant?.Moved.Clear();
        var target = ElapsedSeconds + seconds;
        var (subSteps, iterations, mass) = (0, 0, default(MassBalance));
        while (ElapsedSeconds < target)
        {
            var (length, end, isCut) = _engine.Towards(Math.Min(target, Math.Min(_actuators.NextEvent(), ElapsedSeconds + SlamShutTimeLeft())));
            var (used, error) = _engine.Try(length, end);
            iterations += used;
            if (double.IsPositiveInfinity(error) && length <= HopelessSeconds)
            {
                var (point, residual) = _engine.Worst;
                Load(_beforeStep);
                ForgetPeaks();
                return Failure(point, residual, subSteps, iterations);
            }

            var isLong = length > _options.MinimumSubStepSeconds;
            if (double.IsPositiveInfinity(error) || (error > 1.0 && isLong))
            {
                _engine.Shorten(length, error);
                continue;
            }

            if (isLong && SlamShutCrossed())
            {
                _engine.Halve(length);
                continue;
            }

            _engine.AddMoved(_odorant?.Moved, length);
            mass += _engine.Accept(length, end, error, isCut);
            Accepted(length, end);
            subSteps++;
        }

        Count(mass);
        _odorant?.Move(_engine.Now, Doses, Rates);
        return new StepResult(true, seconds, subSteps, iterations, null, 0.0, mass);
    }

    /// <summary>Finds flows and rates anew after something has jumped.</summary>
    private void Settled()
    {
        if (_state[_layout.IsDisturbed] != 0.0)
        {
            _engine.Restart();
            _odorant?.StandAt(_engine.Now);
            _state[_layout.IsDisturbed] = 0.0;
        }
    }

    private void Accepted(double length, double end)
    {
        _actuators.Commit(end);
        var pressure = _engine.Now.Pressure;
        for (var i = 0; i < _peakInStep.Length; i++)
        {
            _peakInStep[i] = Math.Max(_peakInStep[i], pressure[i]);
        }

        if (UpdateSlamShuts(length))
        {
            _engine.Restart();
        }
    }

    private void ForgetPeaks() => _engine.Now.Pressure.AsSpan(0, _peakInStep.Length).CopyTo(_peakInStep);

    private StepResult Failure(int point, double residual, int subSteps, int iterations) =>
        new(false, 0.0, subSteps, iterations, _engine.Grid.Name(point), residual, default);

    private void Count(in MassBalance mass)
    {
        _state[_layout.TotalIn] += mass.InKg;
        _state[_layout.TotalDelivered] += mass.DeliveredKg;
        _state[_layout.TotalVented] += mass.VentedKg;
        _state[_layout.TotalUnserved] += mass.UnservedKg;
        _state[_layout.TotalLinePackChange] += mass.LinePackChangeKg;
    }
}
