namespace Testbed.StructuredText;

/// <summary>The elementary types (table 10). Order within a group is by width.</summary>
internal enum Elementary
{
    Bool,
    Byte,
    Word,
    DWord,
    LWord,
    SInt,
    Int,
    DInt,
    LInt,
    USInt,
    UInt,
    UDInt,
    ULInt,
    Real,
    LReal,
    Time,
    LTime,
    Date,
    LDate,
    TimeOfDay,
    LTimeOfDay,
    DateAndTime,
    LDateAndTime,
    Char,
    WChar,
}

/// <summary>
/// An elementary type. Durations are nanoseconds, dates nanoseconds since 1970-01-01, times of day nanoseconds since midnight, all in 64 bits, the long and the
/// short forms alike (the width of TIME and DATE is the implementer's to choose, table 10). One instance each.
/// </summary>
internal sealed class ElementaryType : StType
{
    private static readonly (Elementary Kind, string Name, string? Other, Type Clr)[] Table =
    [
        (Elementary.Bool, "BOOL", null, typeof(bool)), (Elementary.Byte, "BYTE", null, typeof(byte)), (Elementary.Word, "WORD", null, typeof(ushort)),
        (Elementary.DWord, "DWORD", null, typeof(uint)), (Elementary.LWord, "LWORD", null, typeof(ulong)), (Elementary.SInt, "SINT", null, typeof(sbyte)),
        (Elementary.Int, "INT", null, typeof(short)), (Elementary.DInt, "DINT", null, typeof(int)), (Elementary.LInt, "LINT", null, typeof(long)),
        (Elementary.USInt, "USINT", null, typeof(byte)), (Elementary.UInt, "UINT", null, typeof(ushort)), (Elementary.UDInt, "UDINT", null, typeof(uint)),
        (Elementary.ULInt, "ULINT", null, typeof(ulong)), (Elementary.Real, "REAL", null, typeof(float)), (Elementary.LReal, "LREAL", null, typeof(double)),
        (Elementary.Time, "TIME", null, typeof(long)), (Elementary.LTime, "LTIME", null, typeof(long)), (Elementary.Date, "DATE", null, typeof(long)),
        (Elementary.LDate, "LDATE", null, typeof(long)), (Elementary.TimeOfDay, "TIME_OF_DAY", "TOD", typeof(long)), (Elementary.LTimeOfDay, "LTIME_OF_DAY", "LTOD", typeof(long)),
        (Elementary.DateAndTime, "DATE_AND_TIME", "DT", typeof(long)), (Elementary.LDateAndTime, "LDATE_AND_TIME", "LDT", typeof(long)),
        (Elementary.Char, "CHAR", null, typeof(byte)), (Elementary.WChar, "WCHAR", null, typeof(ushort)),
    ];

    private static readonly ElementaryType[] Instances = [.. Table.Select(t => new ElementaryType(t.Kind, t.Name, t.Clr))];

    private static readonly Dictionary<string, ElementaryType> ByName = Table
        .SelectMany(t => new[] { t.Name, t.Other }.OfType<string>().Select(n => (n, Instances[(int)t.Kind]))).ToDictionary(p => p.n, p => p.Item2, StringComparer.OrdinalIgnoreCase);

    private ElementaryType(Elementary kind, string name, Type clr)
    {
        (Kind, Name, ClrType) = (kind, name, clr);
        Size = Type.GetTypeCode(clr) switch
        {
            TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
            TypeCode.Int16 or TypeCode.UInt16 => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            _ => 8,
        };
    }

    public Elementary Kind { get; }

    public override string Name { get; }

    public override int Size { get; }

    public override Type ClrType { get; }

    /// <summary>BOOL, BYTE, WORD, DWORD, LWORD.</summary>
    public bool IsBitString => Kind <= Elementary.LWord;

    /// <summary>SINT to ULINT.</summary>
    public bool IsInteger => Kind is >= Elementary.SInt and <= Elementary.ULInt;

    /// <summary>SINT to LINT.</summary>
    public bool IsSigned => Kind is >= Elementary.SInt and <= Elementary.LInt;

    /// <summary>REAL, LREAL.</summary>
    public bool IsReal => Kind is Elementary.Real or Elementary.LReal;

    /// <summary>Integers and reals.</summary>
    public bool IsNumber => IsInteger || IsReal;

    /// <summary>TIME, LTIME.</summary>
    public bool IsDuration => Kind is Elementary.Time or Elementary.LTime;

    /// <summary>DATE to LDATE_AND_TIME.</summary>
    public bool IsDate => Kind is >= Elementary.Date and <= Elementary.LDateAndTime;

    public static ElementaryType Of(Elementary kind) => Instances[(int)kind];

    /// <summary>By keyword, long or short, without case; null when there is none.</summary>
    public static ElementaryType? Find(string name) => ByName.GetValueOrDefault(name);
}
