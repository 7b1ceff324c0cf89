namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    private bool IsArmed(int run) =>
        Model.Runs[run].SlamShut is not null
        && _state[_layout.SlamTripped + run] == 0.0
        && ((MechanicalFailures)(int)_state[_layout.RunFailure + run] & MechanicalFailures.SlamShutJammed) == 0;

    /// <summary>Whether the pressure at a slam-shut's own tap lies where it trips.</summary>
    private bool Trips(int run, double absolutePa)
    {
        var (slam, gauge) = (Model.Runs[run].SlamShut!, absolutePa - _net.AmbientPa[_net.RunTo[run]]);
        return gauge >= slam.TripPaGauge || gauge <= (slam.UnderPressureTripPaGauge ?? double.NegativeInfinity);
    }

    /// <summary>Whether the step just tried carries an armed slam-shut to its trip: then it is repeated shorter.</summary>
    private bool SlamShutCrossed()
    {
        for (var r = 0; r < _net.RunTo.Length; r++)
        {
            var node = _net.RunTo[r];
            if (IsArmed(r) && !Trips(r, _engine.Now.Pressure[node]) && Trips(r, _engine.Next.Pressure[node]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Time until the first slam-shut already over its trip has shut, s; infinite when none is.</summary>
    private double SlamShutTimeLeft()
    {
        var left = double.PositiveInfinity;
        for (var r = 0; r < _net.RunTo.Length; r++)
        {
            if (_state[_layout.SlamTimer + r] > 0.0 && IsArmed(r))
            {
                left = Math.Min(left, Math.Max(Model.Runs[r].SlamShut!.ResponseSeconds - _state[_layout.SlamTimer + r], 1e-3));
            }
        }

        return left;
    }

    /// <summary>Counts the time at the trip after a step; returns whether one has shut.</summary>
    private bool UpdateSlamShuts(double seconds)
    {
        var hasShut = false;
        for (var r = 0; r < _net.RunTo.Length; r++)
        {
            if (!IsArmed(r) || !Trips(r, _engine.Now.Pressure[_net.RunTo[r]]))
            {
                _state[_layout.SlamTimer + r] = 0.0;
                continue;
            }

            _state[_layout.SlamTimer + r] += seconds;
            if (_state[_layout.SlamTimer + r] >= Model.Runs[r].SlamShut!.ResponseSeconds - 1e-9)
            {
                _state[_layout.SlamTripped + r] = 1.0;
                _state[_layout.SlamTimer + r] = 0.0;
                hasShut = true;
            }
        }

        return hasShut;
    }
}
