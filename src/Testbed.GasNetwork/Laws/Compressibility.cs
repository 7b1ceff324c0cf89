namespace Testbed.GasNetwork;

/// <summary>
/// Compressibility factor over absolute pressure at one temperature: a parabola <c>Z = c0 + c1 p + c2 p^2</c>, or its reciprocal as a straight line,
/// <c>1/Z = b1 + b2 p</c>. With <see cref="Mean"/> taken at the mean pressure of the line pack the steady pipe law is exact for the second form,
/// whose integral of density is <c>b1 p^2/2 + b2 p^3/3</c>. Immutable; thread safe.
/// </summary>
public readonly record struct Compressibility
{
    /// <summary>Critical temperature of methane, K.</summary>
    public const double MethaneCriticalK = 190.55;

    /// <summary>Critical pressure of methane, Pa.</summary>
    public const double MethaneCriticalPa = 4.599e6;

    private readonly double _constant;
    private readonly double _linear;
    private readonly double _quadratic;
    private readonly bool _isReciprocal;

    private Compressibility(double constant, double linear, double quadratic, bool isReciprocal) =>
        (_constant, _linear, _quadratic, _isReciprocal) = (constant, linear, quadratic, isReciprocal);

    /// <summary>Z = 1.</summary>
    public static Compressibility Ideal { get; } = new(1.0, 0.0, 0.0, false);

    /// <summary>Z = offset + slope p, slope in 1/Pa.</summary>
    public static Compressibility Linear(double slopePerPa, double offset = 1.0) => new(offset, slopePerPa, 0.0, false);

    /// <summary>1/Z = b1 + b2 p, b2 in 1/Pa: the form of the California Natural Gas Association (CNGA).</summary>
    public static Compressibility Reciprocal(double b1, double b2PerPa) => new(b1, b2PerPa, 0.0, true);

    /// <summary>Papay 1968: <c>Z = 1 - 3.52 p_r e^(-2.26 T_r) + 0.274 p_r^2 e^(-1.878 T_r)</c>.</summary>
    public static Compressibility Papay(double temperatureK, double criticalK = MethaneCriticalK, double criticalPa = MethaneCriticalPa)
    {
        var reduced = temperatureK / criticalK;
        return new(
            1.0, -3.52 * Math.Exp(-2.26 * reduced) / criticalPa, 0.274 * Math.Exp(-1.878 * reduced) / (criticalPa * criticalPa), false);
    }

    /// <summary>Z at an absolute pressure, Pa.</summary>
    public double At(double pressurePa) =>
        _isReciprocal ? 1.0 / (_constant + (_linear * pressurePa)) : _constant + (pressurePa * (_linear + (_quadratic * pressurePa)));

    /// <summary>dZ/dp at an absolute pressure, 1/Pa.</summary>
    public double SlopeAt(double pressurePa)
    {
        if (!_isReciprocal)
        {
            return _linear + (2.0 * _quadratic * pressurePa);
        }

        var z = At(pressurePa);
        return -_linear * z * z;
    }

    /// <summary>
    /// Z at the mean pressure of a pipe's line pack, <c>p_m = 2/3 (p_i^2 + p_i p_j + p_j^2)/(p_i + p_j)</c>, and its slopes to both ends.
    /// </summary>
    internal (double Z, double SlopeFrom, double SlopeTo) Mean(double fromPa, double toPa)
    {
        var sum = fromPa + toPa;
        var mean = 2.0 / 3.0 * (sum - (fromPa * toPa / sum));
        var slope = 2.0 / 3.0 * SlopeAt(mean);
        var (shareFrom, shareTo) = (fromPa / sum, toPa / sum);
        return (At(mean), slope * (1.0 - (shareTo * shareTo)), slope * (1.0 - (shareFrom * shareFrom)));
    }
}
