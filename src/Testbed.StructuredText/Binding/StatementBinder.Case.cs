using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>CASE (table 72, 5): labels are constants, each value has at most one branch.</summary>
internal sealed partial class StatementBinder
{
    /// <summary>Ranges of up to so many values become entries of a jump table.</summary>
    private const int MostExpanded = 64;

    private BlockExpression? Case(CaseStatement statement)
    {
        var selector = Noted(statement.Selector, null);
        var isGood = !selector.IsBad;
        if (isGood && selector.Elementary is not ({ IsInteger: true } or { IsBitString: true, Kind: not Elementary.Bool }))
        {
            Sink.Error(StCodes.TypeMismatch, statement.Selector.Span, $"CASE chooses by an integer or an enumeration, not {selector.Type.Name}", "use IF");
            isGood = false;
        }

        var taken = new SortedList<Int128, Int128>();
        var cases = new List<SwitchCase>();
        var value = Expression.Variable(typeof(long), "selector");
        var chain = new List<Expression>();
        var end = Expression.Label("endcase");
        foreach (var branch in statement.Branches)
        {
            var labels = isGood ? branch.Labels.Select(l => Take(taken, Label(l, selector), l.Span)).OfType<(Int128 Low, Int128 High)>().ToList() : new List<(Int128 Low, Int128 High)>();
            var body = Bind(branch.Body);
            if (labels.Count == 0)
            {
                continue;
            }

            if (labels.Sum(l => (double)(l.High - l.Low + 1)) <= MostExpanded)
            {
                var values = labels.SelectMany(l => Enumerable.Range(0, (int)(l.High - l.Low + 1)).Select(i => Expression.Constant(unchecked((long)(l.Low + i)))));
                cases.Add(Expression.SwitchCase(body, values));
            }
            else
            {
                var test = labels.Select(l => Within(value, l)).Aggregate((a, b) => Expression.OrElse(a, b));
                chain.Add(Expression.IfThen(test, Expression.Block(typeof(void), body, Expression.Goto(end))));
            }
        }

        chain.Add(Bind(statement.Else));
        if (!isGood)
        {
            return null;
        }

        var otherwise = Expression.Block(typeof(void), chain);
        return Expression.Block(
            typeof(void),
            [value],
            Expression.Assign(value, Calls.Widen(selector.Code, typeof(long))),
            cases.Count == 0 ? otherwise : Expression.Switch(typeof(void), value, otherwise, null, cases),
            Expression.Label(end));
    }

    private static System.Linq.Expressions.BinaryExpression Within(ParameterExpression value, (Int128 Low, Int128 High) label) => Expression.AndAlso(
        Expression.GreaterThanOrEqual(value, Expression.Constant(unchecked((long)label.Low))), Expression.LessThanOrEqual(value, Expression.Constant(unchecked((long)label.High))));

    private (Int128 Low, Int128 High)? Label(RangeSyntax label, Operand selector)
    {
        var low = LabelValue(label.Low, selector);
        var high = label.High is null ? low : LabelValue(label.High, selector);
        if (low is null || high is null)
        {
            return null;
        }

        if (high < low)
        {
            Sink.Error(StCodes.EmptyRange, label.Span, $"the range {low}..{high} holds nothing");
            return null;
        }

        return (low.Value, high.Value);
    }

    private Int128? LabelValue(ExpressionSyntax syntax, Operand selector)
    {
        var operand = _expressions.Bind(syntax, selector.Type);
        if (operand.Type is EnumerationType && selector.Type is not EnumerationType)
        {
            Sink.Warning(StCodes.EnumerationAsInteger, syntax.Span, $"{operand.Type.Name} is used as {selector.Type.Name}");
            operand = operand with { Type = operand.Base };
        }

        // A constant of a wider or narrower type is as good a label as a literal, as long as the selector can have its value.
        if (!operand.IsBad && selector.Type is not EnumerationType && Folding.AsInteger(operand.Constant) is { } value && operand.Constant is not bool)
        {
            operand = Operand.Untyped(syntax.Span, value);
        }

        operand = Conversions.To(operand, selector.Type, Sink);
        if (operand.IsBad)
        {
            return null;
        }

        if (operand.Constant is null)
        {
            Sink.Error(StCodes.NotConstant, syntax.Span, "a CASE label must be known when compiling", "use IF");
        }

        return Folding.AsInteger(operand.Constant);
    }

    // Labels so far by their ends, without overlap.
    private (Int128 Low, Int128 High)? Take(SortedList<Int128, Int128> taken, (Int128 Low, Int128 High)? range, SourceSpan at)
    {
        if (range is not { } label)
        {
            return null;
        }

        foreach (var (low, high) in taken)
        {
            if (label.Low <= high && low <= label.High)
            {
                Sink.Error(StCodes.DuplicateLabel, at, $"{Int128.Max(low, label.Low)} has a branch already");
                return null;
            }
        }

        taken.Add(label.Low, label.High);
        return range;
    }
}
