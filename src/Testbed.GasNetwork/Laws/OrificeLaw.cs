namespace Testbed.GasNetwork;

/// <summary>
/// Isentropic nozzle with a discharge coefficient, for relief valves and leaks:
/// choked <c>m = C A p sqrt(k/(R_s T) (2/(k+1))^((k+1)/(k-1)))</c>, else
/// <c>m = C A p sqrt(2k/((k-1) R_s T) (r^(2/k) - r^((k+1)/k)))</c> with <c>r = p_down/p_up</c>. The upstream gas counts as ideal.
/// </summary>
public sealed class OrificeLaw
{
    private readonly double _criticalRatio;
    private readonly double _chokedFlux;
    private readonly double _subcriticalFactor;
    private readonly double _exponentLow;
    private readonly double _exponentHigh;

    /// <summary>Precomputes the constants of a gas.</summary>
    public OrificeLaw(GasProperties gas)
    {
        ArgumentNullException.ThrowIfNull(gas);
        var k = gas.IsentropicExponent;
        var rt = gas.SpecificGasConstantTimesTemperature;
        _criticalRatio = Math.Pow(2.0 / (k + 1.0), k / (k - 1.0));
        _chokedFlux = Math.Sqrt(k / rt * Math.Pow(2.0 / (k + 1.0), (k + 1.0) / (k - 1.0)));
        _subcriticalFactor = 2.0 * k / ((k - 1.0) * rt);
        _exponentLow = 2.0 / k;
        _exponentHigh = (k + 1.0) / k;
    }

    /// <summary>Mass flow per effective area (coefficient times area), kg/(s m2), and its slope to the upstream pressure; zero without a drop.</summary>
    /// <param name="upPa">Upstream pressure, Pa absolute.</param>
    /// <param name="downPa">Downstream pressure, Pa absolute.</param>
    public (double FluxKgPerSM2, double Slope) Flux(double upPa, double downPa)
    {
        if (upPa <= downPa)
        {
            return (0.0, 0.0);
        }

        var ratio = downPa / upPa;
        if (ratio <= _criticalRatio)
        {
            return (_chokedFlux * upPa, _chokedFlux);
        }

        var a = Math.Pow(ratio, _exponentLow);
        var b = Math.Pow(ratio, _exponentHigh);
        var radicand = _subcriticalFactor * (a - b);
        var root = Math.Sqrt(Math.Max(radicand, 0.0));
        // Near equal pressures the slope grows like 1/root; the floor keeps it finite and only affects flows below 1e-4 of choked.
        var safe = Math.Max(root, 1e-4 * _chokedFlux);
        var slope = root - (_subcriticalFactor * ((_exponentLow * a) - (_exponentHigh * b)) / (2.0 * safe));
        return (upPa * root, slope);
    }
}
