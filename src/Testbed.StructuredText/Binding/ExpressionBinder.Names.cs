using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Names and elements.</summary>
internal sealed partial class ExpressionBinder
{
    private Operand Name(NameExpression name, StType? expected)
    {
        if (name.Name.Length == 0)
        {
            return Operand.Bad(name.Span);
        }

        // A variable hides an enumeration's value of its name, but not where that enumeration is wanted and the variable is none.
        var variable = FindVariable(name.Name);
        if (variable is not null && (expected is not EnumerationType wanted || variable.Type == wanted || wanted.Find(name.Name) is null))
        {
            return Variable(name.Span, variable);
        }

        if (pou?.Result is { } result && name.Name.Equals(pou.Name, StringComparison.OrdinalIgnoreCase))
        {
            return Operand.Of(name.Span, new Place(result.Type, model.AddressOf(result, pou)));
        }

        if (name.Name.Equals("NULL", StringComparison.OrdinalIgnoreCase))
        {
            return Operand.Of(name.Span, ReferenceType.Null, 0);
        }

        var enumerations = model.EnumerationsWith(name.Name);
        var enumeration = enumerations.FirstOrDefault(e => e == expected) ?? (enumerations.Count > 0 ? enumerations[0] : null);
        if (enumeration is not null)
        {
            return enumerations.Count == 1 || enumeration == expected
                ? Operand.Of(name.Span, enumeration, enumeration.Find(name.Name)!)
                : Fail(name, StCodes.AmbiguousName, $"'{name.Name}' is a value of {string.Join(" and ", enumerations.Select(e => e.Name))}", $"write {enumeration.Name}#{name.Name}");
        }

        if (model.FindPou(name.Name) is { } unit)
        {
            // A program that runs once is its instance.
            if (model.OnlyInstanceOf(unit) is { } at)
            {
                return Operand.Of(name.Span, new Place(unit.Type, new Address(null, at)));
            }

            return Fail(name, StCodes.NoValue, $"'{name.Name}' is a {Word(unit)}, not a variable", unit.Kind == PouKind.Function ? $"call it: {name.Name}(...)" : "declare an instance of it");
        }

        var known = (pou?.Names ?? []).Concat(model.GlobalNames);
        return Fail(name, StCodes.UnknownName, $"'{name.Name}' is not declared", NearestName.Fix(name.Name, known));
    }

    private Variable? FindVariable(string name) => pou?.Find(name) ?? (pou is { IsLibrary: true } ? null : model.FindGlobal(name));

    private Operand Variable(SourceSpan span, Variable variable)
    {
        if (variable.Type is ErrorType)
        {
            return Operand.Bad(span);
        }

        var place = PlaceOf(variable);
        return variable.Constant is { } constant ? Operand.Of(span, variable.Type.Base is ElementaryType && variable.Type is RangeType ? variable.Type.Base : variable.Type, constant) with { Place = place } : Operand.Of(span, place);
    }

    private Place PlaceOf(Variable variable)
    {
        var readOnly = variable.IsConstant ? $"'{variable.Name}' is a constant" : null;
        if (variable.Type is OpenArrayType)
        {
            return new Place(variable.Type, model.AddressOf(variable, pou), ReadOnly: variable.Section == VarSection.Input ? $"'{variable.Name}' is an input" : null);
        }

        if (variable.IsReference)
        {
            var reference = Calls.Read(typeof(int), model.AddressOf(variable, pou).Code);
            return new Place(variable.Type, new Address(reference, 0), IsReference: variable.Type.ClrType == typeof(bool), ReadOnly: readOnly);
        }

        if (variable.Edge != EdgeKind.None)
        {
            return new Place(variable.Type, new Address(Place.Self, variable.EdgeOffset), ReadOnly: $"'{variable.Name}' is an edge");
        }

        return new Place(variable.Type, model.AddressOf(variable, pou), variable.Bit, ReadOnly: readOnly);
    }

