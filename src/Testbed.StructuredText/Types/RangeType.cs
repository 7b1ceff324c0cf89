namespace Testbed.StructuredText;

/// <summary>A subrange of an integer type (6.4.4.4): its values are those of the base; what is assigned is checked. The default initial value is the lower limit, as the standard has it.</summary>
internal sealed class RangeType : StType
{
    private readonly ElementaryType _base;

    public RangeType(string? name, ElementaryType @base, Int128 low, Int128 high)
    {
        (_base, Low, High) = (@base, low, high);
        Name = name ?? $"{@base.Name} ({low}..{high})";
        if (low != 0)
        {
            Image = new byte[Size];
            ConstantBytes.Write(Image, @base, Folding.FromInteger(low, @base)!);
        }
    }

    public Int128 Low { get; }

    public Int128 High { get; }

    public override string Name { get; }

    public override int Size => _base.Size;

    public override Type ClrType => _base.ClrType;

    public override byte[]? Image { get; }

    public override StType Base => _base;
}
