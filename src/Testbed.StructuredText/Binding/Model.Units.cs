namespace Testbed.StructuredText;

/// <summary>The variables of units.</summary>
internal sealed partial class Model
{
    private void LayOut(Pou pou)
    {
        pou.State = LayoutState.Busy;
        var declaration = pou.Declaration;
        var isFunction = pou.IsFunction;

        // Constants first, because bounds and initial values name them; then parameters, because the rest of a frame gets its initial values at each call.
        var order = declaration.Blocks.OrderBy(b => b.Section == VarSection.External ? 0 : b.IsConstant ? 1 : !isFunction || b.Section is VarSection.Input or VarSection.InOut ? 2 : 3);
        var isReset = false;
        foreach (var block in order)
        {
            if (!isReset && isFunction && !block.IsConstant && block.Section is not (VarSection.External or VarSection.Input or VarSection.InOut))
            {
                (pou.ResetFrom, isReset) = (pou.Frame.Size, true);
            }

            LayOut(pou, block);
        }

        pou.ResetFrom = isFunction && !isReset ? pou.Frame.Size : pou.ResetFrom;
        if (declaration.ReturnType is not null)
        {
            var use = Resolve(declaration.ReturnType, pou);
            pou.Result = new Variable(pou.Name, declaration.Name.Span, VarSection.Output, use.Type)
            {
                Home = Home.Frame, Offset = PlaceIn(pou.Frame, use.Type, use.Type.Size, declaration.Name.Span), Initial = use.Image,
            };
        }

        pou.State = LayoutState.Done;
        pou.CompleteImage();
        foreach (var member in pou.Members.Values)
        {
            if (pou.Find(member.Name) is not null)
            {
                Duplicate(member.Declaration.Name);
            }

            LayOut(member);
        }
    }

