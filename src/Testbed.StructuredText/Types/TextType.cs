namespace Testbed.StructuredText;

/// <summary>
/// STRING or WSTRING of at most <paramref name="maxLength"/> characters (default 80 would be short for messages: 254). In memory two bytes of length, then the characters, one byte each
/// (ISO 8859-1) or two. An expression of it is a .NET string.
/// </summary>
internal sealed class TextType(bool isWide, int maxLength) : StType
{
    /// <summary>Length where none is written.</summary>
    public const int DefaultLength = 254;

    public bool IsWide => isWide;

    public int MaxLength => maxLength;

    public override string Name => $"{(isWide ? "WSTRING" : "STRING")}{(maxLength == DefaultLength ? "" : $"[{maxLength}]")}";

    public override int Size => 2 + (maxLength * (isWide ? 2 : 1));

    public override Type ClrType => typeof(string);
}
