using Testbed.GasNetwork.Solver;

namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    /// <summary>
    /// Solves the steady operating state at the start hour by ever longer implicit steps with frozen actuators and demands, then sets the totals
    /// to zero. Actuators keep what was set before. An island without a source drains to ambient pressure.
    /// </summary>
    /// <returns>Converged or not; when not, the twin is unchanged and may not be stepped.</returns>
    public StepResult Initialise()
    {
        const double Longest = 1e9;
        _state.CopyTo(_beforeStep, 0);
        var iterations = 0;
        var seconds = 1.0;
        var settled = false;
        for (var attempt = 0; attempt < 120 && !settled; attempt++)
        {
            UpdateDemands(ElapsedSeconds);
            var outcome = _solver.Solve(_state, seconds, _options);
            iterations += outcome.Iterations;
            if (!outcome.Converged)
            {
                seconds *= 0.25;
                if (seconds < 1e-3)
                {
                    _beforeStep.CopyTo(_state, 0);
                    return Failure(outcome, attempt, iterations);
                }

                continue;
            }

            settled = seconds >= Longest && LargestRelativeChange() < 1e-10;
            Accept(0.0);
            seconds = Math.Min(seconds * 10.0, Longest);
        }

        if (!settled)
        {
            _beforeStep.CopyTo(_state, 0);
            return Failure(new NewtonOutcome(false, iterations, 0, 0.0), 0, iterations);
        }

        _state.AsSpan(_layout.TotalIn, 4).Clear();
        _state[_layout.LinePackStart] = LinePackKg();
        _state[_layout.Ready] = 1.0;
        ForgetPeaks();
        return new StepResult(true, 0.0, 0, iterations, null, 0.0, new MassBalance(0.0, 0.0, 0.0, 0.0, 0.0, _state[_layout.LinePackStart]));
    }

    /// <summary>Moves the network on by exactly the requested time.</summary>
    /// <param name="seconds">Step, s; positive and finite. Longer than the longest internal step is cut into equal parts.</param>
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

        _state.CopyTo(_beforeStep, 0);
        Array.Clear(_peakInStep);
        var start = ElapsedSeconds;
        var nominal = seconds / Math.Max(1.0, Math.Ceiling((seconds / _options.MaximumSubStepSeconds) - 1e-9));
        var (done, linePackChange) = (0.0, 0.0);
        var (subSteps, iterations) = (0, 0);
        var part = nominal;
        while (done < seconds)
        {
            part = Math.Min(part, SlamShutTimeLeft());
            var rest = seconds - done;
            part = rest - part < 1e-9 * seconds ? rest : part;
            _state.CopyTo(_beforeSubStep, 0);
            var outcome = TrySubStep(start + done, part);
            iterations += outcome.Iterations;
            if (!outcome.Converged || (part > _options.MinimumSubStepSeconds && SlamShutCrossed()))
            {
                _beforeSubStep.CopyTo(_state, 0);
                part *= 0.5;
                if (!outcome.Converged && part < _options.MinimumSubStepSeconds)
                {
                    _beforeStep.CopyTo(_state, 0);
                    ForgetPeaks();
                    return Failure(outcome, subSteps, iterations);
                }

                continue;
            }

            linePackChange += LinePackChangeKg();
            Accept(part);
            UpdateSlamShuts(part);
            done = part == rest ? seconds : done + part;
            subSteps++;
            part = nominal;
        }

        _state[_layout.Time] = start + seconds;
        return new StepResult(true, seconds, subSteps, iterations, null, 0.0, new MassBalance(
            _state[_layout.TotalIn] - _beforeStep[_layout.TotalIn],
            _state[_layout.TotalDelivered] - _beforeStep[_layout.TotalDelivered],
            _state[_layout.TotalVented] - _beforeStep[_layout.TotalVented],
            _state[_layout.TotalUnserved] - _beforeStep[_layout.TotalUnserved],
            linePackChange,
            LinePackKg()));
    }

    private void ForgetPeaks() => _state.AsSpan(_layout.Pressure, _peakInStep.Length).CopyTo(_peakInStep);

    private NewtonOutcome TrySubStep(double at, double seconds)
    {
        MoveActuators(seconds);
        UpdateDemands(at + seconds);
        return _solver.Solve(_state, seconds, _options);
    }

    private StepResult Failure(NewtonOutcome outcome, int subSteps, int iterations) =>
        new(false, 0.0, subSteps, iterations, Model.Nodes[outcome.WorstNode].Id, outcome.WorstResidualKgPerS, default);

    private void UpdateDemands(double elapsed)
    {
        var secondsOfDay = SecondsOfDay(elapsed);
        for (var p = 0; p < _profileFactors.Length; p++)
        {
            _profileFactors[p] = Model.Profiles[p].FactorAt(secondsOfDay);
        }

        for (var d = 0; d < _net.DemandNode.Length; d++)
        {
            _state[_layout.DemandWanted + d] = _net.DemandPeakKgPerS[d] * _profileFactors[_net.DemandProfile[d]] * _state[_layout.DemandScale + d];
        }
    }

    private void MoveActuators(double seconds)
    {
        for (var r = 0; r < _net.Workers.Length; r++)
        {
            if (Model.Runs[r].Worker.Pilot is { } pilot)
            {
                _state[_layout.SetPoint + r] = Towards(
                    _state[_layout.SetPoint + r], _state[_layout.SetPointTarget + r], pilot.RatePaPerSecond * seconds);
            }
        }

        var valves = Model.ControlValves.Count;
        for (var t = 0; t < _net.ThrottleCapacity.Length; t++)
        {
            var position = _state[_layout.ThrottlePosition + t];
            var demand = _state[_layout.ThrottleDemand + t];
            double stroke;
            if (t < valves)
            {
                var powered = _state[_layout.ThrottlePowered + t] != 0.0;
                stroke = powered ? Model.ControlValves[t].StrokeSeconds : Model.ControlValves[t].SpringCloseSeconds;
                demand = powered ? demand : 0.0;
            }
            else
            {
                var valve = Model.ShutOffValves[t - valves];
                stroke = demand < position ? valve.CloseSeconds : valve.OpenSeconds;
            }

            _state[_layout.ThrottlePosition + t] = Towards(position, demand, seconds / stroke);
        }
    }

    private static double Towards(double value, double target, double most) =>
        Math.Abs(target - value) <= most * (1.0 + 1e-9) ? target : value + (target > value ? most : -most);

    private double LinePackChangeKg()
    {
        var sum = 0.0;
        for (var i = 0; i < _net.VolumeM3.Length; i++)
        {
            if (!_net.IsBoundary[i])
            {
                sum += _net.VolumeM3[i] * (_net.Density(_solver.Pressure[i]) - _net.Density(_state[_layout.Pressure + i]));
            }
        }

        return sum;
    }

    private double LargestRelativeChange()
    {
        var largest = 0.0;
        for (var i = 0; i < _solver.Pressure.Length; i++)
        {
            var before = _state[_layout.Pressure + i];
            largest = Math.Max(largest, Math.Abs(_solver.Pressure[i] - before) / before);
        }

        return largest;
    }

    /// <summary>Takes over the solver's result and adds its masses to the totals.</summary>
    private void Accept(double seconds)
    {
        _solver.Pressure.CopyTo(_state, _layout.Pressure);
        for (var i = 0; i < _peakInStep.Length; i++)
        {
            _peakInStep[i] = Math.Max(_peakInStep[i], _solver.Pressure[i]);
        }

        _solver.BranchFlow.CopyTo(_state, _layout.BranchFlow);
        _solver.WorkerStem.CopyTo(_state, _layout.WorkerStem);
        _solver.MonitorStem.CopyTo(_state, _layout.MonitorStem);
        _solver.DemandFlow.CopyTo(_state, _layout.DemandFlow);
        _solver.ReliefFlow.CopyTo(_state, _layout.ReliefFlow);
        for (var s = 0; s < _net.SourceNode.Length; s++)
        {
            var flow = 0.0;
            foreach (var (branch, sign) in _net.SourceBranches[s])
            {
                flow += sign * _solver.BranchFlow[branch];
            }

            _state[_layout.SourceFlow + s] = flow;
            _state[_layout.TotalIn] += flow * seconds;
        }

        for (var d = 0; d < _net.DemandNode.Length; d++)
        {
            var delivered = _solver.DemandFlow[d];
            _state[_layout.TotalDelivered] += delivered * seconds;
            _state[_layout.TotalUnserved] += (_state[_layout.DemandWanted + d] - delivered) * seconds;
        }

        foreach (var flow in _solver.ReliefFlow)
        {
            _state[_layout.TotalVented] += flow * seconds;
        }
    }
}
