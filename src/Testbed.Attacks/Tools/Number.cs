using System.Globalization;

namespace Testbed.Attacks;

/// <summary>Numbers as text, culture invariant.</summary>
internal static class Number
{
    /// <summary>An engineering value as typed on a console.</summary>
    public static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
