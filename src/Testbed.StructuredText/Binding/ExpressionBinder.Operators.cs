using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Operators (table 71).</summary>
internal sealed partial class ExpressionBinder
{
    private const int MostOperands = 1000;

    private Operand Unary(UnaryExpression unary, StType? expected)
    {
        var operand = Bind(unary.Operand, expected);
        if (operand.IsBad)
        {
            return operand;
        }

        if (unary.Operator == UnaryOperator.Not)
        {
            return Not(unary, operand);
        }

        if (Conversions.IsBits(operand.Type) && unary.Operator == UnaryOperator.Negate && operand.Type.Size < 8)
        {
            // As an integer that holds the negative value.
            var signed = ElementaryType.Of(operand.Type.Size switch { 1 => Elementary.Int, 2 => Elementary.DInt, _ => Elementary.LInt });
            operand = Conversions.To(operand, signed, Sink);
        }

        if (operand.Elementary is not ({ IsNumber: true } or { IsDuration: true }) || operand.Type is EnumerationType)
        {
            return Fail(unary, StCodes.OperatorTypes, $"a sign does not go with {operand.Type.Name}");
        }

        if (unary.Operator == UnaryOperator.Plus)
        {
            return operand with { Span = unary.Span, Place = null };
        }

        if (operand.IsUntyped)
        {
            return Operand.Untyped(unary.Span, operand.Constant is Int128 integer ? -integer : -(double)operand.Constant!);
        }

        if (operand.Elementary is { IsInteger: true, IsSigned: false } type)
        {
            return Fail(unary, StCodes.OperatorTypes, $"{type.Name} has no negative values", "convert it to a signed type first");
        }

        var zero = Operand.Of(unary.Span, operand.Base, System.Convert.ChangeType(0, operand.Base.ClrType, null));
        return operand.Elementary!.IsReal && operand.Constant is null
            ? new(unary.Span, operand.Base, Expression.Negate(operand.Code))
            : Operators.Arithmetic(unary.Span, BinaryOperator.Subtract, zero, operand);
    }

    private Operand Not(UnaryExpression unary, Operand operand)
    {
        if (operand.Constant is Int128 literal && literal <= 1 && literal >= 0)
        {
            return Operand.Of(unary.Span, ElementaryType.Of(Elementary.Bool), literal == 0);
        }

        if (operand.IsUntyped || operand.Type is EnumerationType || operand.Elementary is not { } type || (!type.IsBitString && !type.IsInteger))
        {
            return Fail(unary, StCodes.OperatorTypes, $"NOT does not take {operand.Type.Name}");
        }

        if (type.IsInteger)
        {
            WarnOfBits(unary, type, "as a bit string");
        }

        var code = type.Kind == Elementary.Bool
            ? Expression.Not(operand.Code)
            : (Expression)Expression.Convert(Expression.Not(Calls.Widen(operand.Code, Operators.Wide(type.ClrType))), type.ClrType);
        return operand.Constant is not null && Folding.Run(code) is { } value ? Operand.Of(unary.Span, operand.Base, value) : new(unary.Span, operand.Base, code);
    }

    private Operand Binary(BinaryExpression binary, StType? expected)
    {
        // Long chains (a + b + c + ...) lean to the left: they are taken apart in a loop, so that their length costs no depth.
        var chain = new Stack<BinaryExpression>();
        ExpressionSyntax first = binary;
        while (first is BinaryExpression next)
        {
            chain.Push(next);
            first = next.Left;
        }

        if (chain.Count > MostOperands)
        {
            return Fail(binary, StCodes.NestedTooDeep, $"the expression has more than {MostOperands} operands in a row", "compute parts of it in statements of their own");
        }

        var isComparison = Operators.IsComparison(binary.Operator);
        var left = Bind(first, isComparison ? null : expected);
        while (chain.TryPop(out var next))
        {
            var right = Bind(next.Right, left.IsBad ? null : left.Type);
            left = left.IsBad || right.IsBad ? Operand.Bad(next.Span) : Binary(next, left, right);
        }

        return left;
    }

    private Operand Binary(BinaryExpression binary, Operand left, Operand right)
    {
        if (left.IsUntyped && right.IsUntyped)
        {
            if (Literals(binary, left, right) is { } literal)
            {
                return literal;
            }
        }

        if (binary.Operator == BinaryOperator.Divide)
        {
            CanFault = true;
            if (right.Constant is { } zero && IsZero(zero))
            {
                return Fail(binary, StCodes.ConstantZeroDivision, "this divides by zero");
            }
        }

        var result = References(binary, left, right) ?? binary.Operator switch
        {
            BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor => Logic(binary, left, right),
            BinaryOperator.Power => Power(binary, left, right),
            _ when Operators.IsComparison(binary.Operator) => Compare(binary, left, right),
            _ => TimeOperators.Bind(binary, left, right, Sink) ?? Arithmetic(binary, left, right),
        };
        return result ?? Refuse(binary, left, right);
    }

    private Operand? Arithmetic(BinaryExpression binary, Operand left, Operand right)
    {
        if (Conversions.Common(left, right) is not ElementaryType type || (!type.IsNumber && !Conversions.IsBits(type)) || (binary.Operator == BinaryOperator.Modulo && type.IsReal))
        {
            return null;
        }

        if (!type.IsNumber && IsBitsOrLiteral(left) && IsBitsOrLiteral(right))
        {
            WarnOfBits(binary, type, "as a number");
        }

        var (a, b) = (Conversions.To(left, type, Sink), Conversions.To(right, type, Sink));
        return a.IsBad || b.IsBad ? Operand.Bad(binary.Span) : Operators.Arithmetic(binary.Span, binary.Operator, a, b);
    }

