using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork;

/// <summary>Source pressures of a twin; all that is withdrawn depends on pressure and is equipment.</summary>
internal sealed class TwinBoundary : IBoundaryConditions
{
    private readonly int[] _node;
    private readonly ArraySegment<double> _pressure;

    public TwinBoundary(TwinNetwork net, int points, ArraySegment<double> sourcePressure)
    {
        (_node, _pressure) = (net.SourceNode, sourcePressure);
        (IsSource, Withdrawal) = (new bool[points], new double[points]);
        net.IsSource.CopyTo(IsSource, 0);
    }

    public bool[] IsSource { get; }

    public double[] Withdrawal { get; }

    public double TakenKgPerS => 0.0;

    public double InjectedKgPerS => 0.0;

    public void SetSources(double seconds)
    {
    }

    public void SetPressures(double seconds, double[] pressure)
    {
        for (var i = 0; i < _node.Length; i++)
        {
            pressure[_node[i]] = _pressure[i];
        }
    }

    public void SetWithdrawals(double seconds, bool isUpTo)
    {
    }
}
