using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Arithmetic of durations, dates and times of day (table 30): sums and differences, a duration times or divided by a number. All are nanoseconds in 64 bits and wrap around; times of day stay
/// within their day.
/// </summary>
internal static class TimeOperators
{
    /// <summary>Null when the operator is not one of these.</summary>
    public static Operand? Bind(BinaryExpression binary, Operand left, Operand right, DiagnosticSink sink)
    {
        if (left.Elementary is not { } a || right.Elementary is not { } b || (!IsTime(a) && !IsTime(b)))
        {
            return null;
        }

        var span = binary.Span;
        switch (binary.Operator)
        {
            case BinaryOperator.Add or BinaryOperator.Subtract when a.IsDuration && b.IsDuration:
                return Sum(span, binary.Operator, left, right, a.Kind == Elementary.LTime || b.Kind == Elementary.LTime ? Elementary.LTime : Elementary.Time);
            case BinaryOperator.Add or BinaryOperator.Subtract when a.IsDate && b.IsDuration && a.Kind is not (Elementary.Date or Elementary.LDate):
                return Sum(span, binary.Operator, left, right, a.Kind);
            case BinaryOperator.Add when a.IsDuration && b.IsDate && b.Kind is not (Elementary.Date or Elementary.LDate):
                return Sum(span, binary.Operator, left, right, b.Kind);
            case BinaryOperator.Subtract when a.IsDate && b.IsDate && (ImplicitConversion.Exists(a, b) || ImplicitConversion.Exists(b, a)):
                var isLong = a.Name[0] == 'L' || b.Name[0] == 'L';
                return Sum(span, binary.Operator, left, right, isLong ? Elementary.LTime : Elementary.Time);
            case BinaryOperator.Multiply when a.IsDuration && b.IsNumber:
                return Scale(span, left, right, sink, isDivision: false);
            case BinaryOperator.Multiply when b.IsDuration && a.IsNumber:
                return Scale(span, right, left, sink, isDivision: false);
            case BinaryOperator.Divide when a.IsDuration && b.IsNumber:
                return Scale(span, left, right, sink, isDivision: true);
            default:
                return null;
        }
    }

    private static bool IsTime(ElementaryType type) => type.IsDuration || type.IsDate;

    private static Operand Sum(SourceSpan span, BinaryOperator @operator, Operand left, Operand right, Elementary result)
    {
        var sum = @operator == BinaryOperator.Add ? Expression.Add(left.Code, right.Code) : Expression.Subtract(left.Code, right.Code);
        return Fold(span, result, result is Elementary.TimeOfDay or Elementary.LTimeOfDay ? Calls.Math(nameof(PlcMath.WithinDay), sum) : sum, left, right);
    }

    private static Operand Scale(SourceSpan span, Operand duration, Operand number, DiagnosticSink sink, bool isDivision)
    {
        var isReal = number.Elementary is { IsReal: true };
        var by = isReal || number.Elementary is not { Kind: Elementary.ULInt }
            ? Conversions.To(number, ElementaryType.Of(isReal ? Elementary.LReal : Elementary.LInt), sink)
            : new Operand(number.Span, ElementaryType.Of(Elementary.LInt), Expression.Convert(number.Code, typeof(long)));
        if (by.IsBad)
        {
            return by;
        }

        var code = (isReal, isDivision) switch
        {
            (true, false) => Calls.Math(nameof(PlcMath.Scale), duration.Code, by.Code),
            (true, true) => Calls.Math(nameof(PlcMath.ScaleDown), duration.Code, by.Code),
            (false, false) => Expression.Multiply(duration.Code, by.Code),
            _ => Calls.Math(nameof(PlcMath.Divide), duration.Code, by.Code),
        };
        return Fold(span, ((ElementaryType)duration.Base).Kind, code, duration, by);
    }

    private static Operand Fold(SourceSpan span, Elementary result, Expression code, Operand a, Operand b) =>
        a.Constant is not null && b.Constant is not null && Folding.Run(code) is { } value
            ? Operand.Of(span, ElementaryType.Of(result), value)
            : new(span, ElementaryType.Of(result), code);
}
