namespace Testbed.GasNetwork.Quality;

/// <summary>
/// An order of the nodes in which whatever reaches a node within a part of a step comes from nodes before it. Only links, and pipes whose whole gas is
/// pushed out within that part, carry anything that fast. Where these form a cycle the part is shortened until one pipe of it holds back; where even a
/// thousandth of the step would not do (links alone, which store nothing), the flow that merely goes round is taken off every edge of the cycle: no balance
/// of any node or pipe changes by that.
/// </summary>
internal sealed class FlowOrder
{
    private const double ShortestPart = 1e-3;
    private const double ShortestPartAtTheEnd = 1e-6;

    private readonly StepMasses _masses;
    private readonly Incidence _ends;
    private readonly int[] _order;
    private readonly int[] _waitsFor;
    private readonly bool[] _isFast;
    private readonly int[] _seenAt;
    private readonly int[] _path;

    public FlowOrder(int nodes, StepMasses masses)
    {
        _masses = masses;
        _ends = Incidence.OfEnds(nodes, masses.Edges);
        (_order, _waitsFor, _seenAt, _path) = (new int[nodes], new int[nodes], new int[nodes], new int[nodes + 1]);
        _isFast = new bool[masses.Edges.Length];
    }

    /// <summary>The nodes, upstream first.</summary>
    public ReadOnlySpan<int> Nodes => _order;

    /// <summary>Orders the nodes for the next part of the step, at most as long as wanted, and returns its length as a fraction of the step.</summary>
    public double Sort(double wanted)
    {
        var part = wanted;
        while (true)
        {
            MarkFast(part);
            if (Order())
            {
                return part;
            }

            var length = FindCycle();
            var shorter = LongestPartWithout(length);
            if (shorter >= Math.Max(Math.Min(ShortestPart, 0.1 * wanted), ShortestPartAtTheEnd))
            {
                part = Math.Min(shorter, 0.999 * part);
            }
            else
            {
                Cancel(length);
            }
        }
    }

    private bool IsFast(int edge, double part) => _masses.IsPassed(edge) && _masses.Leaving(edge) * part > _masses.Held[edge] * (1.0 + 1e-13);

    private void MarkFast(double part)
    {
        Array.Clear(_waitsFor);
        for (var e = 0; e < _isFast.Length; e++)
        {
            _isFast[e] = IsFast(e, part);
            if (_isFast[e])
            {
                _waitsFor[_masses.Downstream(e)]++;
            }
        }
    }

    private bool Order()
    {
        var count = 0;
        for (var n = 0; n < _order.Length; n++)
        {
            if (_waitsFor[n] == 0)
            {
                _order[count++] = n;
            }
        }

        for (var at = 0; at < count; at++)
        {
            foreach (var end in _ends.At(_order[at]))
            {
                if (_isFast[end >> 1] && _masses.Upstream(end >> 1) == _order[at] && --_waitsFor[_masses.Downstream(end >> 1)] == 0)
                {
                    _order[count++] = _masses.Downstream(end >> 1);
                }
            }
        }

        return count == _order.Length;
    }

    /// <summary>Walks upstream from a node that still waits until one comes again; leaves the cycle's edges in the path and returns their number.</summary>
    private int FindCycle()
    {
        Array.Fill(_seenAt, -1);
        var node = Array.FindIndex(_waitsFor, w => w > 0);
        var length = 0;
        while (_seenAt[node] < 0)
        {
            _seenAt[node] = length;
            var edge = FastFromWaiting(node);
            _path[length++] = edge;
            node = _masses.Upstream(edge);
        }

        var start = _seenAt[node];
        Array.Copy(_path, start, _path, 0, length - start);
        return length - start;
    }

    private int FastFromWaiting(int node)
    {
        foreach (var end in _ends.At(node))
        {
            var edge = end >> 1;
            if (_isFast[edge] && _masses.Downstream(edge) == node && _waitsFor[_masses.Upstream(edge)] > 0)
            {
                return edge;
            }
        }

        throw new InvalidOperationException("a node waits for none");
    }

    private double LongestPartWithout(int length)
    {
        var longest = 0.0;
        for (var i = 0; i < length; i++)
        {
            longest = Math.Max(longest, _masses.Held[_path[i]] / _masses.Leaving(_path[i]));
        }

        return longest;
    }

    private void Cancel(int length)
    {
        var least = double.MaxValue;
        for (var i = 0; i < length; i++)
        {
            least = Math.Min(least, _masses.Through(_path[i]));
        }

        for (var i = 0; i < length; i++)
        {
            _masses.Reduce(_path[i], least);
        }
    }
}
