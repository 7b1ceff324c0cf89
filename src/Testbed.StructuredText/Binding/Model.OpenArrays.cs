namespace Testbed.StructuredText;

/// <content>Arrays of variable length.</content>
internal sealed partial class Model
{
    /// <summary>The one type, if any, that may be an array of variable length now.</summary>
    private ArrayType? _canBeOpen;

    private TypeUse OpenArray(ArrayType array, StType element)
    {
        if (element is ErrorType)
        {
            return Unknown;
        }

        if (ReferenceEquals(array, _canBeOpen) && array.Ranges.All(r => r.IsStar()))
        {
            return new(new OpenArrayType(element, array.Ranges.Count), null);
        }

        Sink.Error(StCodes.BadDeclaration, array.Span, "only a VAR_IN_OUT, or a VAR_INPUT of a function or method, can be an ARRAY[*], in all its dimensions", "give the bounds: ARRAY[1..10]");
        return Unknown;
    }
}
