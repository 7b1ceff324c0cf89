namespace Testbed.StructuredText;

/// <summary>
/// An array whose bounds the caller decides (<c>ARRAY[*]</c>, 6.5.3), as parameters are. Where it is declared stand the offset of the array and then the bounds of each dimension, 32 bits each.
/// </summary>
internal sealed class OpenArrayType(StType element, int dimensions) : StType
{
    public StType Element => element;

    public int Dimensions => dimensions;

    public override string Name => $"ARRAY[{string.Join(", ", Enumerable.Repeat("*", dimensions))}] OF {element.Name}";

    public override int Size => BoundsAt(dimensions);

    public override int Alignment => sizeof(int);

    public override Type ClrType => typeof(int);

    /// <summary>Where the bounds of a dimension are.</summary>
    public static int BoundsAt(int dimension) => sizeof(int) + (2 * sizeof(int) * dimension);

    /// <summary>Whether an array can stand for it.</summary>
    public bool Takes(StType other) => (other is ArrayOfType array && array.Bounds.Count == dimensions && Same(array.Element, element)
            && array.Bounds.All(b => b.Low >= int.MinValue && b.High <= int.MaxValue))
        || (other is OpenArrayType open && open.Dimensions == dimensions && Same(open.Element, element));
}
