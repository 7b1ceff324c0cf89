namespace Testbed.GasNetwork.Transient;

/// <summary>
/// Flows besides those of pipes that depend on pressures: between two points, or out of one. They have no volume and, but for regulator stems, no memory.
/// Every flow rises with its upstream and falls with its downstream pressure, which keeps the matrix dominated by its columns.
/// </summary>
internal abstract class PointFlows
{
    protected PointFlows(int[] from, int[] to, int stems)
    {
        (From, To, StemCount) = (from, to, stems);
        (SlopeFrom, SlopeTo) = (new double[from.Length], new double[from.Length]);
    }

    /// <summary>Point that each flow leaves.</summary>
    public int[] From { get; }

    /// <summary>Point that each flow enters; <see cref="Outside"/> for none.</summary>
    public int[] To { get; }

    /// <summary>Stands for the world outside the network.</summary>
    public const int Outside = -1;

    /// <summary>Number of lagging stems.</summary>
    public int StemCount { get; }

    /// <summary>Slopes to the pressure of <see cref="From"/>, kg/s per Pa; not negative.</summary>
    public double[] SlopeFrom { get; }

    /// <summary>Slopes to the pressure of <see cref="To"/>, kg/s per Pa; not positive.</summary>
    public double[] SlopeTo { get; }

    /// <summary>Brings everything that follows time alone (moving actuators, demands) to a time.</summary>
    public abstract void SetTime(double seconds);

    /// <summary>
    /// Fills <see cref="TransientState.PointFlow"/>, the stems and the slopes at a state's pressures. A stem is
    /// <c>x = known + weight dx/dt</c> with <c>dx/dt = (wanted(p) - x)/tau</c>; weight 0 leaves it where it is.
    /// </summary>
    public abstract void Evaluate(TransientState state, double[] knownStem, double weight);

    /// <summary>Fills the stems' rates at a state's pressures, 1/s.</summary>
    public abstract void StemRates(TransientState state);

    /// <summary>Adds up what leaves the network, and what was wanted and not supplied, kg/s.</summary>
    public abstract void Sum(TransientState state);
}
