using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Code of operators whose operands have one type already.</summary>
internal static class Operators
{
    private static readonly Dictionary<BinaryOperator, string> Symbols = new()
    {
        [BinaryOperator.Power] = "**", [BinaryOperator.Multiply] = "*", [BinaryOperator.Divide] = "/", [BinaryOperator.Modulo] = "MOD", [BinaryOperator.Add] = "+",
        [BinaryOperator.Subtract] = "-", [BinaryOperator.Less] = "<", [BinaryOperator.Greater] = ">", [BinaryOperator.LessOrEqual] = "<=", [BinaryOperator.GreaterOrEqual] = ">=",
        [BinaryOperator.Equal] = "=", [BinaryOperator.NotEqual] = "<>", [BinaryOperator.And] = "AND", [BinaryOperator.Xor] = "XOR", [BinaryOperator.Or] = "OR",
    };

    public static string Symbol(BinaryOperator @operator) => Symbols[@operator];

    public static bool IsComparison(BinaryOperator @operator) => @operator is >= BinaryOperator.Less and <= BinaryOperator.NotEqual;

    /// <summary>The bit string of an integer's width.</summary>
    public static ElementaryType BitsOf(ElementaryType integer) =>
        ElementaryType.Of(integer.Size switch { 1 => Elementary.Byte, 2 => Elementary.Word, 4 => Elementary.DWord, _ => Elementary.LWord });

    /// <summary>The unsigned integer of a bit string's width.</summary>
    public static ElementaryType NumberOf(ElementaryType bits) =>
        ElementaryType.Of(bits.Size switch { 1 => Elementary.USInt, 2 => Elementary.UInt, 4 => Elementary.UDInt, _ => Elementary.ULInt });

    /// <summary>The type in which .NET computes: 8 and 16 bits in 32.</summary>
    public static Type Wide(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte or TypeCode.Int16 or TypeCode.Byte or TypeCode.UInt16 => typeof(int),
        _ => type,
    };

    /// <summary>+ - * / MOD of two numbers of one type; integers wrap around.</summary>
    public static Operand Arithmetic(SourceSpan span, BinaryOperator @operator, Operand a, Operand b)
    {
        var type = a.Base;
        if (a.Constant is not null && b.Constant is not null && Folding.Binary(@operator, a.Constant, b.Constant) is { } folded)
        {
            return Operand.Of(span, type, folded);
        }

        var wide = Wide(type.ClrType);
        var (x, y) = (Calls.Widen(a.Code, wide), Calls.Widen(b.Code, wide));
        Expression code = @operator switch
        {
            BinaryOperator.Add => Expression.Add(x, y),
            BinaryOperator.Subtract => Expression.Subtract(x, y),
            BinaryOperator.Multiply => Expression.Multiply(x, y),
            BinaryOperator.Divide when IsPlainDivisor(b.Constant) => Expression.Divide(x, y),
            BinaryOperator.Modulo when IsPlainDivisor(b.Constant) => Expression.Modulo(x, y),
            BinaryOperator.Divide => Calls.Math(nameof(PlcMath.Divide), x, y),
            _ => Calls.Math(nameof(PlcMath.Modulo), x, y),
        };
        return new(span, type, Calls.Widen(code, type.ClrType));
    }

    public static Operand Logic(SourceSpan span, BinaryOperator @operator, Operand a, Operand b)
    {
        var type = a.Base;
        if (a.Constant is not null && b.Constant is not null && Folding.Binary(@operator, a.Constant, b.Constant) is { } folded)
        {
            return Operand.Of(span, type, folded);
        }

        if (type.ClrType == typeof(bool))
        {
            // The right side is not worked out where the left decides (7.3.2.2 leaves that to the implementer): a guard in front of an index guards it.
            return new(span, type, @operator switch
            {
                BinaryOperator.And => Expression.AndAlso(a.Code, b.Code),
                BinaryOperator.Or => Expression.OrElse(a.Code, b.Code),
                _ => Expression.NotEqual(a.Code, b.Code),
            });
        }

        var wide = Wide(type.ClrType);
        var (x, y) = (Calls.Widen(a.Code, wide), Calls.Widen(b.Code, wide));
        Expression code = @operator switch
        {
            BinaryOperator.And => Expression.And(x, y),
            BinaryOperator.Or => Expression.Or(x, y),
            _ => Expression.ExclusiveOr(x, y),
        };
        return new(span, type, Calls.Widen(code, type.ClrType));
    }

    public static Operand Compare(SourceSpan span, BinaryOperator @operator, Operand a, Operand b)
    {
        var type = ElementaryType.Of(Elementary.Bool);
        if (a.Constant is not null && b.Constant is not null && Folding.Binary(@operator, a.Constant, b.Constant) is { } folded)
        {
            return Operand.Of(span, type, folded);
        }

        var (x, y) = (Comparable(a), Comparable(b));
        if (x.Type == typeof(string))
        {
            x = Expression.Call(typeof(string).GetMethod(nameof(string.CompareOrdinal), [typeof(string), typeof(string)])!, x, y);
            y = Expression.Constant(0);
        }

        return new(span, type, @operator switch
        {
            BinaryOperator.Less => Expression.LessThan(x, y),
            BinaryOperator.Greater => Expression.GreaterThan(x, y),
            BinaryOperator.LessOrEqual => Expression.LessThanOrEqual(x, y),
            BinaryOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(x, y),
            BinaryOperator.Equal => Expression.Equal(x, y),
            _ => Expression.NotEqual(x, y),
        });
    }

    private static Expression Comparable(Operand operand)
    {
        if (operand.Code.Type == typeof(bool))
        {
            return operand.Code is ConstantExpression { Value: bool value }
                ? Expression.Constant(value ? 1 : 0) : Expression.Condition(operand.Code, Expression.Constant(1), Expression.Constant(0));
        }

        return Calls.Widen(operand.Code, Wide(operand.Code.Type));
    }

    // Neither zero nor the -1 whose quotient can overflow.
    private static bool IsPlainDivisor(object? constant) => constant switch
    {
        null => false,
        float v => v != 0,
        double v => v != 0,
        _ => Folding.AsInteger(constant) is { } v && v != 0 && v != -1,
    };
}
