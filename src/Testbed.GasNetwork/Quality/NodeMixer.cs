namespace Testbed.GasNetwork.Quality;

/// <summary>
/// Mixes the streams that reach one node during a part of a step. Each stream is a row of pieces of constant concentration, each lasting a fraction of the
/// part; the mix changes wherever one of them does. Not thread safe.
/// </summary>
internal sealed class NodeMixer(int components)
{
    private readonly int _stride = components + 1;
    private readonly double[] _inflow = new double[components];
    private readonly double[] _mix = new double[components];
    private double[] _pieces = new double[64 * (components + 1)];
    private int[] _next = new int[8];
    private int[] _end = new int[8];
    private double[] _mass = new double[8];
    private int _pieceCount;

    /// <summary>Number of streams.</summary>
    public int Streams { get; private set; }

    /// <summary>Mass of all streams, kg.</summary>
    public double Inflow { get; private set; }

    public void Clear() => (Streams, Inflow, _pieceCount) = (0, 0.0, 0);

    /// <summary>Begins a stream of a mass.</summary>
    public void Begin(double mass)
    {
        if (Streams == _mass.Length)
        {
            Array.Resize(ref _mass, 2 * Streams);
            Array.Resize(ref _next, 2 * Streams);
            Array.Resize(ref _end, 2 * Streams);
        }

        (_mass[Streams], _next[Streams], _end[Streams]) = (mass, _pieceCount, _pieceCount);
        Inflow += mass;
        Streams++;
    }

    /// <summary>Adds a piece to the stream begun last; the last piece of a stream lasts to the end whatever its length.</summary>
    /// <param name="until">Fraction of the part at which it ends.</param>
    /// <param name="concentrations">What it is.</param>
    public void Piece(double until, ReadOnlySpan<double> concentrations)
    {
        if ((_pieceCount + 1) * _stride > _pieces.Length)
        {
            Array.Resize(ref _pieces, 2 * _pieces.Length);
        }

        _pieces[_pieceCount * _stride] = until;
        concentrations.CopyTo(_pieces.AsSpan((_pieceCount * _stride) + 1));
        _pieceCount++;
        _end[Streams - 1] = _pieceCount;
    }

    /// <summary>
    /// Passes the streams through a node: appends to the outlet what leaves it over time (parcels of fractions instead of masses) and leaves in
    /// <paramref name="node"/> what it holds at the end.
    /// </summary>
    /// <param name="before">Gas in the node before, kg.</param>
    /// <param name="after">Gas in the node after, kg.</param>
    /// <param name="node">Concentrations in the node, changed.</param>
    /// <param name="outlet">Where to append.</param>
    public void Mix(double before, double after, Span<double> node, ParcelQueue outlet)
    {
        var time = 0.0;
        while (time < 1.0)
        {
            var until = 1.0;
            for (var s = 0; s < Streams; s++)
            {
                until = Math.Min(until, Until(s));
            }

            if (until > time)
            {
                Interval(before + (time * (after - before)), before + (until * (after - before)), until - time, node, outlet);
                time = until;
            }

            for (var s = 0; s < Streams; s++)
            {
                if (Until(s) <= time)
                {
                    _next[s]++;
                }
            }
        }
    }

    private double Until(int stream) => _next[stream] + 1 >= _end[stream] ? 1.0 : _pieces[_next[stream] * _stride];

    private void Interval(double before, double after, double length, Span<double> node, ParcelQueue outlet)
    {
        if (!(Inflow > 0.0))
        {
            outlet.Push(false, length, node);
            return;
        }

        Array.Clear(_inflow);
        var sum = 0.0;
        for (var s = 0; s < Streams; s++)
        {
            sum += _mass[s];
            var share = _mass[s] / sum;
            var at = (Math.Min(_next[s], _end[s] - 1) * _stride) + 1;
            for (var k = 0; k < _inflow.Length; k++)
            {
                _inflow[k] += share * (_pieces[at + k] - _inflow[k]);
            }
        }

        var (atEnd, inOutflow) = MixingVolume.Remaining(before, after, Inflow * length);
        for (var k = 0; k < _mix.Length; k++)
        {
            var difference = node[k] - _inflow[k];
            _mix[k] = _inflow[k] + (inOutflow * difference);
            node[k] = _inflow[k] + (atEnd * difference);
        }

        outlet.Push(false, length, _mix);
    }
}
