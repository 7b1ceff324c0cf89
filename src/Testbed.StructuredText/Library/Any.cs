namespace Testbed.StructuredText;

/// <summary>The generic types (6.4.3, figure 5) as conditions.</summary>
internal static class Any
{
    /// <summary>ANY_NUM.</summary>
    public static bool Num(StType type) => type is ElementaryType { IsNumber: true };

    /// <summary>ANY_INT.</summary>
    public static bool Int(StType type) => type is ElementaryType { IsInteger: true };

    /// <summary>ANY_REAL.</summary>
    public static bool Real(StType type) => type is ElementaryType { IsReal: true };

    /// <summary>ANY_BIT, with BOOL.</summary>
    public static bool Bit(StType type) => type is ElementaryType { IsBitString: true };

    /// <summary>ANY_MAGNITUDE: numbers and durations.</summary>
    public static bool Magnitude(StType type) => type is ElementaryType { IsNumber: true } or ElementaryType { IsDuration: true };

    /// <summary>ANY_ELEMENTARY; texts are elementary (6.4.2).</summary>
    public static bool Elementary(StType type) => type is ElementaryType or TextType;

    /// <summary>ANY_STRING: STRING and WSTRING.</summary>
    public static bool Text(StType type) => type is TextType;

    /// <summary>ANY.</summary>
    public static bool Type(StType type) => type is not null;
}
