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
    public static PipeSet Create(SteadyModel model) => HeadLawChoice.Of(model.Friction, model.Gas, new Maker(model));

    private sealed class Maker(SteadyModel model) : IHeadLawUser<PipeSet>
    {
        public PipeSet Use<TLaw>(Func<SteadyPipe, TLaw> law)
            where TLaw : struct, IHeadLaw => new PipeSet<TLaw>(model, [.. model.Pipes.Select(law)]);
    }
}

/// <inheritdoc/>
internal sealed class PipeSet<TLaw> : PipeSet
    where TLaw : struct, IHeadLaw
{
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
        _halfGravityHead = _isLevel ? [] : [.. model.Pipes.Select(p => 0.5 * PipeHead.Gravity * (model.HeightM[p.From] - model.HeightM[p.To]))];
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

    private (double Head, double ByFrom, double ByTo) Head(int pipe, double from, double to) =>
        PipeHead.Of(from, to, _isLevel ? 0.0 : _halfGravityHead[pipe], _z, _rt, _z.Mean(from, to));
}
