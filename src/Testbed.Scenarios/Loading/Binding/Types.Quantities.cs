using System.Globalization;
using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>Quantities with units, addresses and ranges.</summary>
internal static partial class Types
{
    private const double HighestPressureBar = 100;

    private static readonly (string Unit, double Seconds)[] DurationUnits = [("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600), ("d", 86400)];

    /// <summary>A duration above zero.</summary>
    public static ScalarType<TimeSpan> Duration { get; } = DurationFrom(false);

    /// <summary>A duration that may be zero.</summary>
    public static ScalarType<TimeSpan> DurationOrZero { get; } = DurationFrom(true);

    /// <summary>A gauge pressure with unit, in bar.</summary>
    public static ScalarType<double> Pressure { get; } = new(
        "a pressure with unit", 1, ParsePressure, () => Schema("string", "pattern", "^[0-9.]+ ?(bar|mbar)$"));

    /// <summary>A plant address.</summary>
    public static ScalarType<string> Address { get; } = new("an IPv4 address", "", ParseAddress, () => Schema("string", "format", "ipv4"));

    /// <summary>One number or a range <c>a-b</c> in 0..65535.</summary>
    public static ScalarType<(int First, int Last)> Range { get; } = new("a number or a range such as 100-101", (0, 0), ParseRange, () => new JsonObject
    {
        ["anyOf"] = new JsonArray(Schema("integer", "minimum", 0, "maximum", 65535), Schema("string", "pattern", "^[0-9]+ ?- ?[0-9]+$")),
    });

    /// <summary>A number that must be above zero.</summary>
    public static ScalarType<double> Positive(string what) => NumberType("a number",
        v => v > 0 ? null : new(DiagnosticCodes.NotPositive, FormattableString.Invariant($"the {what} must be above 0, is {v}")),
        () => Schema("number", "exclusiveMinimum", 0));

    /// <summary>A percentage above zero (or from zero) up to a highest one.</summary>
    public static ScalarType<double> Percent(string what, double max, bool orZero = false) => NumberType("a percentage",
        v => (v > 0 || (orZero && v == 0)) && v <= max ? null
            : new(DiagnosticCodes.PercentOutOfRange, FormattableString.Invariant($"the {what} must lie {(orZero ? "in" : "above")} 0..{max} %, is {v}")),
        () => Schema("number", orZero ? "minimum" : "exclusiveMinimum", 0, "maximum", max));

    /// <summary>A number within bounds.</summary>
    public static ScalarType<double> Between(double min, double max, string what, string code = DiagnosticCodes.OutOfRange) => NumberType("a number",
        v => v >= min && v <= max ? null : new(code, FormattableString.Invariant($"the {what} must lie in {min}..{max}, is {v}")),
        () => Schema("number", "minimum", min, "maximum", max));

    private static ScalarType<double> NumberType(string expected, Func<double, ScalarProblem?> check, Func<JsonObject> schema) => new(
        expected, 1, (YamlScalar s, out double value) =>
        {
            if (!s.Plain || !TryNumber(s.Value, out value))
            {
                value = 1;
                return new(DiagnosticCodes.WrongType, $"expected {expected}, found {s.Describe}");
            }

            return check(value);
        }, schema);

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);

    private static ScalarType<TimeSpan> DurationFrom(bool orZero) => new(
        "a duration", TimeSpan.FromSeconds(1), (YamlScalar s, out TimeSpan value) =>
        {
            value = default;
            var (unit, seconds) = DurationUnits.FirstOrDefault(u => s.Value.EndsWith(u.Unit, StringComparison.Ordinal));
            if (unit is null || !TryNumber(s.Value[..^unit.Length].Trim(), out var number))
            {
                return new(DiagnosticCodes.BadDuration, $"{s.Describe} is no duration", "write a number and ms, s, min, h or d, such as 250ms or 10min");
            }

            var total = number * seconds;
            if (total < 0 || (total == 0 && !orZero) || total > 400 * 86400d)
            {
                return new(DiagnosticCodes.BadDuration, $"the duration {s.Describe} is out of range", orZero ? "0 s to 400 d" : "above 0, up to 400 d");
            }

            value = TimeSpan.FromMilliseconds(Math.Round(total * 1000));
            return null;
        }, () => Schema("string", "pattern", "^[0-9.]+ ?(ms|s|min|h|d)$"));

    private static ScalarProblem? ParsePressure(YamlScalar s, out double value)
    {
        var mbar = s.Value.EndsWith("mbar", StringComparison.Ordinal);
        var text = s.Value.EndsWith("bar", StringComparison.Ordinal) ? s.Value[..^(mbar ? 4 : 3)].Trim() : null;
        if (text is null || !TryNumber(text, out value))
        {
            value = 1;
            return new(DiagnosticCodes.PressureOutOfRange, $"{s.Describe} is no pressure with unit",
                "write a number and bar or mbar, such as 8.60 bar or 20 mbar");
        }

        value = mbar ? value / 1000 : value;
        return value is > 0 and <= HighestPressureBar ? null
            : new(DiagnosticCodes.PressureOutOfRange, $"the pressure {s.Describe} is outside 0..100 bar",
                "gauge pressures of gas networks lie above 0 and below 100 bar");
    }

    private static ScalarProblem? ParseAddress(YamlScalar s, out string value)
    {
        value = s.Value;
        var parts = s.Value.Split('.');
        var valid = parts.Length == 4 && parts.All(p => p.Length is >= 1 and <= 3 && p.All(char.IsAsciiDigit)
            && int.Parse(p, CultureInfo.InvariantCulture) <= 255 && (p == "0" || p[0] != '0'));
        return valid ? null : new(DiagnosticCodes.BadAddress, $"{s.Describe} is no IPv4 address", "write four numbers 0..255, such as 10.5.0.11");
    }

    private static ScalarProblem? ParseRange(YamlScalar s, out (int First, int Last) value)
    {
        value = default;
        var parts = s.Value.Split('-');
        if (parts.Length > 2 || !int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            return new(DiagnosticCodes.WrongType, $"expected a number or a range such as 100-101, found {s.Describe}");
        }

        var last = first;
        if (parts.Length == 2 && !int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out last))
        {
            return new(DiagnosticCodes.WrongType, $"expected a number or a range such as 100-101, found {s.Describe}");
        }

        value = (first, last);
        return first <= last && last <= 65535 ? null : new(DiagnosticCodes.BadRange, $"the range {s.Describe} must rise and stay within 0..65535");
    }
}
