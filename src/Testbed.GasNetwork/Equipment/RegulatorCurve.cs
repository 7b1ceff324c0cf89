namespace Testbed.GasNetwork.Equipment;

/// <summary>Static characteristic of a regulator: wanted opening against sensed pressure (see <see cref="Regulator"/>).</summary>
internal readonly struct RegulatorCurve
{
    // A pilot wound down this far below its set point at the start no longer loads the main valve at all.
    private const double UnloadedFraction = 1e-3;
    private readonly double _droop;
    private readonly double _lockUp;
    private readonly double _knee;
    private readonly double _unloadedPa;

    public RegulatorCurve(Regulator regulator)
    {
        _droop = regulator.DroopFraction;
        _lockUp = regulator.LockUpFraction;
        _knee = regulator.OpeningAtSetPoint;
        _unloadedPa = UnloadedFraction * regulator.SetPointPaGauge;
        TimeConstantSeconds = regulator.StemTimeConstantSeconds;
    }

    public double TimeConstantSeconds { get; }

    /// <summary>Opening 0..1 and its slope per Pa for a sensed gauge pressure and a set point.</summary>
    public (double Opening, double Slope) At(double sensedPaGauge, double setPaGauge)
    {
        if (setPaGauge <= _unloadedPa)
        {
            return (0.0, 0.0);
        }

        var over = (sensedPaGauge - setPaGauge) / setPaGauge;
        if (over >= _lockUp)
        {
            return (0.0, 0.0);
        }

        if (over <= -_droop)
        {
            return (1.0, 0.0);
        }

        return over >= 0.0
            ? (_knee * (1.0 - (over / _lockUp)), -_knee / (_lockUp * setPaGauge))
            : (_knee - ((1.0 - _knee) * over / _droop), -(1.0 - _knee) / (_droop * setPaGauge));
    }
}
