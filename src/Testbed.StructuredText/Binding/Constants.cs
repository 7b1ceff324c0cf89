namespace Testbed.StructuredText;

/// <summary>Expressions that must be known when compiling: bounds, labels, lengths, intervals, initial values.</summary>
internal static class Constants
{
    /// <summary>A value of a type; null after a message.</summary>
    public static object? Typed(Model model, Pou? scope, ExpressionSyntax syntax, StType type)
    {
        var operand = new ExpressionBinder(model, scope).BindTo(syntax, type);
        return operand.IsBad ? null : operand.Constant ?? NotConstant(model, syntax);
    }

    /// <summary>An integer within limits; null after a message.</summary>
    public static Int128? Integer(Model model, Pou? scope, ExpressionSyntax syntax, Int128 low, Int128 high)
    {
        var operand = new ExpressionBinder(model, scope).Bind(syntax);
        if (operand.IsBad)
        {
            return null;
        }

        if (operand.Constant is null)
        {
            NotConstant(model, syntax);
            return null;
        }

        if (operand.Constant is bool || Folding.AsInteger(operand.Constant) is not { } value || operand.Elementary is not ({ IsInteger: true } or { IsBitString: true }))
        {
            model.Sink.Error(StCodes.TypeMismatch, syntax.Span, $"{operand.Type.Name} where an integer is wanted");
            return null;
        }

        if (value < low || value > high)
        {
            model.Sink.Error(StCodes.ValueOutOfRange, syntax.Span, $"{value} is outside of {low}..{high}");
            return null;
        }

        return value;
    }

    private static object? NotConstant(Model model, ExpressionSyntax syntax)
    {
        model.Sink.Error(StCodes.NotConstant, syntax.Span, "the value must be known when compiling", "use literals and variables declared CONSTANT");
        return null;
    }
}
