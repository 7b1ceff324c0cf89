using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// An argument as the caller wrote it: its type, and whether it is an untyped literal (whose type may still become another that holds it; the caller checks that the value does).
/// The type of an untyped integer literal is the narrowest of SINT, USINT, INT, UINT, DINT, UDINT, LINT, ULINT that holds it, that of a real one REAL or LREAL, of a text one its own length. Where all
/// arguments are untyped literals and a type is wanted of the result, the caller may ask with that type for theirs first.
/// </summary>
internal readonly record struct ArgumentType(StType Type, bool IsUntypedLiteral);

/// <summary>
/// An overload that fits: the types to which the arguments are converted (implicitly; figure 12), the type of the result, and the code. <paramref name="Emit"/> gets one expression per
/// argument, of the CLR type of its parameter, and gives one of the CLR type of the result; it must evaluate each argument once.
/// </summary>
internal sealed record FunctionMatch(IReadOnlyList<StType> Parameters, StType Result, Func<IReadOnlyList<Expression>, Expression> Emit);

/// <summary>
/// A standard function (6.6.2.5). <paramref name="ParameterNames"/> are those of formal calls; an extensible function (<c>MAX</c>, <c>CONCAT</c>, <c>MUX</c>) repeats the last as IN1, IN2, ...
/// <paramref name="Resolve"/> picks the overload for the argument types in order, or gives null when none fits. <paramref name="Signature"/> is shown in messages.
/// </summary>
internal sealed record StandardFunction(
    string Name, IReadOnlyList<string> ParameterNames, bool IsExtensible, Func<IReadOnlyList<ArgumentType>, FunctionMatch?> Resolve, string Signature);
