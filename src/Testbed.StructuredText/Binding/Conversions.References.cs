using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <content>References.</content>
internal static partial class Conversions
{
    // NULL, which is 0 in other tools; and, with a warning, a reference to something else, which is how pointers read bytes.
    private static Operand? Reference(Operand value, StType wanted, DiagnosticSink sink)
    {
        if (wanted is not ReferenceType to)
        {
            return wanted.Base is ElementaryType { Size: >= 4 } whole && IsWhole(whole) && value.Type is ReferenceType
                ? Address(value, wanted, Expression.Convert(Expression.Convert(value.Code, typeof(uint)), wanted.ClrType), sink) : null;
        }

        if (!value.IsUntyped && value.Elementary is { Size: >= 4 } number && IsWhole(number) && value.Type is not EnumerationType)
        {
            return Address(value, to, Expression.Convert(value.Code, typeof(int)), sink);
        }

        if (value.IsUntyped && value.Constant is Int128 integer && integer == 0)
        {
            return Operand.Of(value.Span, to, 0);
        }

        if (value.Type is not ReferenceType from)
        {
            return null;
        }

        if (to.Target is ErrorType || (!from.IsNull && from.Target is ErrorType))
        {
            return Operand.Bad(value.Span);
        }

        // The characters stand behind the length.
        if (from.Target is TextType { IsWide: false } && IsByte(to.Target))
        {
            sink.Warning(StCodes.OtherReference, value.Span, $"{from.Name} is used as {to.Name}: what is there are the characters, and their number stays as it is");
            return new(value.Span, to, Expression.Add(value.Code, Expression.Constant(sizeof(ushort))));
        }

        if (!from.IsNull && !StType.Same(from, to))
        {
            if (!IsPlain(from.Target) || !IsPlain(to.Target))
            {
                return null;
            }

            sink.Warning(StCodes.OtherReference, value.Span, $"{from.Name} is used as {to.Name}: the bytes there are read as {to.Target.Name}");
        }

        return value with { Type = to };
    }

    private static Operand Address(Operand value, StType to, Expression code, DiagnosticSink sink)
    {
        sink.Warning(StCodes.OtherReference, value.Span, $"{value.Type.Name} is used as {to.Name}: addresses are those of the instance's memory");
        return new(value.Span, to, code);
    }

    private static bool IsWhole(ElementaryType type) => type.IsInteger || IsBits(type);

    private static bool IsByte(StType type) => type is ArrayOfType array ? IsByte(array.Element) : type.Base is ElementaryType { Size: 1, Kind: not Elementary.Bool };

    private static bool IsPlain(StType type) => type is ArrayOfType array ? IsPlain(array.Element) : type is StructureType or { Base: ElementaryType { Kind: not Elementary.Bool } };
}
