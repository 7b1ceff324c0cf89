namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    private bool IsArmed(int run) =>
        Model.Runs[run].SlamShut is not null
        && _state[_layout.SlamTripped + run] == 0.0
        && ((MechanicalFailures)(int)_state[_layout.RunFailure + run] & MechanicalFailures.SlamShutJammed) == 0;

    private double SensedPaGauge(int run, double absolute) => absolute - _net.AmbientPa[_net.BranchTo[_net.FirstRun + run]];

    /// <summary>Whether the step just solved carries an armed slam-shut from below its trip to above: then it is repeated shorter.</summary>
    private bool SlamShutCrossed()
    {
        for (var r = 0; r < _net.Workers.Length; r++)
        {
            var node = _net.BranchTo[_net.FirstRun + r];
            if (IsArmed(r)
                && SensedPaGauge(r, _state[_layout.Pressure + node]) < Model.Runs[r].SlamShut!.TripPaGauge
                && SensedPaGauge(r, _solver.Pressure[node]) >= Model.Runs[r].SlamShut!.TripPaGauge)
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
        for (var r = 0; r < _net.Workers.Length; r++)
        {
            if (_state[_layout.SlamTimer + r] > 0.0 && IsArmed(r))
            {
                left = Math.Min(left, Math.Max(Model.Runs[r].SlamShut!.ResponseSeconds - _state[_layout.SlamTimer + r], 1e-3));
            }
        }

        return left;
    }

    private void UpdateSlamShuts(double seconds)
    {
        for (var r = 0; r < _net.Workers.Length; r++)
        {
            if (!IsArmed(r))
            {
                _state[_layout.SlamTimer + r] = 0.0;
                continue;
            }

            var slam = Model.Runs[r].SlamShut!;
            if (SensedPaGauge(r, _state[_layout.Pressure + _net.BranchTo[_net.FirstRun + r]]) < slam.TripPaGauge)
            {
                _state[_layout.SlamTimer + r] = 0.0;
                continue;
            }

            _state[_layout.SlamTimer + r] += seconds;
            if (_state[_layout.SlamTimer + r] >= slam.ResponseSeconds - 1e-9)
            {
                _state[_layout.SlamTripped + r] = 1.0;
                _state[_layout.SlamTimer + r] = 0.0;
            }
        }
    }
}
