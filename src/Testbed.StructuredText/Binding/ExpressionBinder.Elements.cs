using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <content>Indices, bits and direct addresses.</content>
internal sealed partial class ExpressionBinder
{
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
}
