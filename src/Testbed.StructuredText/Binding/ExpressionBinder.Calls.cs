using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Calls of units (6.6.1.4): functions in expressions and statements, blocks in statements; formal and informal, with EN and ENO.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly ElementaryType Bool = ElementaryType.Of(Elementary.Bool);

    /// <summary>The place in the sources to which a call's faults go back when the called unit is done.</summary>
    public int Site { get; set; }

    /// <summary>A call that stands alone; a value it has is dropped.</summary>
    public Expression? BindStatement(CallExpression call)
    {
        var operand = Call(call, isStatement: true);
        return operand.IsBad ? null : operand.Code;
    }

    /// <summary>A call of a program or block instance at a place.</summary>
    public Expression? BindInstance(CallExpression call, Pou callee, Address at)
    {
        var operand = Instance(call, callee, at);
        return operand.IsBad ? null : operand.Code;
    }

    private Operand Call(CallExpression call, bool isStatement, StType? expected = null)
    {
        if (call.Callee is MemberExpression qualified && IsNamespace(qualified.Target))
        {
            return Call(call with { Callee = new NameExpression(qualified.Member.Span, qualified.Member.Text) }, isStatement, expected);
        }

        if (call.Callee is NameExpression name && FindVariable(name.Name) is null)
        {
            return (pou?.Owner ?? pou)?.Members.GetValueOrDefault(name.Name) is { } own
                ? Run(call, own, new Address(Place.Self, 0), isStatement)
                : Function(call, name, isStatement, expected);
        }

        if (call.Callee is MemberExpression self && IsThis(self.Target) && (pou!.Owner ?? pou).Members.GetValueOrDefault(self.Member.Text) is { } ofThis)
        {
            return Run(call, ofThis, new Address(Place.Self, 0), isStatement);
        }

        var target = call.Callee is MemberExpression inside && !IsThis(inside.Target) ? Bind(inside.Target) : Bind(call.Callee);
        if (call.Callee is MemberExpression member && !target.IsBad && !IsThis(member.Target))
        {
            if (target.Type is FunctionBlockType { Pou: var owner } && owner.Members.GetValueOrDefault(member.Member.Text) is { } method)
            {
                return Run(call, method, target.Place!.At, isStatement);
            }

            target = Member(member, target);
        }

        if (target.IsBad)
        {
            return target;
        }

        if (target.Type is not FunctionBlockType { Pou: var block })
        {
            return Fail(call.Callee, StCodes.NotCallable, $"{target.Type.Name} cannot be called");
        }

        return isStatement
            ? Instance(call, block, target.Place!.At)
            : Fail(call, StCodes.NoValue, $"a call of the function block {block.Name} has no value", "call it in a statement, then read its outputs");
    }

    private Operand Function(CallExpression call, NameExpression name, bool isStatement, StType? expected)
    {
        // TIME() is what several systems offer for the time since the controller's start.
        var isTime = name.Name.Equals("TIME", StringComparison.OrdinalIgnoreCase) && call.Arguments.Count == 0;
        if (isTime || (pou is { IsLibrary: true } && name.Name is "__TIME" or "__CYCLE" && pou.IsLibrary))
        {
            var field = name.Name == "__CYCLE" ? nameof(PlcState.Cycle) : nameof(PlcState.Now);
            return new(call.Span, ElementaryType.Of(Elementary.Time), Expression.Field(Place.State, field));
        }

        var callee = model.FindPou(name.Name);
        if (callee is null)
        {
            if ((Reference(call, name.Name) ?? Bound(call, name.Name)) is { } special)
            {
                return special;
            }

            return Standard(call, name, expected);
        }

        if (callee.Kind != PouKind.Function)
        {
            return Fail(call.Callee, StCodes.NotCallable, $"'{name.Name}' is a {Word(callee)}", callee.Kind == PouKind.FunctionBlock ? "declare an instance of it and call that" : "run it by a task");
        }

        return Run(call, callee, new Address(null, 0), isStatement);
    }

    // A function, or an action or method of the instance at a place.
    private Operand Run(CallExpression call, Pou callee, Address at, bool isStatement)
    {
        if (callee.Result is null && !isStatement)
        {
            return Fail(call, StCodes.NoValue, $"'{callee.Name}' returns nothing");
        }

        if (callee.State != LayoutState.Done)
        {
            return Fail(call, StCodes.NotConstant, $"'{callee.Name}' cannot be called in its own declarations");
        }

        var code = Unit(call, callee, at);
        if (code is null || callee.Result?.Type is ErrorType)
        {
            return Operand.Bad(call.Span);
        }

        if (callee.Result is not { } result)
        {
            return new(call.Span, Bool, code);
        }

        var place = new Place(result.Type, new Address(null, model.FrameOf(callee) + result.Offset));
        var value = place.Read();
        return new(call.Span, result.Type is RangeType ? result.Type.Base : result.Type, Expression.Block(value.Type, code, value));
    }

    private Operand Instance(CallExpression call, Pou block, Address at) => Unit(call, block, at) is { } code ? new(call.Span, Bool, code) : Operand.Bad(call.Span);

    /// <summary>Parameters, body, outputs; null after a message.</summary>
    private Expression? Unit(CallExpression call, Pou callee, Address at)
    {
        var bound = Arguments(call, callee);
        if (bound is null)
        {
            return null;
        }

        model.FrameOf(callee);
        pou?.Calls.TryAdd(callee, call.Callee.Span);
        CanFault = true;
        var code = new CallCode();
        if (at.Dynamic is not null && at.Dynamic != Place.Self)
        {
            at = new Address(code.Keep(at.Code), 0);
        }

        var isGood = true;
        foreach (var parameter in Parameters(callee))
        {
            var argument = bound.GetValueOrDefault(parameter.Name);
            isGood &= parameter.Section switch
            {
                _ when parameter.Type is OpenArrayType open && argument?.Value is not null => OpenArray(parameter, argument, open, PlaceIn(callee, parameter, at).At, code),
                VarSection.Input when parameter.Type is OpenArrayType => Missing(call, callee, parameter, "VAR_INPUT of variable length"),
                VarSection.Input => Input(call, callee, parameter, argument, at, code),
                VarSection.InOut => InOut(call, callee, parameter, argument, at, code),
                _ => true,
            };
        }

        code.Run(Calls.Step(), Calls.Invoke(callee.Number, callee.Kind == PouKind.Function ? Expression.Constant(0) : at.Code), Calls.Site(Site));
        foreach (var parameter in Parameters(callee).Where(p => p.Section == VarSection.Output))
        {
            isGood &= Output(parameter, bound.GetValueOrDefault(parameter.Name), PlaceIn(callee, parameter, at), code);
        }

        return isGood && Enabling(bound, callee, code) is { } whole ? whole : null;
    }

    // EN decides whether the unit runs, ENO says whether it did (6.6.1.6); a unit that declares parameters of these names itself has them like any others.
    private Expression? Enabling(Dictionary<string, ArgumentSyntax> bound, Pou callee, CallCode code)
    {
        if (bound.GetValueOrDefault("EN")?.Value is { } en && callee.Find("EN") is null)
        {
            var enabled = BindTo(en, Bool);
            code.Condition = enabled.Code;
            if (enabled.IsBad)
            {
                return null;
            }
        }

        if (bound.GetValueOrDefault("ENO") is { Value: { } eno } argument && callee.Find("ENO") is null)
        {
            if (BindPlace(eno, isWritten: true) is not { } place || Conversions.To(new(eno.Span, Bool, code.Enabled), place.Type, Sink) is not { IsBad: false } value)
            {
                return null;
            }

            code.Always(place.Write(argument.IsNegated ? Expression.Not(value.Code) : value.Code));
        }

        return code.Whole();
    }

    private bool Input(CallExpression call, Pou callee, Variable parameter, ArgumentSyntax? argument, Address at, CallCode code)
    {
        var place = PlaceIn(callee, parameter, at);
        if (argument?.Value is null)
        {
            if (callee.IsFunction)
            {
                code.Late(Default(parameter, place));
            }

            return true;
        }

        var value = BindTo(argument.Value, parameter.Type);
        if (value.IsBad)
        {
            return false;
        }

        // A function's parameters have one place each, so they are set when all arguments are worked out: one of them may call the same function.
        var isLater = callee.IsFunction && !parameter.Type.IsComposite && value.Constant is null && call.Arguments.Count > 1
            && call.Arguments.Any(a => a != argument && a.Value is not (null or LiteralExpression or NameExpression or AddressExpression));
        if (isLater)
        {
            code.Late(place.Write(code.Keep(value.Code)));
        }
        else
        {
            code.Before(place.Write(value.Code));
        }

        return true;
    }

    private bool InOut(CallExpression call, Pou callee, Variable parameter, ArgumentSyntax? argument, Address at, CallCode code)
    {
        if (argument?.Value is null)
        {
            return Missing(call, callee, parameter, "VAR_IN_OUT");
        }

        if (BindPlace(argument.Value, isWritten: true) is not { } place)
        {
            return false;
        }

        var isText = place.Type is TextType from && parameter.Type is TextType to && from.IsWide == to.IsWide && from.MaxLength >= to.MaxLength;
        if (!isText && parameter.Type is not ErrorType && !StType.Same(place.Type, parameter.Type))
        {
            Sink.Error(StCodes.TypeMismatch, argument.Value.Span, $"a variable of {place.Type.Name} where one of {parameter.Type.Name} is wanted", "a VAR_IN_OUT is the caller's variable itself: it converts to nothing");
            return false;
        }

        var slot = parameter.Home == Home.Frame ? new Address(null, model.FrameOf(callee) + parameter.Offset) : at + parameter.Offset;
        code.Late(Calls.Write(typeof(int), slot.Code, code.Keep(place.Reference())));
        return true;
    }

    private bool Missing(CallExpression call, Pou callee, Variable parameter, string what)
    {
        Sink.Error(StCodes.MissingParameter, call.Span, $"'{parameter.Name}' of {callee.Name} is {what} and must be given", $"write {parameter.Name} := a variable");
        return false;
    }

    private bool Output(Variable parameter, ArgumentSyntax? argument, Place from, CallCode code)
    {
        if (argument?.Value is null)
        {
            return true;
        }

        if (BindPlace(argument.Value, isWritten: true) is not { } place)
        {
            return false;
        }

        var value = Conversions.To(Operand.Of(argument.Span, from), place.Type, Sink);
        if (value.IsBad || (argument.IsNegated && parameter.Type != Bool))
        {
            return false;
        }

        code.Run(place.Write(argument.IsNegated ? Expression.Not(value.Code) : value.Code));
        return true;
    }

    private Place PlaceIn(Pou callee, Variable parameter, Address at) => InInstance(parameter, parameter.Home == Home.Frame ? new Address(null, model.FrameOf(callee)) : at, null);

    private static Place InInstance(Variable variable, Address at, string? readOnly) => variable is { IsReference: true, Type: not OpenArrayType }
        ? new(variable.Type, new Address(Calls.Read(typeof(int), (at + variable.Offset).Code), 0), IsReference: variable.Type.ClrType == typeof(bool), ReadOnly: readOnly)
        : new(variable.Type, at + variable.Offset, ReadOnly: readOnly);

    private static Expression Default(Variable parameter, Place place) => parameter.Type is ElementaryType or EnumerationType or RangeType
        ? place.Write(Expression.Constant(ConstantBytes.Read(parameter.Initial ?? new byte[parameter.Type.Size], parameter.Type.Base)))
        : Calls.Reset(place.At.Offset, parameter.Type.Size);

    private static IEnumerable<Variable> Parameters(Pou callee) =>
        callee.Variables.Where(v => v is { Section: VarSection.Input or VarSection.InOut or VarSection.Output, Type: not ErrorType, Home: not Home.Area, IsConstant: false });
}
