using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>An offset in memory: a part known when compiling, and one that is not (<paramref name="Dynamic"/>, an int; null when there is none).</summary>
internal readonly record struct Address(Expression? Dynamic, int Offset)
{
    public Expression Code => Dynamic is null ? Expression.Constant(Offset) : Offset == 0 ? Dynamic : Expression.Add(Dynamic, Expression.Constant(Offset));

    public static Address operator +(Address a, int offset) => a with { Offset = a.Offset + offset };

    public Address Plus(Expression dynamic) => this with { Dynamic = Dynamic is null ? dynamic : Expression.Add(Dynamic, dynamic) };
}

/// <summary>
/// Where a variable is and how it is read and written. <paramref name="Bit"/> is the bit of the byte for a BOOL that has no byte of its own, else -1; <paramref name="IsReference"/> says that the
/// address is a reference to a BOOL, which carries the bit. <paramref name="ReadOnly"/> says why it may not be written, or is null.
/// </summary>
internal sealed record Place(StType Type, Address At, int Bit = -1, bool IsReference = false, string? ReadOnly = null)
{
    /// <summary>
    /// An array behind a reference of which only the start is known to be in memory: other tools' pointers to arrays are pointers to arrays of any length. Its elements are checked one by one.
    /// </summary>
    public bool IsUnbounded { get; init; }

    /// <summary>The parameters and the variable that every body has.</summary>
    public static readonly ParameterExpression State = Expression.Parameter(typeof(PlcState), "state");

    /// <summary>Offset of the instance.</summary>
    public static readonly ParameterExpression Self = Expression.Parameter(typeof(int), "self");

    /// <summary>The memory of the state.</summary>
    public static readonly ParameterExpression Memory = Expression.Variable(typeof(byte[]), "memory");

    /// <summary>The value: of the CLR type of the type; the offset where it is composite.</summary>
    public Expression Read()
    {
        if (Type.IsComposite)
        {
            return At.Code;
        }

        if (Type is TextType text)
        {
            return Calls.ReadText(At.Code, text);
        }

        if (Type.ClrType == typeof(bool))
        {
            return IsReference ? Calls.ReadBoolReference(At.Code) : Bit < 0 ? Calls.ReadBool(At.Code) : Calls.ReadBit(At.Code, 1 << Bit);
        }

        return Calls.Read(Type.ClrType, At.Code);
    }

    /// <summary>Writes a value of the CLR type of the type; copies from an offset where it is composite. Checks subranges.</summary>
    public Expression Write(Expression value)
    {
        if (Type.IsComposite)
        {
            return Calls.Copy(At.Code, value, Type.Size);
        }

        if (Type is TextType text)
        {
            return Calls.WriteText(At.Code, value, text);
        }

        if (Type.ClrType == typeof(bool))
        {
            return IsReference ? Calls.WriteBoolReference(At.Code, value) : Bit < 0 ? Calls.WriteBool(At.Code, value) : Calls.WriteBit(At.Code, 1 << Bit, value);
        }

        return Calls.Write(Type.ClrType, At.Code, Type is RangeType range && value is not ConstantExpression ? Calls.InRange(value, range) : value);
    }

    /// <summary>What a VAR_IN_OUT gets.</summary>
    public Expression Reference() => IsUnbounded ? Calls.Follow(At.Code, Type.Size) : Bit < 0 ? At.Code : Expression.Or(At.Code, Expression.Constant((Bit + 1) << 24));
}
