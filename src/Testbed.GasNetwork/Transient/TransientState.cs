namespace Testbed.GasNetwork.Transient;

/// <summary>Pressures and flows at one time with their rates of change.</summary>
internal sealed class TransientState
{
    private readonly double[][] _all;

    public TransientState(TransientGrid grid, int regulators, PointFlows flows)
    {
        double[] Points() => new double[grid.PointCount];
        double[] Cells() => new double[grid.CellCount];
        (Pressure, Mass, Inflow, Flow, FlowRate) = (Points(), Points(), Points(), Cells(), Cells());
        (RegulatorFlow, PointFlow) = (new double[regulators], new double[flows.From.Length]);
        (Stem, StemRate, Sums) = (new double[flows.StemCount], new double[flows.StemCount], new double[5]);
        _all = [Pressure, Mass, Inflow, Flow, FlowRate, RegulatorFlow, PointFlow, Stem, StemRate, Sums];
        Length = _all.Sum(a => a.Length);
    }

    /// <summary>Absolute pressure per point, Pa.</summary>
    public double[] Pressure { get; }

    /// <summary>Line pack per point, kg.</summary>
    public double[] Mass { get; }

    /// <summary>
    /// What flows into a point less what is taken there, kg/s: the rate of its line pack; at sources what they take in (negative: supply); zero where a
    /// regulator holds.
    /// </summary>
    public double[] Inflow { get; }

    /// <summary>Flow per cell, kg/s.</summary>
    public double[] Flow { get; }

    /// <summary>Its rate, kg/s2; zero without inertia.</summary>
    public double[] FlowRate { get; }

    /// <summary>Flow per ideal regulator, kg/s.</summary>
    public double[] RegulatorFlow { get; }

    /// <summary>Flows of <see cref="PointFlows"/>, kg/s.</summary>
    public double[] PointFlow { get; }

    /// <summary>Openings of lagging stems, 0..1.</summary>
    public double[] Stem { get; }

    /// <summary>Their rates, 1/s.</summary>
    public double[] StemRate { get; }

    /// <summary>Sum taken by withdrawals, kg/s.</summary>
    public ref double TakenKgPerS => ref Sums[0];

    /// <summary>Sum injected, kg/s.</summary>
    public ref double InjectedKgPerS => ref Sums[1];

    /// <summary>Sum supplied to demands that depend on pressure, kg/s.</summary>
    public ref double DeliveredKgPerS => ref Sums[2];

    /// <summary>Sum lost to the atmosphere, kg/s.</summary>
    public ref double VentedKgPerS => ref Sums[3];

    /// <summary>Sum wanted and not supplied, kg/s.</summary>
    public ref double UnservedKgPerS => ref Sums[4];

    /// <summary>Number of values that <see cref="Save"/> writes.</summary>
    public int Length { get; }

    private double[] Sums { get; }

    /// <summary>Writes every value.</summary>
    public void Save(Span<double> target)
    {
        foreach (var values in _all)
        {
            values.CopyTo(target);
            target = target[values.Length..];
        }
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(ReadOnlySpan<double> source)
    {
        foreach (var values in _all)
        {
            source[..values.Length].CopyTo(values);
            source = source[values.Length..];
        }
    }
}
