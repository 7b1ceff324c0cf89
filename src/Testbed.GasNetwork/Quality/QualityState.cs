using System.Runtime.InteropServices;

namespace Testbed.GasNetwork.Quality;

/// <summary>
/// A frozen copy of a tracker's whole state: parcels, nodes, totals, time. Immutable, thread safe, comparable by content. It fits only a tracker of the same
/// network and components.
/// </summary>
public sealed class QualityState : IEquatable<QualityState>
{
    private readonly double[] _values;

    private QualityState(double[] values) => _values = values;

    /// <summary>The raw values, for writing a snapshot; see <see cref="FromValues"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Rebuilds a state from its <see cref="Values"/>; whether it fits is checked by <see cref="QualityTracker.Restore"/>.</summary>
    public static QualityState FromValues(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>True when every value has the same bits.</summary>
    public bool Equals(QualityState? other) =>
        other is not null && MemoryMarshal.AsBytes(Values).SequenceEqual(MemoryMarshal.AsBytes(other.Values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QualityState);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(Values));
        return hash.ToHashCode();
    }
}
