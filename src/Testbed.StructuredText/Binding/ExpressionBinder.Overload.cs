namespace Testbed.StructuredText;

/// <content>The overload of a standard function (6.6.1.7) where some arguments are untyped literals.</content>
internal sealed partial class ExpressionBinder
{
    private static readonly ElementaryType[] Integers =
        [.. Enum.GetValues<Elementary>().Select(ElementaryType.Of).Where(t => t.IsInteger).OrderBy(t => t.Size).ThenBy(t => t.Kind)];

    /// <summary>
    /// What is wanted of the result decides first, so that <c>x := SEL(b, 0, 200)</c> suits a USINT and <c>y := SQRT(2.0)</c> has the precision of an LREAL;
    /// then the arguments alone. A selector or a
    /// count that is first or last has a type of its own.
    /// </summary>
    private static FunctionMatch? Overload(StandardFunction function, List<Operand> values, StType? expected)
    {
        var own = values.ConvertAll(Argument);
        if (expected?.Base is ElementaryType wanted && (wanted.IsNumber || wanted.IsBitString) && values.Exists(v => v.IsUntyped))
        {
            var adapted = values.ConvertAll(v => v.IsUntyped && Conversions.Fits(v, wanted) ? new ArgumentType(wanted, false) : Argument(v));
            foreach (var arguments in new List<ArgumentType>[] { adapted, [.. adapted[..^1], own[^1]], [own[0], .. adapted[1..]] })
            {
                if (function.Resolve(arguments) is { } match && match.Result == wanted)
                {
                    return match;
                }
            }
        }

        return function.Resolve(own);
    }

    /// <summary>TRUNC has the integer type that is wanted of it, DINT where none is.</summary>
    private static StandardFunction Wanted(StandardFunction function, StType? expected) =>
        function.Name == "TRUNC" && expected?.Base is ElementaryType { IsInteger: true } type ? StandardFunctions.Find($"TRUNC_{type.Name}")! : function;

    /// <summary>What a conversion <c>A_TO_B</c> wants of its argument.</summary>
    private static ElementaryType? SourceOf(StandardFunction function) =>
        function.Name.IndexOf("_TO_", StringComparison.Ordinal) is > 0 and var end ? ElementaryType.Find(function.Name[..end]) : null;

    /// <summary>Inputs that a formal call leaves out have their initial value, 0 (6.6.1.4.2).</summary>
    private static List<ArgumentSyntax> Completed(SortedDictionary<int, ArgumentSyntax> placed, SourceSpan call, int count)
    {
        for (var index = 0; index < count; index++)
        {
            placed.TryAdd(index, new(call, null, IsOutput: false, IsNegated: false, new LiteralExpression(call, LiteralKind.Integer, null, (UInt128)0)));
        }

        return [.. placed.Values];
    }

    private static ArgumentType Argument(Operand value) => value is { IsUntyped: true, Constant: Int128 integer }
        ? new(Array.Find(Integers, t => Folding.FromInteger(integer, t) is not null) ?? value.Base, true)
        : new(value.Base, value.IsUntyped);
}
