namespace Testbed.GasNetwork.Steady;

/// <summary>Pipes of one friction law, evaluated in one loop. The law is a struct, so that the loop holds no virtual call.</summary>
internal abstract class PipeSet
{
    /// <summary>Fills flow and slopes of every pipe at the given node pressures.</summary>
    public abstract void Evaluate(double[] pressure, double[] flow, double[] slopeFrom, double[] slopeTo);

    /// <summary>Fills slopes alone, those of a straight line through rest and a reference flow: where to start when nothing is known.</summary>
    public abstract void Secant(double[] pressure, double[] referenceFlow, double[] slopeFrom, double[] slopeTo);

    /// <summary>
    /// Replaces each flow by what the straight line through the head of that flow gives at the given pressures, and fills its slopes: the resistance is
    /// linearised about a flow, not about a pressure drop, which goes on well where flows are far off or turn round.
    /// </summary>
    public abstract void AboutFlows(double[] pressure, double[] flow, double[] slopeFrom, double[] slopeTo);

    /// <summary>The pipes of a model.</summary>
    public static PipeSet Create(SteadyModel model)
    {
        var gas = model.Gas;
        PipeGeometry Geometry(SteadyPipe p) => new(p.LengthM, p.DiameterM, p.RoughnessM, p.LossCoefficient, gas.ViscosityPaS, gas.RtJPerKg);
        PipeSet Of<TLaw>(Func<SteadyPipe, TLaw> law)
            where TLaw : struct, IHeadLaw => new PipeSet<TLaw>(model, [.. model.Pipes.Select(law)]);
        return model.Friction switch
        {
            FrictionLaw.Nikuradse => Of(p => QuadraticHeadLaw.Nikuradse(Geometry(p))),
            FrictionLaw.Given => Of(p => QuadraticHeadLaw.Given(Geometry(p), p.GivenFriction)),
            FrictionLaw.Colebrook => Of(p => new ColebrookHeadLaw(Geometry(p))),
            FrictionLaw.SwameeJain => Of(p => new ExplicitFactorHeadLaw<SwameeJainFactor>(Geometry(p), new(p.DiameterM, p.RoughnessM))),
            FrictionLaw.Hofer => Of(p => new ExplicitFactorHeadLaw<HoferFactor>(Geometry(p), new(p.DiameterM, p.RoughnessM))),
            _ => Of(p => CapacityFormula.Law(model.Friction, p.LengthM, p.DiameterM, gas)),
        };
    }
}

/// <inheritdoc/>
internal sealed class PipeSet<TLaw> : PipeSet
    where TLaw : struct, IHeadLaw
{
    private const double Gravity = 9.81;

    private readonly TLaw[] _laws;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly double[] _halfGravityHead;
    private readonly bool _isLevel;
    private readonly Compressibility _z;
    private readonly double _rt;

    public PipeSet(SteadyModel model, TLaw[] laws)
    {
        _laws = laws;
        _from = [.. model.Pipes.Select(p => p.From)];
        _to = [.. model.Pipes.Select(p => p.To)];
        _isLevel = model.HeightM.Count == 0 || model.HeightM.All(h => h == model.HeightM[0]);
        _halfGravityHead = _isLevel ? [] : [.. model.Pipes.Select(p => 0.5 * Gravity * (model.HeightM[p.From] - model.HeightM[p.To]))];
        (_z, _rt) = (model.Gas.Compressibility, model.Gas.RtJPerKg);
    }

    public override void Evaluate(double[] pressure, double[] flow, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < _laws.Length; i++)
        {
            var (head, byFrom, byTo) = Head(i, pressure[_from[i]], pressure[_to[i]]);
            var (magnitude, slope) = _laws[i].At(Math.Abs(head));
            flow[i] = head < 0.0 ? -magnitude : magnitude;
            slopeFrom[i] = slope * byFrom;
            slopeTo[i] = slope * byTo;
        }
    }

    public override void Secant(double[] pressure, double[] referenceFlow, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < _laws.Length; i++)
        {
            var (_, byFrom, byTo) = Head(i, pressure[_from[i]], pressure[_to[i]]);
            var slope = referenceFlow[i] / _laws[i].HeadOf(referenceFlow[i]).Head;
            slopeFrom[i] = slope * byFrom;
            slopeTo[i] = slope * byTo;
        }
    }

    public override void AboutFlows(double[] pressure, double[] flow, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < _laws.Length; i++)
        {
            var (head, byFrom, byTo) = Head(i, pressure[_from[i]], pressure[_to[i]]);
            var (needed, resistance) = _laws[i].HeadOf(Math.Abs(flow[i]));
            var slope = 1.0 / resistance;
            flow[i] += slope * (head - (flow[i] < 0.0 ? -needed : needed));
            slopeFrom[i] = slope * byFrom;
            slopeTo[i] = slope * byTo;
        }
    }

    /// <summary>The signed head of a pipe and its slopes to both pressures.</summary>
    private (double Head, double ByFrom, double ByTo) Head(int pipe, double from, double to)
    {
        var (z, zFrom, zTo) = _z.Mean(from, to);
        var head = (from - to) * (from + to);
        var (byFrom, byTo) = (2.0 * from, -2.0 * to);
        if (!_isLevel && _halfGravityHead[pipe] is var half && half != 0.0)
        {
            // Weight of the gas column: the mean of both end densities times the height, times (p_i + p_j).
            var (endZ, otherZ) = (_z.At(from), _z.At(to));
            var (rhoFrom, rhoTo) = (from / endZ, to / otherZ);
            var density = (rhoFrom + rhoTo) / _rt;
            var sum = from + to;
            head += half * density * sum;
            byFrom += half * (density + (sum * (1.0 - (rhoFrom * _z.SlopeAt(from))) / (_rt * endZ)));
            byTo += half * (density + (sum * (1.0 - (rhoTo * _z.SlopeAt(to))) / (_rt * otherZ)));
        }

        var inverse = 1.0 / z;
        head *= inverse;
        return (head, (byFrom - (head * zFrom)) * inverse, (byTo - (head * zTo)) * inverse);
    }
}
