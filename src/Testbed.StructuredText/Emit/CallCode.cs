using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Puts the parts of a call in order: arguments, parameters, the body and what follows from it; all of it under EN where there is one.</summary>
internal sealed class CallCode
{
    private readonly List<ParameterExpression> _kept = [];
    private readonly List<Expression> _before = [];
    private readonly List<Expression> _late = [];
    private readonly List<Expression> _run = [];
    private readonly List<Expression> _always = [];
    private readonly ParameterExpression _enabled = Expression.Variable(typeof(bool), "en");

    /// <summary>EN; null when the call has none.</summary>
    public Expression? Condition { get; set; }

    /// <summary>The value of ENO.</summary>
    public Expression Enabled => Condition is null ? Expression.Constant(true) : _enabled;

    /// <summary>Works a value out now and keeps it.</summary>
    public Expression Keep(Expression value)
    {
        if (value is ConstantExpression or ParameterExpression)
        {
            return value;
        }

        var kept = Expression.Variable(value.Type);
        _kept.Add(kept);
        _before.Add(Expression.Assign(kept, value));
        return kept;
    }

    /// <summary>With the arguments, in their order.</summary>
    public void Before(Expression code) => _before.Add(code);

    /// <summary>When all arguments are worked out.</summary>
    public void Late(Expression code) => _late.Add(code);

    public void Run(params Expression[] code) => _run.AddRange(code);

    /// <summary>Whether EN is TRUE or not.</summary>
    public void Always(Expression code) => _always.Add(code);

    public Expression Whole()
    {
        var call = Expression.Block(typeof(void), _kept, [.. _before, .. _late, .. _run, Expression.Empty()]);
        if (Condition is null)
        {
            return _always.Count == 0 ? call : Expression.Block(typeof(void), [call, .. _always, Expression.Empty()]);
        }

        return Expression.Block(typeof(void), [_enabled], [Expression.Assign(_enabled, Condition), Expression.IfThen(_enabled, call), .. _always, Expression.Empty()]);
    }
}
