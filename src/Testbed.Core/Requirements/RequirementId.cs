using System.Globalization;

namespace Testbed.Core;

/// <summary>
/// The identifier of a system requirement or requirement enhancement of IEC 62443-3-3, written <c>SR 5.2 RE 1</c>.
/// Orders numerically (SR 1.2 before SR 1.10). Immutable.
/// </summary>
public readonly record struct RequirementId : IComparable<RequirementId>
{
    private RequirementId(int fr, int number, int enhancement) => (Fr, Number, Enhancement) = (fr, number, enhancement);

    /// <summary>The FR number, 1..7.</summary>
    public int Fr { get; }

    /// <summary>The SR number inside the FR, from 1.</summary>
    public int Number { get; }

    /// <summary>The enhancement number, 0 for the base requirement.</summary>
    public int Enhancement { get; }

    /// <summary>The foundational requirement.</summary>
    public FoundationalRequirement FoundationalRequirement => (FoundationalRequirement)Fr;

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static RequirementId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no requirement id such as 'SR 5.2 RE 1'.");

    /// <summary>Reads <c>SR 5.2</c> or <c>SR 5.2 RE 1</c>.</summary>
    public static bool TryParse(string? text, out RequirementId id)
    {
        id = default;
        var parts = (text ?? "").Split(' ');
        if (parts.Length is not (2 or 4) || parts[0] != "SR" || (parts.Length == 4 && parts[2] != "RE"))
        {
            return false;
        }

        var numbers = parts[1].Split('.');
        var enhancement = 0;
        if (numbers.Length != 2 || !TryNumber(numbers[0], out var fr) || !TryNumber(numbers[1], out var number)
            || fr > 7 || (parts.Length == 4 && !TryNumber(parts[3], out enhancement)))
        {
            return false;
        }

        id = new(fr, number, enhancement);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(RequirementId other) => (Fr, Number, Enhancement).CompareTo((other.Fr, other.Number, other.Enhancement));

    public static bool operator <(RequirementId a, RequirementId b) => a.CompareTo(b) < 0;

    public static bool operator >(RequirementId a, RequirementId b) => a.CompareTo(b) > 0;

    public static bool operator <=(RequirementId a, RequirementId b) => a.CompareTo(b) <= 0;

    public static bool operator >=(RequirementId a, RequirementId b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Enhancement == 0
        ? string.Create(CultureInfo.InvariantCulture, $"SR {Fr}.{Number}")
        : string.Create(CultureInfo.InvariantCulture, $"SR {Fr}.{Number} RE {Enhancement}");

    private static bool TryNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
