namespace Testbed.StructuredText;

/// <summary>A declared variable with its place.</summary>
internal sealed record Variable(string Name, SourceSpan Span, VarSection Section, StType Type)
{
    /// <summary>What <see cref="Offset"/> counts from.</summary>
    public Home Home { get; init; }

    public int Offset { get; init; }

    /// <summary>Bit of its byte for a located BOOL, else -1.</summary>
    public int Bit { get; init; } = -1;

    public DirectAddress? Address { get; init; }

    public bool IsConstant { get; init; }

    /// <summary>Elementary value of a constant.</summary>
    public object? Constant { get; init; }

    /// <summary>RETAIN, NON_RETAIN or neither.</summary>
    public bool? IsRetain { get; init; }

    public EdgeKind Edge { get; init; }

    /// <summary>For an input with edge detection: what the body reads (1 byte); the byte behind is the level before.</summary>
    public int EdgeOffset { get; init; }

    /// <summary>Null for zeros.</summary>
    public byte[]? Initial { get; init; }

    /// <summary>Declared with an incomplete address (<c>AT %I*</c>): what is at <see cref="Offset"/> refers to a place of VAR_CONFIG, or to <see cref="OwnOffset"/>.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>For one with an incomplete address: where its value is when nothing gives it a place.</summary>
    public int OwnOffset { get; init; }

    /// <summary>Holds a reference, not a value.</summary>
    public bool IsReference => Section == VarSection.InOut || IsIncomplete || Type is OpenArrayType;

    /// <summary>Bytes it takes where it is declared.</summary>
    public int Size => IsReference ? sizeof(int) : Type.Size;
}

/// <summary>Where a variable lives.</summary>
internal enum Home
{
    /// <summary>In the instance of a program or block.</summary>
    Instance,

    /// <summary>In the unit's static frame: everything of a function, temporary variables.</summary>
    Frame,

    /// <summary>At a fixed place in memory.</summary>
    Global,

    /// <summary>In the area of inputs, outputs or markers.</summary>
    Area,
}
