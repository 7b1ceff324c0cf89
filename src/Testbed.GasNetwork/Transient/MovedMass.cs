namespace Testbed.GasNetwork.Transient;

/// <summary>What has moved where over some steps, kg: each flow integrated as the method itself integrates it, so that every point balances.</summary>
internal sealed class MovedMass(TransientGrid grid, PointFlows flows)
{
    /// <summary>Through each cell.</summary>
    public double[] Cell { get; } = new double[grid.CellCount];

    /// <summary>Of each flow between points.</summary>
    public double[] PointFlow { get; } = new double[flows.From.Length];

    /// <summary>What flows into each point, less what leaves it.</summary>
    public double[] Inflow { get; } = new double[grid.PointCount];

    /// <summary>Time, s.</summary>
    public double Seconds { get; set; }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Array.Clear(Cell);
        Array.Clear(PointFlow);
        Array.Clear(Inflow);
        Seconds = 0.0;
    }
}
