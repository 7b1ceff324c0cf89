namespace Testbed.StructuredText;

/// <summary>
/// A type after binding. Every type has a fixed size, because all memory of a program is one block of bytes: a variable is an offset in it, a reference (VAR_IN_OUT, a block's
/// <c>this</c>) an offset at run time. Immutable.
/// </summary>
internal abstract class StType
{
    /// <summary>As shown in messages, for example <c>ARRAY[1..3] OF INT</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes in memory.</summary>
    public abstract int Size { get; }

    /// <summary>What an expression of this type evaluates to; <see cref="int"/> (an offset) for arrays, structures and blocks.</summary>
    public abstract Type ClrType { get; }

    /// <summary>Bytes that a variable of it starts at a multiple of.</summary>
    public virtual int Alignment => Math.Clamp(Size, 1, 8);

    /// <summary>Its default initial value; null for zeros.</summary>
    public virtual byte[]? Image => null;

    /// <summary>What is computed with: the base of enumerations and subranges, else the type itself.</summary>
    public virtual StType Base => this;

    /// <summary>Whether it is copied as bytes: arrays, structures, blocks.</summary>
    public bool IsComposite => ClrType == typeof(int) && Base is not (ElementaryType or ReferenceType);

    /// <summary>Whether values of one may be assigned to the other without any conversion: arrays compare by shape, all else by identity (3.63: declared types are distinct).</summary>
    public static bool Same(StType a, StType b) =>
        ReferenceEquals(a, b)
        || (a is ArrayOfType x && b is ArrayOfType y && x.Bounds.SequenceEqual(y.Bounds) && Same(x.Element, y.Element))
        || (a is ReferenceType { IsNull: false } u && b is ReferenceType { IsNull: false } v && Same(u.Target, v.Target))
        || (a is TextType s && b is TextType t && s.IsWide == t.IsWide && s.MaxLength == t.MaxLength)
        || (a is RangeType r && b is RangeType q && r.Base == q.Base && r.Low == q.Low && r.High == q.High);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
