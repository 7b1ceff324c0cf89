using System.Diagnostics.CodeAnalysis;

namespace Testbed.Core;

/// <summary>One security level per foundational requirement, written <c>{2 2 3 1 3 2 2}</c>. Immutable, value equality.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A vector of levels, not a general collection.")]
public sealed class SlVector : IEquatable<SlVector>
{
    private readonly SecurityLevel[] _levels;

    private SlVector(SecurityLevel[] levels) => _levels = levels;

    /// <summary>All seven entries not assessed.</summary>
    public static SlVector NotAssessed { get; } = Uniform(SecurityLevel.NotAssessed);

    /// <summary>The level of one FR.</summary>
    public SecurityLevel this[FoundationalRequirement fr] => _levels[(int)fr - 1];

    /// <summary>Makes a vector of seven levels in the order of the FRs.</summary>
    /// <exception cref="ArgumentException">There are not exactly seven.</exception>
    public static SlVector Of(IEnumerable<SecurityLevel> levels)
    {
        var array = levels.ToArray();
        return array.Length == 7 ? new(array) : throw new ArgumentException("An SL vector has seven entries.", nameof(levels));
    }

    /// <summary>Makes a vector of seven levels 0..4.</summary>
    public static SlVector Of(params int[] levels) => Of(levels.Select(SecurityLevel.Of));

    /// <summary>The same level for every FR.</summary>
    public static SlVector Uniform(SecurityLevel level) => new([.. Enumerable.Repeat(level, 7)]);

    /// <summary>Makes a vector by asking for each FR.</summary>
    public static SlVector From(Func<FoundationalRequirement, SecurityLevel> level) =>
        new([.. FoundationalRequirements.All.Select(level)]);

    /// <summary>Element-wise minimum; not assessed is lowest.</summary>
    public static SlVector Min(SlVector a, SlVector b) => From(fr => SecurityLevel.Min(a[fr], b[fr]));

    /// <summary>A copy with one entry replaced.</summary>
    public SlVector With(FoundationalRequirement fr, SecurityLevel level) => From(f => f == fr ? level : this[f]);

    /// <summary>Reads <c>{2 2 3 1 3 2 2}</c>, with or without braces, commas allowed.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SlVector? vector)
    {
        vector = null;
        var parts = (text ?? "").Trim().Trim('{', '}').Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 7)
        {
            return false;
        }

        var levels = new SecurityLevel[7];
        for (var i = 0; i < 7; i++)
        {
            if (!SecurityLevel.TryParse(parts[i], out levels[i]))
            {
                return false;
            }
        }

        vector = new(levels);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(SlVector? other) => other is not null && _levels.AsSpan().SequenceEqual(other._levels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SlVector);

    /// <inheritdoc/>
    public override int GetHashCode() => _levels.Aggregate(17, (h, l) => (h * 31) + l.GetHashCode());

    /// <inheritdoc/>
    public override string ToString() => $"{{{string.Join(' ', _levels)}}}";
}
