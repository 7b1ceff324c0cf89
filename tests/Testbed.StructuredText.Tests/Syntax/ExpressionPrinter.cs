using System.Globalization;

namespace Testbed.StructuredText.Tests;

/// <summary>Writes an expression with no more parentheses than table 71 makes necessary: what the parser must read back as the same tree. Knows the precedences on its own.</summary>
internal static class ExpressionPrinter
{
    private const int Unary = 9;
    private const int Highest = 10;

    public static string Print(ExpressionSyntax expression) => expression switch
    {
        LiteralExpression literal => Literal(literal),
        NameExpression name => name.Name,
        EnumValueExpression value => $"{value.TypeName}#{value.Name}",
        MemberExpression member => $"{Print(member.Target)}.{member.Member.Text}",
        PartExpression { Size: 'X' } bit => $"{Print(bit.Target)}.{bit.Index}",
        PartExpression part => $"{Print(part.Target)}.%{part.Size}{part.Index}",
        IndexExpression index => $"{Print(index.Target)}[{string.Join(", ", index.Indices.Select(Print))}]",
        CallExpression call => $"{Print(call.Callee)}({string.Join(", ", call.Arguments.Select(Argument))})",
        UnaryExpression unary => $"{Sign(unary.Operator)} {Operand(unary.Operand, Unary)}",
        BinaryExpression binary => Binary(binary),
        _ => throw new ArgumentException(expression.GetType().Name),
    };

    private static string Binary(BinaryExpression binary)
    {
        var strength = StrengthOf(binary.Operator);
        return $"{Operand(binary.Left, strength)} {Sign(binary.Operator)} {Operand(binary.Right, strength + 1)}";
    }

    private static string Operand(ExpressionSyntax operand, int needed)
    {
        var strength = operand switch { BinaryExpression binary => StrengthOf(binary.Operator), UnaryExpression => Unary, _ => Highest };
        return strength < needed ? $"({Print(operand)})" : Print(operand);
    }

    private static string Argument(ArgumentSyntax argument) =>
        argument.Name is null ? Print(argument.Value!)
        : $"{(argument.IsNegated ? "NOT " : "")}{argument.Name.Text} {(argument.IsOutput ? "=>" : ":=")} {(argument.Value is null ? "" : Print(argument.Value))}";

    private static int StrengthOf(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.Xor => 2,
        BinaryOperator.And => 3,
        BinaryOperator.Equal or BinaryOperator.NotEqual => 4,
        BinaryOperator.Less or BinaryOperator.Greater or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual => 5,
        BinaryOperator.Add or BinaryOperator.Subtract => 6,
        BinaryOperator.Power => 8,
        _ => 7,
    };

    private static string Sign(BinaryOperator sign) =>
        new[] { "**", "*", "/", "MOD", "+", "-", "<", ">", "<=", ">=", "=", "<>", "AND", "XOR", "OR" }[(int)sign];

    private static string Sign(UnaryOperator sign) => new[] { "-", "+", "NOT" }[(int)sign];

    private static string Literal(LiteralExpression literal)
    {
        var prefix = literal.TypeName is null ? "" : $"{literal.TypeName}#";
        return literal.Value switch
        {
            bool value => prefix + (value ? "TRUE" : "FALSE"),
            double value => prefix + Real(value.ToString("R", CultureInfo.InvariantCulture)),
            long nanoseconds => $"{prefix}{nanoseconds}ns",
            string text => prefix + (literal.Kind == LiteralKind.WideString ? $"\"{Escaped(text, "$\"", 4)}\"" : $"'{Escaped(text, "$'", 2)}'"),
            var number => prefix + Convert.ToString(number, CultureInfo.InvariantCulture),
        };
    }

    private static string Real(string digits) => digits.AsSpan().ContainsAny('.', 'E') ? digits : $"{digits}.0";

    private static string Escaped(string text, string marked, int digits) => string.Concat(text.Select(c =>
        marked.Contains(c, StringComparison.Ordinal) ? $"${c}" : c < ' ' ? $"${((int)c).ToString($"X{digits}", CultureInfo.InvariantCulture)}" : c.ToString()));
}
