using System.Buffers.Binary;
using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>IS_VALID (neither infinite nor NaN), IS_VALID_BCD (6.6.2.5.15), and the order of bytes (6.6.2.5.14). Programs live in little endian memory, so
/// TO_LITTLE_ENDIAN changes nothing.</summary>
internal static class ValidationFunctions
{
    private static readonly string[] Inputs = ["IN"];
    private static readonly ElementaryType Bool = ElementaryType.Of(Elementary.Bool);

    public static IEnumerable<StandardFunction> All() =>
    [
        Define.Uniform("IS_VALID", Inputs, false, "ANY_REAL", Any.Real, (_, a) => Define.Call((Func<double, bool>)double.IsFinite, Wide(a[0])), Bool),
        Define.Uniform("IS_VALID_BCD", Inputs, false, "ANY_BIT", IsField,
            (_, a) => Define.Call((Func<ulong, bool>)BcdFunctions.IsBcd, Expression.Convert(a[0], typeof(ulong))), Bool),
        Order("TO_BIG_ENDIAN", true), Order("BIG_ENDIAN_TO", true), Order("TO_LITTLE_ENDIAN", false), Order("LITTLE_ENDIAN_TO", false),
    ];

    private static StandardFunction Order(string name, bool isReversed) =>
        Define.Uniform(name, Inputs, false, "ANY_BIT", t => Any.Int(t) || IsField(t), (type, a) => isReversed ? Reversed(type, a[0]) : a[0]);

    private static Expression Reversed(StType type, Expression value) => type.Size switch
    {
        1 => value,
        2 => Expression.Convert(Define.Call((Func<ushort, ushort>)BinaryPrimitives.ReverseEndianness, Expression.Convert(value, typeof(ushort))), type.ClrType),
        4 => Expression.Convert(Define.Call((Func<uint, uint>)BinaryPrimitives.ReverseEndianness, Expression.Convert(value, typeof(uint))), type.ClrType),
        _ => Expression.Convert(Define.Call((Func<ulong, ulong>)BinaryPrimitives.ReverseEndianness, Expression.Convert(value, typeof(ulong))), type.ClrType),
    };

    private static bool IsField(StType type) => type is ElementaryType { IsBitString: true, Kind: not Elementary.Bool };

    private static Expression Wide(Expression value) => value.Type == typeof(double) ? value : Expression.Convert(value, typeof(double));
}
