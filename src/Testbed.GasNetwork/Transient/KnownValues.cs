namespace Testbed.GasNetwork.Transient;

/// <summary>What a stage knows from before: every unknown x of it obeys <c>x = known + weight dx/dt</c>.</summary>
internal sealed class KnownValues(TransientGrid grid, PointFlows flows)
{
    /// <summary>Line pack per point, kg.</summary>
    public double[] Mass { get; } = new double[grid.PointCount];

    /// <summary>Flow per cell, kg/s; used with inertia only.</summary>
    public double[] Flow { get; } = new double[grid.CellCount];

    /// <summary>Opening per stem.</summary>
    public double[] Stem { get; } = new double[flows.StemCount];

    /// <summary>Fills from a state alone: a stage of implicit Euler.</summary>
    public void TakeFrom(TransientState state)
    {
        state.Mass.CopyTo(Mass, 0);
        state.Flow.CopyTo(Flow, 0);
        state.Stem.CopyTo(Stem, 0);
    }

    /// <summary>Fills for the stage from a state's own rates.</summary>
    public void TakeFrom(TransientState state, double weight)
    {
        Add(Mass, state.Mass, weight, state.Inflow);
        Add(Flow, state.Flow, weight, state.FlowRate);
        Add(Stem, state.Stem, weight, state.StemRate);
    }

    /// <summary>Fills for the stage after another: both states' rates with one weight.</summary>
    public void TakeFrom(TransientState state, TransientState middle, double weight)
    {
        TakeFrom(state, weight);
        Add(Mass, Mass, weight, middle.Inflow);
        Add(Flow, Flow, weight, middle.FlowRate);
        Add(Stem, Stem, weight, middle.StemRate);
    }

    private static void Add(double[] target, double[] value, double weight, double[] rate)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = value[i] + (weight * rate[i]);
        }
    }
}
