using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Statements of one body (7.3.3). Whatever can stop the program is preceded by a note of its line.</summary>
internal sealed partial class StatementBinder(Model model, Pou pou)
{
    /// <summary>Deeper than anyone writes, and shallow enough for every stack.</summary>
    private const int MostDepth = 200;

    private readonly ExpressionBinder _expressions = new(model, pou);
    private readonly Stack<(LabelTarget Exit, LabelTarget Continue)> _loops = new();
    private int _depth;

    /// <summary>Where RETURN goes.</summary>
    public LabelTarget Return { get; } = Expression.Label("return");

    private DiagnosticSink Sink => model.Sink;

    public Expression Bind(IReadOnlyList<StatementSyntax> statements)
    {
        if (++_depth > MostDepth)
        {
            _depth--;
            Sink.Error(StCodes.NestedTooDeep, statements[0].Span, "statements are nested too deep", "move some of them into a function");
            return Expression.Empty();
        }

        var code = new List<Expression>(statements.Count + 1);
        foreach (var statement in statements)
        {
            Enter(statement);
            var bound = Bind(statement);
            if (bound is not null)
            {
                Add(code, bound, statement);
            }
        }

        _depth--;
        code.Add(Expression.Empty());
        return Expression.Block(typeof(void), code);
    }

    private Expression? Bind(StatementSyntax statement)
    {
        switch (statement)
        {
            case AssignStatement assign:
                return Assign(assign);
            case CallStatement call:
                return _expressions.BindStatement(call.Call);
            case IfStatement branches:
                return If(branches);
            case CaseStatement branches:
                return Case(branches);
            case ForStatement loop:
                return For(loop);
            case WhileStatement loop:
                return While(loop);
            case RepeatStatement loop:
                return Repeat(loop);
            case ExitStatement or ContinueStatement when _loops.Count == 0:
                Sink.Error(StCodes.OutsideLoop, statement.Span, $"{(statement is ExitStatement ? "EXIT" : "CONTINUE")} outside of a loop");
                return null;
            case ExitStatement:
                return Expression.Goto(_loops.Peek().Exit);
            case ContinueStatement:
                return Expression.Goto(_loops.Peek().Continue);
            default:
                return Expression.Goto(Return);
        }
    }

    private Expression? Assign(AssignStatement assign)
    {
        if (_expressions.BindPlace(assign.Target, isWritten: true) is not { } place)
        {
            _expressions.Bind(assign.Value);
            return null;
        }

        if (place.Type is FunctionBlockType block)
        {
            Sink.Error(StCodes.ReadOnly, assign.Target.Span, $"an instance of {block.Name} cannot be assigned", "assign its inputs one by one");
            return null;
        }

        if (place.Type is OpenArrayType)
        {
            Sink.Error(StCodes.ReadOnly, assign.Target.Span, "an array of variable length cannot be assigned as a whole", "assign its elements");
            return null;
        }

        var value = _expressions.BindTo(assign.Value, place.Type);
        if (value.IsBad)
        {
            return null;
        }

        if (place.Type is RangeType && value.Constant is null)
        {
            _expressions.CanFault = true;
        }

        return place.Write(value.Code);
    }

    // Notes the line of the statement that is bound next.
    private void Enter(SyntaxNode statement)
    {
        _expressions.CanFault = false;
        _expressions.Site = model.SiteOf(statement.Span);
    }

    private void Add(List<Expression> code, Expression bound, StatementSyntax statement)
    {
        // Those made of others note the lines of their parts themselves.
        if (_expressions.CanFault && statement is AssignStatement or CallStatement)
        {
            code.Add(Calls.Site(_expressions.Site));
        }

        code.Add(bound);
    }

    // A condition or bound with the note of its line.
    private Operand Noted(ExpressionSyntax syntax, StType? type)
    {
        Enter(syntax);
        var operand = type is null ? _expressions.Bind(syntax) : _expressions.BindTo(syntax, type);
        return operand.IsBad || !_expressions.CanFault || operand.Constant is not null
            ? operand
            : operand with { Code = Expression.Block(operand.Code.Type, Calls.Site(_expressions.Site), operand.Code) };
    }
}
