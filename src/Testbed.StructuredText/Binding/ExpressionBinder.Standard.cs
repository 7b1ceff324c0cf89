using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Calls of standard functions (6.6.2.5), with EN and ENO.</summary>
internal sealed partial class ExpressionBinder
{
    private Operand Standard(CallExpression call, NameExpression name, StType? expected)
    {
        if (StandardFunctions.Find(name.Name) is not { } function)
        {
            foreach (var argument in call.Arguments.Where(a => a.Value is not null))
            {
                Bind(argument.Value!);
            }

            return Fail(name, StCodes.UnknownName, $"there is no function '{name.Name}'", NearestName.Fix(name.Name, model.PouNames));
        }

        function = Wanted(function, expected);
        if (!IsOneShape(call) || Ordered(call, function) is not { } arguments)
        {
            return Operand.Bad(call.Span);
        }

        var values = arguments.Select(a => Bind(a.Value!, SourceOf(function))).ToList();
        if (values.Exists(v => v.IsBad))
        {
            return Operand.Bad(call.Span);
        }

        var match = Overload(function, values, expected);
        var first = values.Count > 0 ? values[0].Elementary : null;
        if (match is null && Lenient(function, [.. values.Select(v => new ArgumentType(v.Base, v.IsUntyped))]) is var (loose, types))
        {
            Sink.Warning(StCodes.BitStringAsNumber, call.Span, $"{function.Name} does not take these types: bit strings are used as numbers, or numbers as bit strings", function.Signature);
            values = [.. values.Zip(types, (v, t) => v.IsUntyped || v.Base == t.Type ? v : new Operand(v.Span, t.Type, Calls.Widen(v.Code, t.Type.ClrType)))];
            match = first is { IsInteger: true } && loose.Result == Operators.BitsOf(first)
                ? loose with { Result = first, Emit = a => Calls.Widen(loose.Emit(a), first.ClrType) }
                : first is { IsBitString: true } && loose.Result == Operators.NumberOf(first) ? loose with { Result = first } : loose;
        }

        if (match is null && values is [{ IsUntyped: false } only] && SourceOf(function) is { } source && Conversions.Narrowed(only, source, Sink) is { } narrowed)
        {
            // INT_TO_BYTE(UINT): as if the argument were given to a variable first.
            values = [narrowed];
            match = Overload(function, values, expected);
        }

        if (match is null || match.Parameters.Count != values.Count)
        {
            var given = string.Join(", ", values.Select(v => v.IsUntyped ? v.Constant is double ? "real literal" : "integer literal" : v.Type.Name));
            return Fail(call, StCodes.NoOverload, $"{function.Name} does not take ({given})", function.Signature);
        }

        var converted = values.Zip(match.Parameters, (v, p) => Conversions.To(v.Type is EnumerationType && p == v.Base ? v with { Type = v.Base } : v, p, Sink)).ToList();
        if (converted.Exists(v => v.IsBad))
        {
            return Operand.Bad(call.Span);
        }

        CanFault = true;
        var code = match.Emit([.. converted.Select(v => v.Code)]);
        var isEnumeration = values.Count > 0 && values[^1].Type is EnumerationType && values.Skip(function.Name is "SEL" or "MUX" ? 1 : 0).All(v => v.Type == values[^1].Type)
            && match.Result == values[^1].Base && function.Name is "SEL" or "MUX" or "MOVE";
        var result = isEnumeration ? values[^1].Type : match.Result;
        if (converted.TrueForAll(v => v.Constant is not null) && Folding.Run(code) is { } folded)
        {
            return Enabled(call, Operand.Of(call.Span, result, folded));
        }

        return Enabled(call, new(call.Span, result, code));
    }

    // Overloads that would fit if bit strings were numbers, or integers bit strings: all arguments, the first only, or all but the first (a count of bits to shift).
    private static (FunctionMatch Match, List<ArgumentType> Types)? Lenient(StandardFunction function, List<ArgumentType> types)
    {
        static ArgumentType Number(ArgumentType a) => Conversions.IsBits(a.Type) ? a with { Type = Operators.NumberOf((ElementaryType)a.Type) } : a;
        static ArgumentType Bits(ArgumentType a) => a.Type is ElementaryType { IsInteger: true } i && !a.IsUntypedLiteral ? a with { Type = Operators.BitsOf(i) } : a;
        List<ArgumentType>[] variants =
        [
            [.. types.Select(Number)], [.. types.Select(Bits)], [.. types.Select((t, i) => i == 0 ? Bits(t) : Number(t))], [.. types.Select((t, i) => i == 0 ? t : Number(t))],
        ];
        foreach (var variant in variants)
        {
            if (function.Resolve(variant) is { } match)
            {
                return (match, variant);
            }
        }

        return null;
    }

    // The arguments but EN and ENO, in the order of the parameters; null after a message.
    private List<ArgumentSyntax>? Ordered(CallExpression call, StandardFunction function)
    {
        var arguments = call.Arguments.Where(a => a.Value is not null && !IsEnabling(a)).ToList();
        if (arguments.Count == 0 || arguments[0].Name is null || function.ParameterNames.Count == 0)
        {
            return arguments;
        }

        var last = function.ParameterNames[^1].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var placed = new SortedDictionary<int, ArgumentSyntax>();
        foreach (var argument in arguments)
        {
            var name = argument.Name!.Text;
            var index = function.ParameterNames.ToList().FindIndex(p => p.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0 && function.IsExtensible && name.StartsWith(last, StringComparison.OrdinalIgnoreCase) && ushort.TryParse(name.AsSpan(last.Length), out var number))
            {
                index = function.ParameterNames.Count + number;
            }

            if (index < 0 || argument.IsOutput)
            {
                Sink.Error(StCodes.UnknownParameter, argument.Name.Span, $"{function.Name} has no {(argument.IsOutput ? "output" : "parameter")} '{name}'", function.Signature);
                return null;
            }

            if (!placed.TryAdd(index, argument))
            {
                Sink.Error(StCodes.DuplicateParameter, argument.Name.Span, $"'{name}' is given twice");
                return null;
            }
        }

        return Completed(placed, call.Span, function.ParameterNames.Count);
    }

    private Operand Enabled(CallExpression call, Operand result)
    {
        var enabling = call.Arguments.Where(a => a.Value is not null && IsEnabling(a)).ToList();
        if (enabling.Count == 0)
        {
            return result;
        }

        var enabled = Expression.Variable(typeof(bool), "en");
        var code = new List<Expression> { Expression.Assign(enabled, Expression.Constant(true)) };
        foreach (var argument in enabling)
        {
            if (!argument.IsOutput)
            {
                var value = BindTo(argument.Value!, Bool);
                code[0] = Expression.Assign(enabled, value.Code);
                if (value.IsBad)
                {
                    return value;
                }
            }
            else if (BindPlace(argument.Value!, isWritten: true) is not { Type: ElementaryType { Kind: Elementary.Bool } } place)
            {
                return Operand.Bad(call.Span);
            }
            else
            {
                code.Add(place.Write(enabled));
            }
        }

        code.Add(Expression.Condition(enabled, result.Code, result.Code.Type == typeof(string) ? Expression.Constant("") : Expression.Default(result.Code.Type)));
        return new(result.Span, result.Type, Expression.Block(result.Code.Type, [enabled], code));
    }

    private static bool IsEnabling(ArgumentSyntax argument) => argument.Name is { Text: var name }
        && (argument.IsOutput ? name.Equals("ENO", StringComparison.OrdinalIgnoreCase) : name.Equals("EN", StringComparison.OrdinalIgnoreCase));
}
