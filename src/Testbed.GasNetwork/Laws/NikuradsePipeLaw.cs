namespace Testbed.GasNetwork;

/// <summary>
/// Quasi-steady isothermal pipe law, solved for the flow:
/// <c>p_i^2 - p_j^2 + g (h_i - h_j) rho_m (p_i + p_j) = (lambda L/D + zeta) (m/A)^2 Z(p_m) R_s T</c>, with the friction of Nikuradse plus the laminar
/// term, <c>lambda = 64/Re + (2 log10(D/k) + 1.14)^-2</c>. This is a quadratic in m, so the inverse is explicit, smooth and monotone, also at rest.
/// p_m is the mean pressure of the line pack, <c>2/3 (p_i^2 + p_i p_j + p_j^2)/(p_i + p_j)</c>; rho_m the mean of both end densities.
/// </summary>
public readonly record struct NikuradsePipeLaw
{
    private const double Gravity = 9.81;
    private readonly double _linear;
    private readonly double _quadratic;
    private readonly double _halfGravityHead;
    private readonly double _rt;
    private readonly double _zSlope;

    /// <summary>Precomputes the coefficients of one pipe.</summary>
    /// <param name="pipe">A valid pipe.</param>
    /// <param name="gas">The gas.</param>
    /// <param name="fromHeightM">Height of the start, m.</param>
    /// <param name="toHeightM">Height of the end, m.</param>
    public NikuradsePipeLaw(Pipe pipe, GasProperties gas, double fromHeightM, double toHeightM)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(gas);
        var area = Math.PI * pipe.DiameterM * pipe.DiameterM / 4.0;
        _rt = gas.SpecificGasConstantTimesTemperature;
        _zSlope = gas.CompressibilitySlopePerPa;
        var c = _rt / (area * area);
        var rough = RoughFriction(pipe.DiameterM, pipe.RoughnessM);
        var lengthOverDiameter = pipe.LengthM / pipe.DiameterM;
        _linear = c * lengthOverDiameter * 64.0 * gas.ViscosityPaS * area / pipe.DiameterM;
        _quadratic = c * ((lengthOverDiameter * rough) + pipe.LossCoefficient);
        _halfGravityHead = 0.5 * Gravity * (fromHeightM - toHeightM);
    }

    /// <summary>Friction factor of the fully rough pipe, Darcy, dimensionless.</summary>
    public static double RoughFriction(double diameterM, double roughnessM)
    {
        var root = (2.0 * Math.Log10(diameterM / roughnessM)) + 1.14;
        return 1.0 / (root * root);
    }

    /// <summary>Mass flow and slopes at two absolute end pressures.</summary>
    /// <param name="fromPa">Pressure at the start, Pa absolute; positive.</param>
    /// <param name="toPa">Pressure at the end, Pa absolute; positive.</param>
    public FlowLinearisation Flow(double fromPa, double toPa)
    {
        var sum = fromPa + toPa;
        var meanZ = 1.0 + (_zSlope * (2.0 / 3.0) * (sum - (fromPa * toPa / sum)));
        var head = (fromPa - toPa) * sum;
        var headFrom = 2.0 * fromPa;
        var headTo = -2.0 * toPa;
        if (_halfGravityHead != 0.0)
        {
            var zFrom = 1.0 + (_zSlope * fromPa);
            var zTo = 1.0 + (_zSlope * toPa);
            var density = ((fromPa / zFrom) + (toPa / zTo)) / _rt;
            head += _halfGravityHead * density * sum;
            headFrom += _halfGravityHead * (density + (sum / (_rt * zFrom * zFrom)));
            headTo += _halfGravityHead * (density + (sum / (_rt * zTo * zTo)));
        }

        var inverseZ = 1.0 / meanZ;
        var magnitude = Math.Abs(head) * inverseZ;
        var root = Math.Sqrt((_linear * _linear) + (4.0 * _quadratic * magnitude));
        var flow = 2.0 * magnitude / (_linear + root);
        var slope = inverseZ / root;
        var zPart = head * inverseZ * _zSlope * (2.0 / 3.0);
        var ratioFrom = fromPa / sum;
        var ratioTo = toPa / sum;
        return new FlowLinearisation(
            head < 0.0 ? -flow : flow,
            slope * (headFrom - (zPart * (1.0 - (ratioTo * ratioTo)))),
            slope * (headTo - (zPart * (1.0 - (ratioFrom * ratioFrom)))));
    }
}
