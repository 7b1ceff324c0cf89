using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>IF, FOR, WHILE and REPEAT.</summary>
internal sealed partial class StatementBinder
{
    private static readonly ElementaryType Bool = ElementaryType.Of(Elementary.Bool);
    private static readonly ElementaryType LInt = ElementaryType.Of(Elementary.LInt);

    private BlockExpression If(IfStatement statement)
    {
        // One after the other with jumps to the end: a long chain of ELSIF nests nothing.
        var end = Expression.Label("endif");
        var code = new List<Expression>();
        foreach (var branch in statement.Branches)
        {
            var condition = Noted(branch.Condition, Bool);
            var isLast = branch == statement.Branches[^1] && statement.Else.Count == 0;
            var body = Bind(branch.Body);
            code.Add(Expression.IfThen(condition.Code, isLast ? body : Expression.Block(typeof(void), body, Expression.Goto(end))));
        }

        code.Add(Bind(statement.Else));
        code.Add(Expression.Label(end));
        return Expression.Block(typeof(void), code);
    }

    private BlockExpression? For(ForStatement loop)
    {
        Enter(loop.Variable);
        var place = _expressions.BindPlace(loop.Variable, isWritten: true);
        if (place is not null && place.Type is not (ElementaryType { IsInteger: true } or RangeType))
        {
            Sink.Error(StCodes.TypeMismatch, loop.Variable.Span, $"FOR counts with an integer variable, not {place.Type.Name}");
            place = null;
        }

        var type = place?.Type.Base ?? LInt;
        var (first, last) = (Noted(loop.From, type), Noted(loop.To, type));
        var step = loop.By is null ? Operand.Of(loop.Span, LInt, 1L) : Step(loop.By);
        if (step.Constant is 0L)
        {
            Sink.Error(StCodes.ZeroStep, loop.By!.Span, "a step of 0 never ends");
        }

        var labels = (Exit: Expression.Label("exit"), Continue: Expression.Label("continue"));
        _loops.Push(labels);
        var body = Bind(loop.Body);
        _loops.Pop();
        if (place is null || first.IsBad || last.IsBad || step.IsBad)
        {
            return null;
        }

        // Counted in 64 bits, so that a loop to the greatest value of its type ends.
        var (to, by) = (Expression.Variable(typeof(long), "to"), Expression.Variable(typeof(long), "by"));
        var stepCode = step.Constant is null ? (Expression)by : Expression.Constant(step.Constant);
        var value = Expression.Variable(typeof(long), "value");
        Expression goesOn = step.Constant is long constant
            ? constant > 0 ? Expression.LessThanOrEqual(value, to) : Expression.GreaterThanOrEqual(value, to)
            : Expression.Condition(Expression.GreaterThan(by, Expression.Constant(0L)), Expression.LessThanOrEqual(value, to), Expression.GreaterThanOrEqual(value, to));
        var store = Calls.Write(place.Type.ClrType, place.At.Code, Calls.Widen(value, place.Type.ClrType));
        var site = model.SiteOf(loop.Span);
        return Expression.Block(
            typeof(void),
            [to, by, value],
            Expression.Assign(value, Calls.Widen(first.Code, typeof(long))),
            Expression.Assign(to, Calls.Widen(last.Code, typeof(long))),
            Expression.Assign(by, step.Constant is null ? Expression.Block(typeof(long), Calls.Site(site), Calls.LoopStep(step.Code)) : stepCode),
            store,
            Expression.Loop(
                Expression.Block(
                    typeof(void),
                    Expression.IfThen(Expression.Not(goesOn), Expression.Goto(labels.Exit)),
                    Calls.Site(site),
                    Calls.Step(),
                    body,
                    Expression.Label(labels.Continue),
                    Expression.Assign(value, Expression.Add(Calls.Widen(place.Read(), typeof(long)), stepCode)),
                    store),
                labels.Exit));
    }

    private Operand Step(ExpressionSyntax syntax)
    {
        var step = Noted(syntax, null);
        if (!step.IsBad && step.Elementary is not { IsInteger: true })
        {
            Sink.Error(StCodes.TypeMismatch, syntax.Span, $"{step.Type.Name} where an integer is wanted as step");
            return Operand.Bad(syntax.Span);
        }

        return step.IsBad || step.Constant is null
            ? step with { Code = step.IsBad ? step.Code : Calls.Widen(step.Code, typeof(long)) }
            : Operand.Of(syntax.Span, LInt, (long)Int128.Clamp(Folding.AsInteger(step.Constant) ?? 1, long.MinValue, long.MaxValue));
    }

    private LoopExpression While(WhileStatement loop)
    {
        var labels = (Exit: Expression.Label("exit"), Continue: Expression.Label("continue"));
        var condition = Noted(loop.Condition, Bool);
        _loops.Push(labels);
        var body = Bind(loop.Body);
        _loops.Pop();
        return Expression.Loop(
            Expression.Block(
                typeof(void),
                Expression.Label(labels.Continue),
                Expression.IfThen(Expression.Not(condition.Code), Expression.Goto(labels.Exit)),
                Calls.Site(model.SiteOf(loop.Span)),
                Calls.Step(),
                body),
            labels.Exit);
    }

    private LoopExpression Repeat(RepeatStatement loop)
    {
        var labels = (Exit: Expression.Label("exit"), Continue: Expression.Label("continue"));
        _loops.Push(labels);
        var body = Bind(loop.Body);
        _loops.Pop();
        var until = Noted(loop.Until, Bool);
        return Expression.Loop(
            Expression.Block(
                typeof(void),
                Calls.Site(model.SiteOf(loop.Span)),
                Calls.Step(),
                body,
                Expression.Label(labels.Continue),
                Expression.IfThen(until.Code, Expression.Goto(labels.Exit))),
            labels.Exit);
    }
}
