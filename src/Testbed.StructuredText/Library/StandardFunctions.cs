using System.Collections.Frozen;

namespace Testbed.StructuredText;

/// <summary>The standard functions (6.6.2.5), by name without case.</summary>
internal static class StandardFunctions
{
    private static readonly FrozenDictionary<string, StandardFunction> ByName = new[]
    {
        ConversionFunctions.All(), TruncationFunctions.All(), BcdFunctions.All(), NumericFunctions.All(), ArithmeticFunctions.All(), BitFunctions.All(),
            SelectionFunctions.All(),
        ComparisonFunctions.All(), TextFunctions.All(), TimeFunctions.All(), DateFunctions.All(), ValidationFunctions.All(),
    }.SelectMany(f => f).ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names, in order.</summary>
    public static IEnumerable<string> Names => ByName.Values.Select(f => f.Name).Order(StringComparer.Ordinal);

    /// <summary>The function of a name; null when there is none.</summary>
    public static StandardFunction? Find(string name) => ByName.GetValueOrDefault(name);
}
