using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Comparison (table 33). Extended, GT GE EQ LE LT hold for every pair of neighbours; NE takes two. Bit strings compare as unsigned numbers, texts by the
/// code of their characters, FALSE before TRUE.
/// </summary>
internal static class ComparisonFunctions
{
    private static readonly string[] Two = ["IN1", "IN2"];

    public static IEnumerable<StandardFunction> All() =>
    [
        Make("GT", true, Greater), Make("GE", true, (x, y) => Compare(x, y, Expression.GreaterThanOrEqual)), Make("EQ", true, Equal),
        Make("LE", true, (x, y) => Compare(x, y, Expression.LessThanOrEqual)), Make("LT", true, Less), Make("NE", false, (x, y) => Expression.Not(Equal(x, y))),
    ];

    public static Expression Greater(Expression x, Expression y) => Compare(x, y, Expression.GreaterThan);

    public static Expression Less(Expression x, Expression y) => Compare(x, y, Expression.LessThan);

    private static StandardFunction Make(string name, bool isExtensible, Func<Expression, Expression, Expression> compare) =>
        Define.Uniform(name, Two, isExtensible, "ANY_ELEMENTARY", Any.Elementary, (_, a) => Chain(a, compare), ElementaryType.Of(Elementary.Bool));

    private static Expression Chain(IReadOnlyList<Expression> arguments, Func<Expression, Expression, Expression> compare) => arguments.Count == 2
        ? compare(arguments[0], arguments[1])
        : Define.Once(arguments, v => Enumerable.Range(0, v.Count - 1).Select(i => compare(v[i], v[i + 1])).Aggregate(Expression.AndAlso));

    private static Expression Equal(Expression x, Expression y) =>
        x.Type == typeof(string) ? Define.Call((Func<string, string, bool>)string.Equals, x, y) : Expression.Equal(x, y);

    private static Expression Compare(Expression x, Expression y, Func<Expression, Expression, Expression> make)
    {
        if (x.Type == typeof(string))
        {
            return make(Define.Call((Func<string, string, int>)string.CompareOrdinal, x, y), Expression.Constant(0));
        }

        return x.Type == typeof(bool) ? make(Number(x), Number(y)) : make(x, y);
    }

    private static ConditionalExpression Number(Expression value) => Expression.Condition(value, Expression.Constant(1), Expression.Constant(0));
}