    private void LayOut(Pou pou, VarBlock block)
    {
        foreach (var declaration in block.Variables)
        {
            if (block.Section is VarSection.Global or VarSection.Access)
            {
                Sink.Error(StCodes.BadDeclaration, block.Span, $"a {(block.Section == VarSection.Global ? "VAR_GLOBAL" : "VAR_ACCESS")} section cannot be here", "put it outside of the unit");
                return;
            }

            var isOpen = block.Section == VarSection.InOut || (block.Section == VarSection.Input && pou.IsFunction);
            _canBeOpen = isOpen ? declaration.Type as ArrayType : null;
            var use = Resolve(declaration.Type, pou);
            if (block.Section == VarSection.External)
            {
                Externals(pou, declaration, use);
                continue;
            }

            Check(pou, block, declaration, use);
            var (image, constant) = InitialOf(use, declaration, block, pou);
            foreach (var name in declaration.Names)
            {
                var variable = Located(declaration, use, name.Span) is var (address, offset, bit)
                    ? New(name, block, use.Type) with { Home = Home.Area, Address = address, Offset = offset, Bit = bit, Initial = image, Constant = constant }
                    : InUnit(pou, block, declaration, use, name) is { Type: not ErrorType } inUnit ? inUnit with { Initial = image, Constant = constant } : New(name, block, ErrorType.Instance);
                if (!pou.Add(variable) || (pou.IsFunction && pou.Declaration.ReturnType is not null && name.Text.Equals(pou.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    Duplicate(name);
                }
            }
        }
    }

    private Variable InUnit(Pou pou, VarBlock block, VarDeclaration declaration, TypeUse use, Identifier name)
    {
        var isFrame = pou.IsFunction || block.Section == VarSection.Temp;
        var layout = isFrame ? pou.Frame : pou.Instance;
        var variable = New(name, block, use.Type) with { Home = isFrame ? Home.Frame : Home.Instance, Edge = declaration.Edge };
        variable = variable with { IsIncomplete = declaration is { At.Path.Count: 0, Edge: EdgeKind.None } && !isFrame && !variable.IsReference && !block.IsConstant };
        var type = variable.IsReference ? ElementaryType.Of(Elementary.DInt) : use.Type;
        var offset = use.Type is OpenArrayType ? layout.Add(use.Type.Size, use.Type.Alignment) : layout.Add(type.Size, type.Alignment);
        if (offset < 0)
        {
            ReportMemory(name.Span);
            return variable with { Type = ErrorType.Instance };
        }

        variable = variable with { Offset = offset, OwnOffset = variable.IsIncomplete ? PlaceIn(layout, use.Type, use.Type.Size, name.Span) : 0 };
        return declaration.Edge == EdgeKind.None ? variable : variable with { EdgeOffset = PlaceIn(layout, ElementaryType.Of(Elementary.Bool), 2, name.Span) };
    }

    private void Check(Pou pou, VarBlock block, VarDeclaration declaration, TypeUse use)
    {
        if (declaration.Edge != EdgeKind.None && (block.Section != VarSection.Input || use.Type is not ElementaryType { Kind: Elementary.Bool } || pou.IsFunction))
        {
            Sink.Error(StCodes.BadDeclaration, declaration.Span, "only BOOL inputs of programs and function blocks can have R_EDGE or F_EDGE", "use R_TRIG or F_TRIG");
        }

        if (block.Section == VarSection.InOut && declaration.Initial is not null)
        {
            Sink.Warning(StCodes.BadDeclaration, declaration.Initial.Span, "the initial value is not used: a VAR_IN_OUT is another variable", "leave it out");
        }

        if (declaration.At is not null && pou.IsFunction)
        {
            Sink.Error(StCodes.BadDeclaration, declaration.At.Span, "a function keeps nothing, so nothing in it can have a direct address", "declare it VAR_GLOBAL");
        }
        else if (declaration.At is { Path.Count: > 0 } && pou.Kind == PouKind.FunctionBlock)
        {
            Sink.Warning(StCodes.BadDeclaration, declaration.At.Span, "every instance has this variable at the same address", "declare it VAR_GLOBAL, or AT %I* with its addresses in VAR_CONFIG");
        }

        if (block.IsRetain == true && pou.IsFunction)
        {
            Sink.Error(StCodes.BadDeclaration, block.Span, "a function keeps nothing, so nothing in it can be RETAIN", "use a function block");
        }

        if (pou.IsFunction && use.Type is FunctionBlockType && block.Section is not (VarSection.InOut or VarSection.Temp))
        {
            Sink.Error(StCodes.BadDeclaration, declaration.Span, $"a function keeps nothing, so it has no instance of {use.Type.Name}", "use a function block, or pass the instance as VAR_IN_OUT");
        }
    }

    private (byte[]? Image, object? Constant) InitialOf(TypeUse use, VarDeclaration declaration, VarBlock block, Pou? scope)
    {
        if (block.Section == VarSection.InOut)
        {
            return (null, null);
        }

        var image = declaration.Initial is null ? use.Image : new Initialiser(this, scope).Image(use, declaration.Initial);
        if (!block.IsConstant || use.Type is ErrorType || use.Type.IsComposite)
        {
            return (image, null);
        }

        return (image, ConstantBytes.Read(image ?? new byte[use.Type.Size], use.Type));
    }

    private void Externals(Pou pou, VarDeclaration declaration, TypeUse use)
    {
        if (declaration.Initial is not null)
        {
            Sink.Error(StCodes.BadDeclaration, declaration.Initial.Span, "an external variable has no initial value here", "give it where the global is declared");
        }

        foreach (var name in declaration.Names)
        {
            var global = FindGlobal(name.Text);
            if (global is null)
            {
                Sink.Error(StCodes.ExternalMismatch, name.Span, $"there is no global '{name.Text}'", NearestName.Fix(name.Text, GlobalNames) ?? $"declare it in VAR_GLOBAL");
                pou.AddExternal(name.Text, new Variable(name.Text, name.Span, VarSection.Var, ErrorType.Instance));
                continue;
            }

            if (use.Type is not ErrorType && global.Type is not ErrorType && !StType.Same(global.Type, use.Type))
            {
                Sink.Error(StCodes.ExternalMismatch, declaration.Type.Span, $"the global '{name.Text}' is {global.Type.Name}, not {use.Type.Name}", $"write {global.Type.Name}");
            }

            if (!pou.AddExternal(name.Text, global))
            {
                Duplicate(name);
            }
        }
    }

    private static Variable New(Identifier name, VarBlock block, StType type) =>
        new(name.Text, name.Span, block.Section, type) { IsConstant = block.IsConstant, IsRetain = block.IsRetain };

    private int PlaceIn(Layout layout, StType type, int size, SourceSpan at)
    {
        var offset = layout.Add(size, type.Alignment);
        if (offset < 0)
        {
            ReportMemory(at);
        }

        return Math.Max(0, offset);
    }
}
