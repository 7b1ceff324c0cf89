namespace Testbed.GasNetwork.Transient;

/// <summary>Pressures and flows at one time with their rates of change.</summary>
internal sealed class TransientState(TransientGrid grid, int regulators)
{
    /// <summary>Absolute pressure per point, Pa.</summary>
    public double[] Pressure { get; } = new double[grid.PointCount];

    /// <summary>Line pack per point, kg.</summary>
    public double[] Mass { get; } = new double[grid.PointCount];

    /// <summary>
    /// What flows into a point less what is taken there, kg/s: the rate of its line pack; at sources what they take in (negative: supply); zero where a
    /// regulator holds.
    /// </summary>
    public double[] Inflow { get; } = new double[grid.PointCount];

    /// <summary>Flow per cell, kg/s.</summary>
    public double[] Flow { get; } = new double[grid.CellCount];

    /// <summary>Its rate, kg/s2; zero without inertia.</summary>
    public double[] FlowRate { get; } = new double[grid.CellCount];

    /// <summary>Flow per regulator, kg/s.</summary>
    public double[] RegulatorFlow { get; } = new double[regulators];

    /// <summary>Sum taken by withdrawals, kg/s.</summary>
    public double TakenKgPerS { get; set; }

    /// <summary>Sum injected, kg/s.</summary>
    public double InjectedKgPerS { get; set; }
}
