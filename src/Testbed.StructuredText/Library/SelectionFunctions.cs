using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Selection (table 32). All inputs are evaluated, whichever is selected. SEL and MUX take any type, provided that all inputs are of it; MUX faults where K
/// selects none. A NaN passes LIMIT, so that
/// it is seen downstream.
/// </summary>
internal static class SelectionFunctions
{
    private static readonly string[] Two = ["IN1", "IN2"];

    public static IEnumerable<StandardFunction> All() =>
    [
        new("SEL", ["G", "IN0", "IN1"], false, Select, "SEL(G : BOOL, IN0 : ANY, IN1 : ANY) : ANY"),
        Define.Uniform("MAX", Two, true, "ANY_ELEMENTARY", Any.Elementary, (_, a) => Extreme(a, ComparisonFunctions.Greater)),
        Define.Uniform("MIN", Two, true, "ANY_ELEMENTARY", Any.Elementary, (_, a) => Extreme(a, ComparisonFunctions.Less)),
        Define.Uniform("LIMIT", ["MN", "IN", "MX"], false, "ANY_ELEMENTARY", Any.Elementary, (_, a) => Limit(a)),
        new("MUX", ["K", "IN0", "IN1"], true, Multiplex, "MUX(K : ANY_INT, IN0 : ANY, IN1 : ANY, ...) : ANY"),
    ];

    private static FunctionMatch? Select(IReadOnlyList<ArgumentType> arguments)
    {
        var selector = ElementaryType.Of(Elementary.Bool);
        if (arguments.Count != 3 || !Overload.Fits(arguments[0], selector) || Overload.Common(arguments.Skip(1), Any.Type) is not { } type)
        {
            return null;
        }

        return new FunctionMatch([selector, type, type], type, a => Define.Once(a, v => Expression.Condition(v[0], v[2], v[1])));
    }

    private static Expression Extreme(IReadOnlyList<Expression> arguments, Func<Expression, Expression, Expression> isBetter) =>
        Define.Fold(arguments, (x, y) => Define.Once([x, y], v => Expression.Condition(isBetter(v[1], v[0]), v[1], v[0])));

    /// <summary>As MIN(MAX(IN, MN), MX): the upper limit wins where the limits are crossed.</summary>
    private static Expression Limit(IReadOnlyList<Expression> arguments) => Define.Once(arguments, v =>
    {
        var atLeast = Expression.Condition(ComparisonFunctions.Less(v[1], v[0]), v[0], v[1]);
        return Define.Once([atLeast], w => Expression.Condition(ComparisonFunctions.Greater(w[0], v[2]), v[2], w[0]));
    });

    private static FunctionMatch? Multiplex(IReadOnlyList<ArgumentType> arguments)
    {
        if (arguments.Count < 2 || Overload.Common([arguments[0]], Any.Int) is not { } selector || Overload.Common(arguments.Skip(1), Any.Type) is not { } type)
        {
            return null;
        }

        return new FunctionMatch([selector, .. arguments.Skip(1).Select(_ => type)], type, a => Multiplex(selector, type, a));
    }

    private static Expression Multiplex(StType selector, StType type, IReadOnlyList<Expression> arguments) => Define.Once(arguments, v =>
    {
        var count = arguments.Count - 1;
        var wide = selector.ClrType == typeof(ulong) ? typeof(ulong) : typeof(long);
        var fault = Expression.Block(Define.Call((Action<string, int>)OutOfRange, Expression.Call(v[0], nameof(ToString), null), Expression.Constant(count)),
            Expression.Default(type.ClrType));
        var cases = Enumerable.Range(0,
            count).Select(i => Expression.SwitchCase(v[i + 1], Expression.Constant(Convert.ChangeType(i, wide, null), wide))).ToArray();
        return Expression.Switch(Expression.Convert(v[0], wide), fault, cases);
    });

    private static void OutOfRange(string selector, int count) => PlcThrow.Range($"MUX has inputs 0 to {count - 1}, K is {selector}");
}
