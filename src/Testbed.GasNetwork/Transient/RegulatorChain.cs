using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Transient;

/// <summary>Ideal regulators, those farthest downstream first: each takes from its inlet what its outlet needs.</summary>
internal sealed class RegulatorChain
{
    private readonly int[] _order;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly double[] _outletPa;

    public RegulatorChain(IReadOnlyList<SteadyRegulator> regulators)
    {
        (_from, _to, _outletPa) = ([.. regulators.Select(r => r.From)], [.. regulators.Select(r => r.To)], [.. regulators.Select(r => r.OutletPa)]);
        var above = new Dictionary<int, int>();
        for (var i = 0; i < _to.Length; i++)
        {
            above[_to[i]] = i;
        }

        int Depth(int regulator) => above.TryGetValue(_from[regulator], out var next) ? Depth(next) + 1 : 0;
        _order = [.. Enumerable.Range(0, _to.Length).OrderByDescending(Depth)];
    }

    public int Count => _to.Length;

    /// <summary>Sets what is held.</summary>
    public void Hold(double[] pressure)
    {
        for (var i = 0; i < _to.Length; i++)
        {
            pressure[_to[i]] = _outletPa[i];
        }
    }

    /// <summary>Moves what outlets lack to their inlets, and says how much that is.</summary>
    public void Pass(double[] inflow, double[] regulatorFlow)
    {
        foreach (var i in _order)
        {
            regulatorFlow[i] = -inflow[_to[i]];
            inflow[_from[i]] += inflow[_to[i]];
            inflow[_to[i]] = 0.0;
        }
    }

    /// <summary>The first regulator that no real one could follow: its inlet below its outlet, or flow backwards; -1 when there is none.</summary>
    public int FirstStarved(TransientState state)
    {
        for (var i = 0; i < _to.Length; i++)
        {
            if (state.Pressure[_from[i]] < _outletPa[i] || state.RegulatorFlow[i] < -1e-9)
            {
                return i;
            }
        }

        return -1;
    }
}
