using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Transient;

/// <summary>
/// The momentum balance of all cells, <c>(L/A) dq/dt = (p_i + p_j)^-1 Z (head - H(q))</c> with <c>head = (p_i^2 - p_j^2 + gravity)/Z</c> and the head H
/// that friction takes: the steady law of the cell, to which it returns, with the mean density for the inertia. The law is a struct, so that the loop
/// holds no virtual call.
/// </summary>
internal abstract class CellSet
{
    /// <summary>
    /// The flows at given pressures, or with inertia one Newton step of them, and what pressures add: <c>q + slopeFrom dp_i + slopeTo dp_j</c>.
    /// </summary>
    /// <param name="pressure">Pressures of the points.</param>
    /// <param name="flow">Flows, replaced.</param>
    /// <param name="known">Flow of which the stage's momentum balance is <c>q = known + weight dq/dt</c>.</param>
    /// <param name="weight">That weight, s.</param>
    /// <param name="slopeFrom">Filled; not negative.</param>
    /// <param name="slopeTo">Filled; not positive.</param>
    /// <param name="inertiaShare">Filled: which part of a disturbance of the known flow remains, 0 without inertia.</param>
    /// <param name="isByFlow">
    /// Whether flows take a Newton step of their own also without inertia: across rest, where flow goes like the root of the head, that converges and the
    /// explicit law turns in circles.
    /// </param>
    public abstract void Linearise(
        double[] pressure, double[] flow, double[] known, double weight, double[] slopeFrom, double[] slopeTo, double[] inertiaShare, bool isByFlow);

    /// <summary>The flows that pressures drive without inertia.</summary>
    public abstract void Flows(double[] pressure, double[] flow);

    /// <summary>Fills dq/dt, kg/s2; with inertia only.</summary>
    public abstract void Rates(double[] pressure, double[] flow, double[] rate);

    public static CellSet Create(TransientModel model, TransientGrid grid) => HeadLawChoice.Of(model.Friction, model.Gas, new Maker(model, grid));

    private sealed class Maker(TransientModel model, TransientGrid grid) : IHeadLawUser<CellSet>
    {
        public CellSet Use<TLaw>(Func<SteadyPipe, TLaw> law)
            where TLaw : struct, IHeadLaw => new CellSet<TLaw>(model, grid, [.. Enumerable.Range(0, model.Pipes.Count).Select(i => law(grid.Cell(i)))]);
    }
}

/// <inheritdoc/>
internal sealed class CellSet<TLaw> : CellSet
    where TLaw : struct, IHeadLaw
{
    private readonly TLaw[] _laws;
    private readonly int[] _firstCell;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly double[] _inertance;
    private readonly double[] _halfGravityHead;
    private readonly Compressibility _z;
    private readonly double _rt;

    public CellSet(TransientModel model, TransientGrid grid, TLaw[] laws)
    {
        (_laws, _firstCell, _from, _to) = (laws, grid.FirstCell, grid.From, grid.To);
        double Inertance(int pipe) => grid.Cell(pipe).LengthM / (Math.PI / 4.0 * model.Pipes[pipe].DiameterM * model.Pipes[pipe].DiameterM);
        _inertance = [.. Enumerable.Range(0, laws.Length).Select(i => model.HasInertia ? Inertance(i) : 0.0)];
        _halfGravityHead = grid.HeightM.Length == 0
            ? [] : [.. Enumerable.Range(0, grid.CellCount).Select(c => 0.5 * PipeHead.Gravity * (grid.HeightM[_from[c]] - grid.HeightM[_to[c]]))];
        (_z, _rt) = (model.Gas.Compressibility, model.Gas.RtJPerKg);
    }

    public override void Linearise(
        double[] pressure, double[] flow, double[] known, double weight, double[] slopeFrom, double[] slopeTo, double[] inertiaShare, bool isByFlow)
    {
        for (var pipe = 0; pipe < _laws.Length; pipe++)
        {
            var law = _laws[pipe];
            var inertance = _inertance[pipe] / weight;
            var end = _firstCell[pipe + 1];
            for (var i = _firstCell[pipe]; i < end; i++)
            {
                var (from, to) = (pressure[_from[i]], pressure[_to[i]]);
                var mean = _z.Mean(from, to);
                var (z, zFrom, zTo) = mean;
                var inverse = 1.0 / z;
                var (head, byFrom, byTo) = Head(i, from, to, mean);
                if (inertance == 0.0 && !isByFlow)
                {
                    (flow[i], var slope) = Through(law, head);
                    (slopeFrom[i], slopeTo[i]) = (Math.Max(0.0, slope * byFrom), Math.Min(0.0, slope * byTo));
                    continue;
                }

                var (needed, resistance) = law.HeadOf(Math.Abs(flow[i]));
                var gained = flow[i] - known[i];
                // Inertia in units of head per flow, and how it grows with the pressures.
                var perSum = inertance * inverse;
                var inertia = perSum * (from + to);
                var total = 1.0 / (resistance + inertia);
                slopeFrom[i] = Math.Max(0.0, total * (byFrom - (gained * (perSum - (inertia * zFrom * inverse)))));
                slopeTo[i] = Math.Min(0.0, total * (byTo - (gained * (perSum - (inertia * zTo * inverse)))));
                inertiaShare[i] = inertia * total;
                flow[i] += total * (head - (flow[i] < 0.0 ? -needed : needed) - (inertia * gained));
            }
        }
    }

    public override void Flows(double[] pressure, double[] flow)
    {
        for (var pipe = 0; pipe < _laws.Length; pipe++)
        {
            for (var i = _firstCell[pipe]; i < _firstCell[pipe + 1]; i++)
            {
                var (from, to) = (pressure[_from[i]], pressure[_to[i]]);
                var head = Head(i, from, to, _z.Mean(from, to)).Head;
                flow[i] = Through(_laws[pipe], head).FlowKgPerS;
            }
        }
    }

    public override void Rates(double[] pressure, double[] flow, double[] rate)
    {
        for (var pipe = 0; pipe < _laws.Length; pipe++)
        {
            for (var i = _firstCell[pipe]; i < _firstCell[pipe + 1]; i++)
            {
                var (from, to) = (pressure[_from[i]], pressure[_to[i]]);
                var mean = _z.Mean(from, to);
                var head = Head(i, from, to, mean).Head;
                var needed = _laws[pipe].HeadOf(Math.Abs(flow[i])).Head;
                rate[i] = (head - (flow[i] < 0.0 ? -needed : needed)) * mean.Z / ((from + to) * _inertance[pipe]);
            }
        }
    }

    private static (double FlowKgPerS, double Slope) Through(in TLaw law, double head)
    {
        var (flow, slope) = law.At(Math.Abs(head));
        return (head < 0.0 ? -flow : flow, slope);
    }

    private (double Head, double ByFrom, double ByTo) Head(int cell, double from, double to, (double Z, double SlopeFrom, double SlopeTo) mean) =>
        PipeHead.Of(from, to, _halfGravityHead.Length > 0 ? _halfGravityHead[cell] : 0.0, _z, _rt, mean);
}
