namespace Testbed.GasNetwork;

/// <summary>
/// What follows time alone, between the state at the beginning of a step and any time within it: set points, valve positions, wanted demands.
/// </summary>
internal sealed class TwinActuators
{
    private const double SecondsPerDay = 86_400.0;
    private readonly GasNetworkModel _model;
    private readonly TwinNetwork _net;
    private readonly StateLayout _layout;
    private readonly double[] _state;
    private readonly double[] _profile;
    private readonly double[] _heating;
    private readonly double[] _pilotRate;

    public TwinActuators(GasNetworkModel model, TwinNetwork net, StateLayout layout, double[] state)
    {
        (_model, _net, _layout, _state) = (model, net, layout, state);
        _pilotRate = [.. model.Runs.Select(r => r.Worker.Pilot?.RatePaPerSecond ?? 0.0)];
        (SetPoint, Position) = (new double[model.Runs.Count], new double[StateLayout.Throttles(model)]);
        (Wanted, _profile, _heating) = (new double[model.Demands.Count], new double[model.Profiles.Count], new double[model.Demands.Count]);
    }

    /// <summary>Set points of the workers, Pa gauge.</summary>
    public double[] SetPoint { get; }

    /// <summary>Positions of throttles, 0..1.</summary>
    public double[] Position { get; }

    /// <summary>Wanted by demands, kg/s.</summary>
    public double[] Wanted { get; }

    /// <summary>Brings all to a time, s since the start, not before that of the state.</summary>
    public void MoveTo(double elapsed)
    {
        var seconds = elapsed - _state[_layout.Time];
        for (var i = 0; i < SetPoint.Length; i++)
        {
            SetPoint[i] = Towards(_state[_layout.SetPoint + i], _state[_layout.SetPointTarget + i], _pilotRate[i] * seconds);
        }

        for (var i = 0; i < Position.Length; i++)
        {
            var (position, demanded) = (_state[_layout.ThrottlePosition + i], Demanded(i));
            Position[i] = position == demanded ? position : Towards(position, demanded, seconds / Stroke(i));
        }

        var secondsOfDay = (_state[_layout.StartSecondsOfDay] + elapsed) % SecondsPerDay;
        for (var i = 0; i < _profile.Length; i++)
        {
            _profile[i] = _model.Profiles[i].FactorAt(secondsOfDay);
        }

        for (var i = 0; i < Wanted.Length; i++)
        {
            Wanted[i] = _net.DemandPeakKgPerS[i] * _profile[_net.DemandProfile[i]] * _heating[i] * _state[_layout.DemandScale + i];
        }
    }

    /// <summary>Finds the demands' factors for the outdoor temperature of the state.</summary>
    public void UpdateHeating()
    {
        for (var i = 0; i < _heating.Length; i++)
        {
            _heating[i] = _model.Demands[i].Heating?.FactorAt(_state[_layout.OutdoorC]) ?? 1.0;
        }
    }

    /// <summary>Makes the time moved to last that of the state.</summary>
    public void Commit(double elapsed)
    {
        MoveTo(elapsed);
        SetPoint.CopyTo(_state, _layout.SetPoint);
        Position.CopyTo(_state, _layout.ThrottlePosition);
        _state[_layout.Time] = elapsed;
    }

    /// <summary>The next time after that of the state at which something that moves arrives, or a profile bends.</summary>
    public double NextEvent()
    {
        var now = _state[_layout.Time];
        var hour = (_state[_layout.StartSecondsOfDay] + now) / 3_600.0;
        var next = now + ((Math.Floor(hour + 1e-9) + 1.0 - hour) * 3_600.0);
        for (var i = 0; i < SetPoint.Length; i++)
        {
            if (_pilotRate[i] > 0.0)
            {
                next = Sooner(next, now, Math.Abs(_state[_layout.SetPointTarget + i] - _state[_layout.SetPoint + i]) / _pilotRate[i]);
            }
        }

        for (var i = 0; i < Position.Length; i++)
        {
            var left = Math.Abs(Demanded(i) - _state[_layout.ThrottlePosition + i]);
            next = left > 0.0 ? Sooner(next, now, left * Stroke(i)) : next;
        }

        return next;
    }

    private static double Sooner(double next, double now, double left) => left > 1e-6 ? Math.Min(next, now + left) : next;

    private double Demanded(int throttle) =>
        throttle < _model.ControlValves.Count && _state[_layout.ThrottlePowered + throttle] == 0.0 ? 0.0 : _state[_layout.ThrottleDemand + throttle];

    private double Stroke(int throttle)
    {
        var valves = _model.ControlValves.Count;
        if (throttle < valves)
        {
            return _state[_layout.ThrottlePowered + throttle] != 0.0 ? _model.ControlValves[throttle].StrokeSeconds : _model.ControlValves[throttle].SpringCloseSeconds;
        }

        var shutOff = throttle - valves;
        if (shutOff < _model.ShutOffValves.Count)
        {
            var valve = _model.ShutOffValves[shutOff];
            return _state[_layout.ThrottleDemand + throttle] < _state[_layout.ThrottlePosition + throttle] ? valve.CloseSeconds : valve.OpenSeconds;
        }

        return RegulatorRun.BypassStrokeSeconds;
    }

    private static double Towards(double value, double target, double most) =>
        Math.Abs(target - value) <= most * (1.0 + 1e-9) ? target : value + (target > value ? most : -most);
}
