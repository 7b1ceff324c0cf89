using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Names, elements, indices and bits.</summary>
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

    private Operand Index(IndexExpression index)
    {
        var target = Bind(index.Target);
        var indices = index.Indices.Select(i => Bind(i)).ToList();
        if (target.IsBad || indices.Exists(i => i.IsBad))
        {
            return Operand.Bad(index.Span);
        }

        // Other tools index what a pointer points to.
        if (target.Type is ReferenceType { Target: not ErrorType } reference && indices.Count == 1 && IsCount(indices[0]))
        {
            var bytes = Expression.Multiply(Calls.Widen(indices[0].Code, typeof(int)), Expression.Constant(reference.Target.Size));
            return Operand.Of(index.Span, Followed(Expression.Add(target.Code, bytes), reference.Target));
        }

        if (target.Type is OpenArrayType open)
        {
            return Index(index, target, open, indices);
        }

        if (target.Type is not ArrayOfType array)
        {
            return Fail(index, StCodes.IndexShape, $"{target.Type.Name} is no array", target.Type is TextType ? "use MID(text, 1, position)" : null);
        }

        if (indices.Count > array.Bounds.Count)
        {
            // a[i, j] of an array of arrays is a[i][j].
            return array.Element is ArrayOfType
                ? Index(index with { Target = index with { Indices = [.. index.Indices.Take(array.Bounds.Count)] }, Indices = [.. index.Indices.Skip(array.Bounds.Count)] })
                : Fail(index, StCodes.IndexShape, $"{array.Name} takes {array.Bounds.Count} {(array.Bounds.Count == 1 ? "index" : "indices")}, not {indices.Count}");
        }

        if (indices.Count < array.Bounds.Count)
        {
            return Fail(index, StCodes.IndexShape, $"{array.Name} takes {array.Bounds.Count} indices, not {indices.Count}", $"write them in one pair of brackets: [i, j]");
        }

        var address = target.Place?.At ?? new Address(target.Code, 0);
        var stride = array.Count;
        for (var i = 0; i < indices.Count; i++)
        {
            stride /= (int)array.Bounds[i].Count;
            if (Offset(indices[i], array.Bounds[i], stride * array.Element.Size, array, address) is not { } next)
            {
                return Operand.Bad(index.Span);
            }

            address = next;
        }

        return Operand.Of(index.Span, target.Place is { IsUnbounded: true } ? Followed(address.Code, array.Element) : new Place(array.Element, address, ReadOnly: target.Place?.ReadOnly));
    }

    private Address? Offset(Operand index, ArrayBound bound, int stride, ArrayOfType array, Address address)
    {
        if (index.Elementary is not ({ IsInteger: true } or { IsBitString: true, Kind: not Elementary.Bool }))
        {
            Sink.Error(StCodes.TypeMismatch, index.Span, $"{index.Type.Name} where an integer is wanted as index");
            return null;
        }

        if (Folding.AsInteger(index.Constant) is { } constant)
        {
            if (constant < bound.Low || constant > bound.High)
            {
                Sink.Error(StCodes.IndexRange, index.Span, $"index {constant} is outside of {bound.Low}..{bound.High} of {array.Name}");
                return null;
            }

            return address + ((int)(constant - bound.Low) * stride);
        }

        CanFault = true;
        var offset = Calls.Index(index.Code, bound);
        return address.Plus(stride == 1 ? offset : Expression.Multiply(offset, Expression.Constant(stride)));
    }

    private Operand Part(PartExpression part)
    {
        var target = Bind(part.Target);
        if (target.IsBad)
        {
            return target;
        }

        var width = part.Size switch { 'B' => 8, 'W' => 16, 'D' => 32, 'L' => 64, _ => 1 };
        if (target.Elementary is not ({ IsBitString: true, Kind: not Elementary.Bool } or { IsInteger: true }) || (part.Index + 1L) * width > target.Type.Size * 8L)
        {
            return Fail(part, StCodes.BadPart, $"{target.Type.Name} has no {(width == 1 ? "bit" : "part")} {part.Index}");
        }

        if (target.Place is not { } whole)
        {
            return Fail(part, StCodes.NotAVariable, "only variables have bits and parts that can be picked", "assign the value to a variable first");
        }

        // The least significant byte comes first, so a part is a place of its own.
        var type = ElementaryType.Of(width switch { 8 => Elementary.Byte, 16 => Elementary.Word, 32 => Elementary.DWord, 64 => Elementary.LWord, _ => Elementary.Bool });
        return width == 1
            ? Operand.Of(part.Span, new Place(type, whole.At + (part.Index / 8), part.Index % 8, ReadOnly: whole.ReadOnly))
            : Operand.Of(part.Span, new Place(type, whole.At + (part.Index * width / 8), ReadOnly: whole.ReadOnly));
    }

    private Operand Direct(AddressExpression address)
    {
        if (model.Locate(address.Address) is not var (offset, bit))
        {
            return Operand.Bad(address.Span);
        }

        return Operand.Of(address.Span, new Place(Model.TypeOf(address.Address), new Address(null, model.AreaAt(address.Address.Area) + offset), bit));
    }

    private static string Word(Pou unit) => unit.Kind switch
    {
        PouKind.Function => "function",
        PouKind.Method => "method",
        PouKind.Action => "action",
        PouKind.FunctionBlock => "function block",
        _ => "program",
    };
}
