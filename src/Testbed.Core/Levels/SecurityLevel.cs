using System.Globalization;

namespace Testbed.Core;

/// <summary>
/// A security level 0..4 of IEC 62443-3-3, or "not assessed", which prints as <c>-</c> and orders below 0.
/// Immutable; <c>default</c> is not assessed.
/// </summary>
public readonly record struct SecurityLevel : IComparable<SecurityLevel>
{
    private readonly byte _plusOne;

    private SecurityLevel(int level) => _plusOne = (byte)(level + 1);

    /// <summary>Nothing decided the level: below SL 0.</summary>
    public static SecurityLevel NotAssessed => default;

    /// <summary>True unless the level is <see cref="NotAssessed"/>.</summary>
    public bool IsAssessed => _plusOne != 0;

    /// <summary>The level 0..4.</summary>
    /// <exception cref="InvalidOperationException">The level is <see cref="NotAssessed"/>.</exception>
    public int Value => IsAssessed ? _plusOne - 1 : throw new InvalidOperationException("The level was not assessed.");

    /// <summary>Makes a level from 0..4.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is outside 0..4.</exception>
    public static SecurityLevel Of(int level) =>
        level is >= 0 and <= 4 ? new(level) : throw new ArgumentOutOfRangeException(nameof(level), level, "A security level is 0 to 4.");

    /// <summary>Reads <c>0</c>..<c>4</c> or <c>-</c>.</summary>
    public static bool TryParse(string? text, out SecurityLevel level)
    {
        level = default;
        if (text == "-")
        {
            return true;
        }

        if (text is not { Length: 1 } || text[0] is < '0' or > '4')
        {
            return false;
        }

        level = new(text[0] - '0');
        return true;
    }

    /// <summary>The lower of two levels; not assessed is the lowest.</summary>
    public static SecurityLevel Min(SecurityLevel a, SecurityLevel b) => a._plusOne <= b._plusOne ? a : b;

    /// <inheritdoc/>
    public int CompareTo(SecurityLevel other) => _plusOne.CompareTo(other._plusOne);

    public static bool operator <(SecurityLevel a, SecurityLevel b) => a._plusOne < b._plusOne;

    public static bool operator >(SecurityLevel a, SecurityLevel b) => a._plusOne > b._plusOne;

    public static bool operator <=(SecurityLevel a, SecurityLevel b) => a._plusOne <= b._plusOne;

    public static bool operator >=(SecurityLevel a, SecurityLevel b) => a._plusOne >= b._plusOne;

    /// <inheritdoc/>
    public override string ToString() => IsAssessed ? Value.ToString(CultureInfo.InvariantCulture) : "-";
}
