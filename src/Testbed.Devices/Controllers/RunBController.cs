namespace Testbed.Devices;

/// <summary>
/// PI controller of the control valve of run B, error in bar, output in per cent. The integral part stops at 0 and 100 and while the
/// output is full open (anti-windup), so that in standby the valve opens at the set point and not before; it follows a manual output
/// (bumpless transfer). Tuned for a feeder of 150 to 800 Nm3 per bar and a valve of about 90 Nm3/h per per cent: well damped over that whole range.
/// </summary>
internal sealed class RunBController
{
    /// <summary>Gain, per cent per bar.</summary>
    public const double Gain = 150;

    /// <summary>Integral time.</summary>
    public const double IntegralSeconds = 300;

    private double _integral;

    public double Step(double errorBar, double seconds)
    {
        var proportional = Gain * errorBar;
        var change = proportional * seconds / IntegralSeconds;
        var windsUp = change > 0 && (_integral >= 100 || proportional + _integral >= 100);
        var windsDown = change < 0 && _integral <= 0;
        _integral += windsUp || windsDown ? 0 : change;
        return Math.Clamp(proportional + _integral, 0, 100);
    }

    /// <summary>Takes over an output that somebody else drives, so that control goes on from there.</summary>
    public void Track(double output, double errorBar) => _integral = output - (Gain * errorBar);
}
