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

    /// <inheritdoc/>
    public override string ToString() => Name;
}
