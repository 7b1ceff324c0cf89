namespace Testbed.GasNetwork;

/// <summary>
/// A frozen copy of a twin's whole mutable state: pressures, flows, stems, actuators, timers, failures, totals, time of day. Immutable, thread safe,
/// comparable by content. It fits only a twin of the same model.
/// </summary>
public sealed class GasState : IEquatable<GasState>
{
    private readonly double[] _values;

    internal GasState(double[] values) => _values = (double[])values.Clone();

    /// <summary>Simulated time since the start, s.</summary>
    public double ElapsedSeconds => _values[0];

    /// <summary>The raw values, for writing a snapshot; see <see cref="FromValues"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Rebuilds a state from its <see cref="Values"/>; whether it fits is checked by <see cref="GasTwin.Restore"/>.</summary>
    public static GasState FromValues(ReadOnlySpan<double> values) => new(values.ToArray());

    internal void CopyTo(double[] target) => _values.CopyTo(target, 0);

    /// <summary>True when every value has the same bits.</summary>
    public bool Equals(GasState? other) =>
        other is not null && System.Runtime.InteropServices.MemoryMarshal.AsBytes(Values)
            .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(other.Values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GasState);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Values));
        return hash.ToHashCode();
    }
}
