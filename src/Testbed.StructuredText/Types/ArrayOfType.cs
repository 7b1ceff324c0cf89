namespace Testbed.StructuredText;

/// <summary>The subrange of one dimension.</summary>
internal readonly record struct ArrayBound(long Low, long High)
{
    public long Count => High - Low + 1;
}

/// <summary>An array (6.4.4.5). Elements lie one after the other, the last index fastest.</summary>
internal sealed class ArrayOfType : StType
{
    private readonly Lazy<byte[]?> _image;

    public ArrayOfType(IReadOnlyList<ArrayBound> bounds, StType element, byte[]? elementImage)
    {
        (Bounds, Element) = (bounds, element);
        Count = (int)bounds.Aggregate(1L, (n, b) => n * b.Count);
        Name = $"ARRAY[{string.Join(", ", bounds.Select(b => $"{b.Low}..{b.High}"))}] OF {element.Name}";
        _image = new(() => Repeat(elementImage, element.Size, Count));
    }

    public IReadOnlyList<ArrayBound> Bounds { get; }

    public StType Element { get; }

    /// <summary>Elements of all dimensions.</summary>
    public int Count { get; }

    public override string Name { get; }

    public override int Size => Count * Element.Size;

    public override int Alignment => Element.Alignment;

    public override Type ClrType => typeof(int);

    public override byte[]? Image => _image.Value;

    private static byte[]? Repeat(byte[]? image, int size, int count)
    {
        if (image is null)
        {
            return null;
        }

        var all = new byte[size * count];
        for (var i = 0; i < count; i++)
        {
            image.CopyTo(all, i * size);
        }

        return all;
    }
}
