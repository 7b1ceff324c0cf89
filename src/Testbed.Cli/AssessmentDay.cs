using System.Globalization;

namespace Testbed.Cli;

/// <summary>The day of <c>--as-of</c>, against which declarations expire.</summary>
internal static class AssessmentDay
{
    public const string Format = "yyyy-MM-dd";

    /// <summary>The day that was named, else today.</summary>
    public static DateOnly Of(string? text) => text is null
        ? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)
        : DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UserErrorException($"--as-of takes a day such as 2026-11-23, not '{text}'.");
}
