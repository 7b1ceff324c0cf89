namespace Testbed.StructuredText;

/// <summary>Initial values as bytes: of elementary variables, and of arrays, structures and blocks with the elements that are named (the rest keeps the type's own).</summary>
internal sealed class Initialiser(Model model, Pou? scope)
{
    private const int MostDepth = 32;
    private int _depth;

    /// <summary>The bytes of a variable of a type with an initial value.</summary>
    public byte[] Image(TypeUse use, ExpressionSyntax initial)
    {
        var bytes = new byte[use.Type.Size];
        use.Image?.CopyTo(bytes, 0);
        Write(bytes, use.Type, initial);
        return bytes;
    }

    private void Write(Span<byte> at, StType type, ExpressionSyntax initial)
    {
        if (++_depth > MostDepth)
        {
            model.Sink.Error(StCodes.NestedTooDeep, initial.Span, "initial values are nested too deep");
        }
        else
        {
            WriteValue(at, type, initial);
        }

        _depth--;
    }

    private void WriteValue(Span<byte> at, StType type, ExpressionSyntax initial)
    {
        switch (type, initial)
        {
            case (ErrorType, _):
                break;
            case (ArrayOfType array, ArrayInitializer values):
                var next = 0;
                WriteElements(at, array, values, ref next);
                break;
            case (StructureType structure, StructInitializer values):
                foreach (var element in values.Elements)
                {
                    if (structure.Find(element.Name.Text) is { } field)
                    {
                        Write(at.Slice(field.Offset, field.Type.Size), field.Type, element.Value);
                    }
                    else
                    {
                        Unknown(element, structure.Name, structure.Fields.Select(f => f.Name));
                    }
                }

                break;
            case (FunctionBlockType block, StructInitializer values):
                WriteBlock(at, block.Pou, values);
                break;
            case ({ IsComposite: true }, _):
                Shape(initial, type is ArrayOfType ? $"write the elements of {type.Name} in brackets: [1, 2, 3(0)]" : $"write the elements of {type.Name} in parentheses: (a := 1, b := 2)", type);
                break;
            case (_, ArrayInitializer or StructInitializer):
                Shape(initial, $"write one value of {type.Name}", type);
                break;
            default:
                if (Constants.Typed(model, scope, initial, type) is { } value)
                {
                    ConstantBytes.Write(at, type, value);
                }

                break;
        }
    }

    private void WriteBlock(Span<byte> at, Pou pou, StructInitializer values)
    {
        foreach (var element in values.Elements)
        {
            if (pou.Find(element.Name.Text) is { Home: Home.Instance, Section: VarSection.Input or VarSection.Output or VarSection.Var } variable)
            {
                Write(at.Slice(variable.IsIncomplete ? variable.OwnOffset : variable.Offset, variable.Type.Size), variable.Type, element.Value);
            }
            else
            {
                Unknown(element, pou.Name, pou.Names);
            }
        }
    }

    private void WriteElements(Span<byte> at, ArrayOfType array, ArrayInitializer values, ref int next)
    {
        foreach (var element in values.Elements)
        {
            var count = element.Count is null ? 1 : (int)(Constants.Integer(model, scope, element.Count, 0, Layout.MostBytes) ?? 0);
            if (element.Value is ArrayInitializer row && array.Element is not ArrayOfType)
            {
                // Rows of an array of several dimensions may have brackets of their own.
                for (var i = 0; i < count && next < array.Count; i++)
                {
                    WriteElements(at, array, row, ref next);
                }

                continue;
            }

            if (next + count > array.Count)
            {
                Shape(element, $"the array has {array.Count} elements", array);
                return;
            }

            var size = array.Element.Size;
            if (element.Value is not null && count > 0)
            {
                var first = at.Slice(next * size, size);
                Write(first, array.Element, element.Value);
                for (var i = 1; i < count; i++)
                {
                    first.CopyTo(at[((next + i) * size)..]);
                }
            }

            next += count;
        }
    }

    private void Shape(SyntaxNode at, string fix, StType type) => model.Sink.Error(StCodes.InitialShape, at.Span, $"this is no initial value of {type.Name}", fix);

    private void Unknown(ElementInit element, string of, IEnumerable<string> known) =>
        model.Sink.Error(StCodes.UnknownMember, element.Name.Span, $"{of} has no '{element.Name.Text}'", NearestName.Fix(element.Name.Text, known));
}