    private Operand? Power(BinaryExpression binary, Operand left, Operand right)
    {
        if (left.Elementary is not { IsNumber: true } a || right.Elementary is not { IsNumber: true })
        {
            return null;
        }

        // IN1 is ANY_REAL (table 29); an integer is taken as LREAL, or REAL where REAL holds it.
        var type = a.IsReal ? a : ElementaryType.Of(a.Size <= 2 && !left.IsUntyped ? Elementary.Real : Elementary.LReal);
        var (x, y) = (Conversions.To(left, type, Sink), Conversions.To(right, ElementaryType.Of(Elementary.LReal), Sink));
        if (x.IsBad || y.IsBad)
        {
            return Operand.Bad(binary.Span);
        }

        var code = Calls.Math(nameof(PlcMath.Power), x.Code, y.Code);
        return x.Constant is not null && y.Constant is not null && Folding.Run(code) is { } value ? Operand.Of(binary.Span, type, value) : new(binary.Span, type, code);
    }

    private Operand? Logic(BinaryExpression binary, Operand left, Operand right)
    {
        var type = left.IsUntyped && right.IsUntyped ? ElementaryType.Of(Elementary.Bool) : Conversions.Common(left, right);
        if (type is not ElementaryType { IsReal: false, IsDate: false, IsDuration: false, Kind: not (Elementary.Char or Elementary.WChar) } bits)
        {
            return null;
        }

        if (bits.IsInteger)
        {
            WarnOfBits(binary, bits, "as a bit string");
        }

        var (a, b) = (Conversions.To(left, bits, Sink), Conversions.To(right, bits, Sink));
        return a.IsBad || b.IsBad ? Operand.Bad(binary.Span) : Operators.Logic(binary.Span, binary.Operator, a, b);
    }

    private Operand? Compare(BinaryExpression binary, Operand left, Operand right)
    {
        var isEquality = binary.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual;
        var type = Conversions.Common(left, right);
        if (type is null && (left.Type is EnumerationType || right.Type is EnumerationType) && left.Elementary is not null && right.Elementary is not null
            && (left.Type is not EnumerationType || right.Type is not EnumerationType))
        {
            type = ImplicitConversion.Common(left.Base, right.Base);
        }

        if (type is null or { IsComposite: true } || (type is EnumerationType && !isEquality && left.Type != right.Type))
        {
            return null;
        }

        var (a, b) = (Conversions.To(left, type, Sink), Conversions.To(right, type, Sink));
        return a.IsBad || b.IsBad ? Operand.Bad(binary.Span) : Operators.Compare(binary.Span, binary.Operator, a, b);
    }

    private Operand? Literals(BinaryExpression binary, Operand left, Operand right)
    {
        var (a, b) = left.Constant is double || right.Constant is double ? (Number(left.Constant!), Number(right.Constant!)) : (left.Constant!, right.Constant!);
        if (binary.Operator == BinaryOperator.Divide && IsZero(b))
        {
            return Fail(binary, StCodes.ConstantZeroDivision, "this divides by zero");
        }

        if (binary.Operator == BinaryOperator.Modulo && a is double)
        {
            return null;
        }

        return Folding.Binary(binary.Operator, a, b) switch
        {
            bool value => Operand.Of(binary.Span, ElementaryType.Of(Elementary.Bool), value),
            Int128 or double => Operand.Untyped(binary.Span, Folding.Binary(binary.Operator, a, b)!),
            _ => null,
        };
    }

    private Operand Refuse(BinaryExpression binary, Operand left, Operand right)
    {
        var fix = (left.Elementary, right.Elementary) switch
        {
            ({ IsInteger: true } a, { IsBitString: true, Kind: not Elementary.Bool } b) => $"convert one of them, for example with {b.Name}_TO_{a.Name}(...)",
            ({ IsBitString: true, Kind: not Elementary.Bool } a, { IsInteger: true } b) => $"convert one of them, for example with {a.Name}_TO_{b.Name}(...)",
            ({ IsInteger: true } a, { IsInteger: true } b) when binary.Operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor =>
                $"convert them, for example with {a.Name}_TO_{Operators.BitsOf(a).Name}(...)",
            ({ IsInteger: true } a, { IsInteger: true } b) when a != b => $"convert one of them, for example with {b.Name}_TO_{a.Name}(...)",
            _ => null,
        };
        return Fail(binary, StCodes.OperatorTypes, $"'{Operators.Symbol(binary.Operator)}' does not take {left.Type.Name} and {right.Type.Name}", fix);
    }

    private static bool IsBitsOrLiteral(Operand operand) => operand.IsUntyped || Conversions.IsBits(operand.Base);

    private void WarnOfBits(ExpressionSyntax at, ElementaryType type, string use) => Sink.Warning(
        StCodes.BitStringAsNumber, at.Span, $"{type.Name} is used {use}", type.IsInteger ? $"use {type.Name}_TO_{Operators.BitsOf(type).Name}(...)" : $"use {type.Name}_TO_{Operators.NumberOf(type).Name}(...)");

    private static object Number(object value) => value is Int128 integer ? (double)integer : value;

    private static bool IsZero(object value) => value switch
    {
        float v => v == 0,
        double v => v == 0,
        _ => Folding.AsInteger(value) == 0,
    };
}
