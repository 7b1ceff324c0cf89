using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <content>Arrays of variable length (6.5.3, table 15).</content>
internal sealed partial class ExpressionBinder
{
    // Tells the callee where the array is and what its bounds are.
    private bool OpenArray(Variable parameter, ArgumentSyntax argument, OpenArrayType type, Address slot, CallCode code)
    {
        if (BindPlace(argument.Value!, isWritten: parameter.Section == VarSection.InOut) is not { } place)
        {
            return false;
        }

        if (!type.Takes(place.Type))
        {
            Sink.Error(StCodes.TypeMismatch, argument.Value!.Span, $"a variable of {place.Type.Name} where one of {type.Name} is wanted");
            return false;
        }

        if (place.Type is not ArrayOfType array)
        {
            code.Late(Calls.Copy(slot.Code, code.Keep(place.At.Code), type.Size));
            return true;
        }

        code.Late(Calls.Write(typeof(int), slot.Code, code.Keep(place.Reference())));
        for (var i = 0; i < array.Bounds.Count; i++)
        {
            var at = slot + OpenArrayType.BoundsAt(i);
            code.Late(Calls.Write(typeof(int), at.Code, Expression.Constant((int)array.Bounds[i].Low)));
            code.Late(Calls.Write(typeof(int), (at + sizeof(int)).Code, Expression.Constant((int)array.Bounds[i].High)));
        }

        return true;
    }

    private Operand Index(IndexExpression index, Operand target, OpenArrayType array, List<Operand> indices)
    {
        if (indices.Count != array.Dimensions)
        {
            return Fail(index, StCodes.IndexShape, $"{array.Name} takes {array.Dimensions} {(array.Dimensions == 1 ? "index" : "indices")}, not {indices.Count}");
        }

        Expression? element = null;
        for (var i = 0; i < indices.Count; i++)
        {
            if (!IsCount(indices[i]))
            {
                return Fail(index.Indices[i], StCodes.TypeMismatch, $"{indices[i].Type.Name} where an integer is wanted as index");
            }

            var bounds = target.Place!.At + OpenArrayType.BoundsAt(i);
            var from = Calls.OpenIndex(bounds, indices[i].Code);
            element = element is null ? from : Expression.Add(Expression.Multiply(element, Calls.OpenCount(bounds)), from);
        }

        CanFault = true;
        var offset = Expression.Multiply(element!, Expression.Constant(array.Element.Size));
        var start = Calls.Read(typeof(int), target.Place!.At.Code);
        return Operand.Of(index.Span, new Place(array.Element, new Address(Expression.Add(start, offset), 0), ReadOnly: target.Place.ReadOnly));
    }

    /// <summary>LOWER_BOUND(array, dimension) and UPPER_BOUND; null when it is another call.</summary>
    private Operand? Bound(CallExpression call, string name)
    {
        var isLower = name.Equals("LOWER_BOUND", StringComparison.OrdinalIgnoreCase);
        if ((!isLower && !name.Equals("UPPER_BOUND", StringComparison.OrdinalIgnoreCase)) || call.Arguments is not [{ Value: { } of }, { Value: { } dimension }])
        {
            return null;
        }

        var target = Bind(of);
        var most = target.Type is OpenArrayType open ? open.Dimensions : target.Type is ArrayOfType array ? array.Bounds.Count : 0;
        if (target.IsBad)
        {
            return target;
        }

        if (most == 0)
        {
            return Fail(of, StCodes.IndexShape, $"{target.Type.Name} is no array");
        }

        if (Constants.Integer(model, pou, dimension, 1, most) is not { } number)
        {
            return Operand.Bad(call.Span);
        }

        var type = ElementaryType.Of(Elementary.DInt);
        return target.Type is ArrayOfType { Bounds: var bounds }
            ? Operand.Of(call.Span, type, (int)Math.Clamp(isLower ? bounds[(int)number - 1].Low : bounds[(int)number - 1].High, int.MinValue, int.MaxValue))
            : new(call.Span, type, Calls.Read(typeof(int), (target.Place!.At + (OpenArrayType.BoundsAt((int)number - 1) + (isLower ? 0 : sizeof(int)))).Code));
    }
}
