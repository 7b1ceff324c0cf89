using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <content>References (6.4.4.10, table 12): REF, NULL, following them, and what other tools do with pointers.</content>
internal sealed partial class ExpressionBinder
{
    /// <summary>REF(x), which others call ADR(x), and their SIZEOF(x), the bytes of a variable or type; null when it is another call.</summary>
    private Operand? Reference(CallExpression call, string name)
    {
        if (name.Equals("SIZEOF", StringComparison.OrdinalIgnoreCase) && call.Arguments is [{ Name: null, Value: { } measured }])
        {
            var type = measured is NameExpression { Name: var word } && FindVariable(word) is null && model.FindType(word) is { } use ? use.Type : Bind(measured) is { IsBad: false } value ? value.Type : null;
            return type is null ? Operand.Bad(call.Span) : Operand.Untyped(call.Span, (Int128)type.Size);
        }

        var isReference = name.Equals("REF", StringComparison.OrdinalIgnoreCase) || name.Equals("ADR", StringComparison.OrdinalIgnoreCase);
        if (!isReference || call.Arguments is not [{ Name: null, Value: { } target }])
        {
            return null;
        }

        return BindPlace(target, isWritten: true) is { } place ? new(call.Span, ReferenceType.To(place.Type), place.Reference()) : Operand.Bad(call.Span);
    }

    private Operand Follow(DereferenceExpression dereference)
    {
        var operand = Bind(dereference.Target);
        if (operand.IsBad)
        {
            return operand;
        }

        if (operand.Type is not ReferenceType { IsNull: false } reference)
        {
            return Fail(dereference, StCodes.TypeMismatch, $"'^' follows a reference, and {operand.Type.Name} is none");
        }

        return reference.Target is ErrorType ? Operand.Bad(dereference.Span) : Operand.Of(dereference.Span, Followed(operand.Code, reference.Target));
    }

    private Place Followed(Expression reference, StType target)
    {
        CanFault = true;
        return target.ClrType == typeof(bool) ? new(target, new Address(Calls.FollowBool(reference), 0), IsReference: true)
            : target is ArrayOfType ? new(target, new Address(Calls.Follow(reference, 1), 0)) { IsUnbounded = true }
            : new(target, new Address(Calls.Follow(reference, target.Size), 0));
    }

    /// <summary>Operators of references; null when these are none. As in many tools a number added to one counts bytes.</summary>
    private static Operand? References(BinaryExpression binary, Operand left, Operand right)
    {
        switch (binary.Operator, left.Type, right.Type)
        {
            case (BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual, ReferenceType, ReferenceType):
                return Operators.Compare(binary.Span, binary.Operator, Raw(left), Raw(right));
            case (>= BinaryOperator.Less and <= BinaryOperator.NotEqual, ReferenceType, _) when IsCount(right):
            case (>= BinaryOperator.Less and <= BinaryOperator.NotEqual, _, ReferenceType) when IsCount(left):
                return Operators.Compare(binary.Span, binary.Operator, Long(left), Long(right));
            case (BinaryOperator.Add or BinaryOperator.Subtract, ReferenceType, _) when IsCount(right):
                return Moved(binary, left, right);
            case (BinaryOperator.Add, _, ReferenceType) when IsCount(left):
                return Moved(binary, right, left);
            case (BinaryOperator.Subtract, ReferenceType, ReferenceType):
                return new(binary.Span, ElementaryType.Of(Elementary.DInt), Expression.Subtract(left.Code, right.Code));
            default:
                return null;
        }
    }

    private static Operand Moved(BinaryExpression binary, Operand reference, Operand by)
    {
        var count = Calls.Widen(by.Code, typeof(int));
        return new(binary.Span, reference.Type, binary.Operator == BinaryOperator.Add ? Expression.Add(reference.Code, count) : Expression.Subtract(reference.Code, count));
    }

    private static bool IsCount(Operand operand) => operand.Elementary is { IsInteger: true } or { IsBitString: true, Kind: not Elementary.Bool } && operand.Type is not EnumerationType;

    private static Operand Long(Operand operand) =>
        new(operand.Span, ElementaryType.Of(Elementary.LInt), Calls.Widen(operand.Type is ReferenceType ? Calls.Widen(operand.Code, typeof(uint)) : operand.Code, typeof(long)));

    private static Operand Raw(Operand reference) => new(reference.Span, ElementaryType.Of(Elementary.DInt), reference.Code);

    /// <summary>Whether an expression is a namespace in front of a name.</summary>
    private bool IsNamespace(ExpressionSyntax syntax) => syntax switch
    {
        NameExpression name => model.IsNamespace(name.Name) && FindVariable(name.Name) is null,
        MemberExpression member => model.IsNamespace(member.Member.Text) && IsNamespace(member.Target),
        _ => false,
    };

    /// <summary>Whether <c>THIS</c>, or <c>THIS^</c>, stands for the instance that a block or method runs on (6.6.5.7).</summary>
    private bool IsThis(ExpressionSyntax syntax) =>
        (syntax is DereferenceExpression { Target: var inner } ? inner : syntax) is NameExpression name
        && name.Name.Equals("THIS", StringComparison.OrdinalIgnoreCase) && FindVariable(name.Name) is null && (pou?.Owner ?? pou)?.Kind is PouKind.FunctionBlock;
}