    private Operand EnumerationValue(EnumValueExpression value)
    {
        if (model.FindType(value.TypeName)?.Type is not EnumerationType type)
        {
            return Fail(value, StCodes.UnknownType, $"there is no enumeration '{value.TypeName}'");
        }

        return type.Find(value.Name) is { } number
            ? Operand.Of(value.Span, type, number)
            : Fail(value, StCodes.UnknownName, $"{type.Name} has no value '{value.Name}'", NearestName.Fix(value.Name, type.Members.Select(m => m.Name)));
    }

    private Operand Member(MemberExpression member)
    {
        if (IsNamespace(member.Target))
        {
            return Name(new(member.Span, member.Member.Text), null);
        }

        if (IsThis(member.Target))
        {
            return (pou!.Owner ?? pou).Find(member.Member.Text) is { } own
                ? Variable(member.Span, own)
                : pou.HasBase ? Operand.Bad(member.Span)
                : Fail(member.Member, StCodes.UnknownMember, $"{(pou.Owner ?? pou).Name} has no '{member.Member.Text}'", NearestName.Fix(member.Member.Text, (pou.Owner ?? pou).Names));
        }

        // Type.Value is how many dialects write Type#Value.
        if (member.Target is NameExpression type && FindVariable(type.Name) is null && model.FindType(type.Name)?.Type is EnumerationType)
        {
            return EnumerationValue(new EnumValueExpression(member.Span, type.Name, member.Member.Text));
        }

        return Member(member, Bind(member.Target));
    }

    private Operand Member(MemberExpression member, Operand target)
    {
        if (target.IsBad)
        {
            return target;
        }

        var name = member.Member.Text;
        switch (target.Type)
        {
            case StructureType structure when structure.Find(name) is { } field:
                return Operand.Of(member.Span, Inside(target, field.Type, field.Offset));
            case StructureType structure:
                return Fail(member.Member, StCodes.UnknownMember, $"{structure.Name} has no '{name}'", NearestName.Fix(name, structure.Fields.Select(f => f.Name)));
            case FunctionBlockType block:
                return BlockMember(member, target, block.Pou);
            default:
                return Fail(member.Member, StCodes.UnknownMember, $"{target.Type.Name} has no elements");
        }
    }

    private Operand BlockMember(MemberExpression member, Operand target, Pou block)
    {
        var name = member.Member.Text;
        if (block.HasBase && block.Find(name) is null)
        {
            return Operand.Bad(member.Span);
        }

        if (block.Find(name) is not { } variable || variable.Home != Home.Instance)
        {
            var visible = block.Variables.Where(v => v.Section is VarSection.Input or VarSection.Output).Select(v => v.Name);
            return Fail(member.Member, StCodes.UnknownMember, $"{block.Name} has no '{name}'", NearestName.Fix(name, visible));
        }

        if (variable.Type is ErrorType)
        {
            return Operand.Bad(member.Span);
        }

        var at = target.Place?.At ?? new Address(target.Code, 0);
        if (variable.Section is not (VarSection.Input or VarSection.Output))
        {
            if (ReferenceEquals(member, _written) || variable.Type is OpenArrayType)
            {
                return Fail(member.Member, StCodes.NotVisible, $"'{name}' is internal to {block.Name}", "make it VAR_INPUT");
            }

            Sink.Warning(StCodes.NotVisible, member.Member.Span, $"'{name}' is internal to {block.Name}: it can be read here, but not in every tool", "make it VAR_OUTPUT");
            return Operand.Of(member.Span, variable.Section == VarSection.InOut
                ? Followed(Calls.Read(typeof(int), (at + variable.Offset).Code), variable.Type) with { ReadOnly = $"'{name}' is internal to {block.Name}" }
                : InInstance(variable, at, $"'{name}' is internal to {block.Name}"));
        }

        return Operand.Of(member.Span, InInstance(variable, at, variable.Section == VarSection.Output ? $"'{name}' is an output of {block.Name}" : target.Place?.ReadOnly));
    }

    private static Place Inside(Operand target, StType type, int offset) =>
        new(type, (target.Place?.At ?? new Address(target.Code, 0)) + offset, ReadOnly: target.Place?.ReadOnly);

    private static string Word(Pou unit) => unit.Kind switch
    {
        PouKind.Function => "function",
        PouKind.Method => "method",
        PouKind.Action => "action",
        PouKind.FunctionBlock => "function block",
        _ => "program",
    };
}
