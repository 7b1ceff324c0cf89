using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>The named functions of table 35: <c>ADD_TIME</c>, <c>ADD_TOD_TIME</c>, <c>SUB_DT_DT</c>, <c>MUL_LTIME</c> and so on, with the older
/// <c>MULTIME</c> and <c>DIVTIME</c>; and <c>TIME()</c>, the time of the task, as many controllers have it.</summary>
internal static class TimeFunctions
{
    private static readonly ElementaryType Time = ElementaryType.Of(Elementary.Time);
    private static readonly string[] Two = ["IN1", "IN2"];

    public static IEnumerable<StandardFunction> All()
    {
        yield return new StandardFunction("TIME", [], false, a => a.Count == 0
            ? new FunctionMatch([], Time, _ => Expression.Field(Place.State, nameof(PlcState.Now))) : null, "TIME() : TIME");
        foreach (var (operation, left, right, result) in TimeArithmetic.Sums)
        {
            foreach (var name in Names(operation, left, right))
            {
                yield return Define.Fixed(name, Two, [left, right], result, a => TimeArithmetic.Sum(operation, result, a[0], a[1]));
            }
        }

        var (time, ltime) = (Time, ElementaryType.Of(Elementary.LTime));
        foreach (var (name, operation, type) in new[]
        {
            ("MUL_TIME", "MUL", time), ("DIV_TIME", "DIV", time), ("MUL_LTIME", "MUL", ltime), ("DIV_LTIME", "DIV", ltime), ("MULTIME", "MUL", time),
                ("DIVTIME", "DIV", time),
        })
        {
            yield return new StandardFunction(name, Two, false, a => Product(operation, type, a), $"{name}(IN1 : {type.Name}, IN2 : ANY_NUM) : {type.Name}");
        }
    }

    private static FunctionMatch? Product(string operation, ElementaryType type, IReadOnlyList<ArgumentType> arguments) =>
        arguments.Count == 2 && Overload.Fits(arguments[0], type) && Overload.Common([arguments[1]], Any.Num) is { } number
            ? new FunctionMatch([type, number], type, a => TimeArithmetic.Product(operation, a[0], a[1], type))
            : null;

    /// <summary>Short names of the types; two durations are named once.</summary>
    private static IEnumerable<string> Names(string operation, ElementaryType left, ElementaryType right) =>
        left.IsDuration ? [$"{operation}_{left.Name}"]
            : new[] { $"{operation}_{Short(left)}_{Short(right)}", $"{operation}_{left.Name}_{right.Name}" }.Distinct();

    private static string Short(ElementaryType type) => type.Kind switch
    {
        Elementary.TimeOfDay => "TOD",
        Elementary.LTimeOfDay => "LTOD",
        Elementary.DateAndTime => "DT",
        Elementary.LDateAndTime => "LDT",
        _ => type.Name,
    };
}
