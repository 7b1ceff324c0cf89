using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Makes standard functions of a few shapes.</summary>
internal static class Define
{
    /// <summary>Inputs of one common type, which is also that of the result unless another is given.</summary>
    public static StandardFunction Uniform(
        string name, string[] inputs, bool isExtensible, string generic, Func<StType, bool> takes, Func<StType, IReadOnlyList<Expression>, Expression> emit,
            StType? result = null) =>
        new(name, inputs, isExtensible, arguments => Match(arguments, inputs.Length, isExtensible, takes, emit, result),
            Signature(name, inputs, isExtensible, generic, result?.Name ?? generic));

    /// <summary>Inputs of fixed types.</summary>
    public static StandardFunction Fixed(string name, string[] inputs, StType[] types, StType result, Func<IReadOnlyList<Expression>, Expression> emit) =>
        new(
            name,
            inputs,
            false,
            arguments =>
                arguments.Count == types.Length && arguments.Zip(types).All(p => Overload.Fits(p.First, p.Second)) ? new FunctionMatch(types, result, emit)
                    : null,
            $"{name}({string.Join(", ", inputs.Zip(types, (n, t) => $"{n} : {t.Name}"))}) : {result.Name}");

    /// <summary>The common type of arguments of a function with so many inputs.</summary>
    public static FunctionMatch? Match(
        IReadOnlyList<ArgumentType> arguments, int count, bool isExtensible, Func<StType, bool> takes, Func<StType, IReadOnlyList<Expression>,
            Expression> emit, StType? result = null)
    {
        if (arguments.Count < count || (arguments.Count > count && !isExtensible) || Overload.Common(arguments, takes) is not { } type)
        {
            return null;
        }

        return new FunctionMatch([.. arguments.Select(_ => type)], result ?? type, a => emit(type, a));
    }

    /// <summary>As shown in messages.</summary>
    public static string Signature(string name, string[] inputs, bool isExtensible, string generic, string result) =>
        $"{name}({string.Join(", ", inputs.Select(i => $"{i} : {generic}"))}{(isExtensible ? ", ..." : "")}) : {result}";

    /// <summary>Keeps arguments in variables, so that each is evaluated once and in order.</summary>
    public static Expression Once(IReadOnlyList<Expression> arguments, Func<IReadOnlyList<Expression>, Expression> body)
    {
        var variables = arguments.Select(a => Expression.Variable(a.Type)).ToArray();
        return Expression.Block(variables, [.. variables.Zip(arguments, Expression.Assign), body(variables)]);
    }

    /// <summary>A call of a static method.</summary>
    public static Expression Call(Delegate method, params Expression[] arguments) => Expression.Call(method.Method, arguments);

    /// <summary>From left to right.</summary>
    public static Expression Fold(IReadOnlyList<Expression> arguments, Func<Expression, Expression, Expression> step) =>
        arguments.Skip(1).Aggregate(arguments[0], step);
}
