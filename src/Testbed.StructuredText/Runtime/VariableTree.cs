using System.Globalization;

namespace Testbed.StructuredText;

/// <summary>The elementary variables of a program, found by walking through types; and the bytes that are retained.</summary>
internal sealed class VariableTree(Model model, Configuration configuration)
{
    /// <summary>Longer arrays are not taken apart.</summary>
    private const int MostElements = 4096;

    /// <summary>Most variables listed.</summary>
    private const int MostVariables = 1_000_000;

    private readonly List<PlcVariable> _leaves = [];

    /// <summary>Globals, then instances in order.</summary>
    public IReadOnlyList<PlcVariable> Leaves()
    {
        foreach (var global in model.Globals)
        {
            Root(global, global.Name, "VAR_GLOBAL", new Address(null, 0), false);
        }

        foreach (var instance in configuration.Instances)
        {
            foreach (var variable in instance.Pou.Variables)
            {
                Root(variable, $"{instance.Name}.{variable.Name}", Section(variable.Section), new Address(null, instance.At), instance.IsRetain == true);
            }
        }

        return _leaves;
    }

    /// <summary>A direct address as a variable, although nothing is declared there.</summary>
    public PlcVariable? Direct(DirectAddress address, int offset, int bit)
    {
        var (_, start, size) = model.AreaPlaces.First(a => a.Area == address.Area);
        var type = Model.TypeOf(address);
        return offset + type.Size > size ? null : new(Model.AddressText(address), type.Name, "VAR_GLOBAL", false, false, Model.AddressText(address))
        {
            Offset = start + offset, Type = type, Bit = bit,
        };
    }

    /// <summary>What is retained, by place.</summary>
    public RetainedMemory Retained()
    {
        var retained = new RetainedMemory();
        foreach (var global in model.Globals.Where(g => !g.IsConstant))
        {
            Retain(retained, global, global.Name, model.AddressOf(global, null).Offset, global.IsRetain == true);
        }

        foreach (var instance in configuration.Instances)
        {
            foreach (var variable in instance.Pou.Variables.Where(v => !v.IsConstant && v.Home is Home.Instance or Home.Area && v.Section != VarSection.InOut))
            {
                var (at, bit, _) = configuration.Locations.PlaceOf(variable, instance.At);
                Retain(retained, variable with { Bit = bit }, $"{instance.Name}.{variable.Name}", at, variable.IsRetain ?? instance.IsRetain == true);
            }
        }

        return retained;
    }

    private void Retain(RetainedMemory retained, Variable variable, string path, int at, bool isRetained)
    {
        if (variable.Bit >= 0)
        {
            if (isRetained)
            {
                retained.AddBit(path, at, variable.Bit);
            }
        }
        else
        {
            Retain(retained, variable.Type, path, at, isRetained);
        }
    }

    private void Retain(RetainedMemory retained, StType type, string path, int at, bool isRetained)
    {
        switch (type)
        {
            case FunctionBlockType { Pou: var pou }:
                foreach (var variable in pou.Variables.Where(v => v is { Home: Home.Instance, Section: not VarSection.InOut, IsConstant: false }))
                {
                    var (place, bit, _) = configuration.Locations.PlaceOf(variable, at);
                    Retain(retained, variable with { Bit = bit }, $"{path}.{variable.Name}", place, variable.IsRetain ?? isRetained);
                    if (variable.Edge != EdgeKind.None && (variable.IsRetain ?? isRetained))
                    {
                        retained.Add($"{path}.{variable.Name}#edge", "BOOL", at + variable.EdgeOffset, 2);
                    }
                }

                break;
            case ArrayOfType array when HasBlocks(array.Element):
                for (var i = 0; i < array.Count; i++)
                {
                    Retain(retained, array.Element, $"{path}[{i}]", at + (i * array.Element.Size), isRetained);
                }

                break;
            case StructureType structure when HasBlocks(structure):
                foreach (var field in structure.Fields)
                {
                    Retain(retained, field.Type, $"{path}.{field.Name}", at + field.Offset, isRetained);
                }

                break;
            default:
                if (isRetained)
                {
                    retained.Add(path, type.Name, at, type.Size);
                }

                break;
        }
    }

    private static bool HasBlocks(StType type) => type switch
    {
        FunctionBlockType => true,
        ArrayOfType array => HasBlocks(array.Element),
        StructureType structure => structure.Fields.Any(f => HasBlocks(f.Type)),
        _ => false,
    };

    private void Root(Variable variable, string path, string section, Address instance, bool isRetained)
    {
        if (variable.Home is Home.Frame || variable.Section == VarSection.InOut)
        {
            return;
        }

        var (at, bit, address) = configuration.Locations.PlaceOf(variable, instance.Offset);
        var leaf = new PlcVariable(path, "", section, variable.IsConstant, variable.IsRetain ?? isRetained, address is null ? null : Model.AddressText(address)) { Bit = bit };
        Walk(leaf, variable.Type, at);
    }

    private void Walk(PlcVariable leaf, StType type, int at)
    {
        switch (type)
        {
            case ArrayOfType array:
                for (var i = 0; i < array.Count && array.Count <= MostElements; i++)
                {
                    Walk(leaf with { Path = leaf.Path + Indices(array, i) }, array.Element, at + (i * array.Element.Size));
                }

                break;
            case StructureType structure:
                foreach (var field in structure.Fields)
                {
                    Walk(leaf with { Path = $"{leaf.Path}.{field.Name}" }, field.Type, at + field.Offset);
                }

                break;
            case FunctionBlockType { Pou: var pou }:
                foreach (var variable in pou.Variables.Where(v => v is { Home: Home.Instance, Section: not VarSection.InOut }))
                {
                    var (place, bit, address) = configuration.Locations.PlaceOf(variable, at);
                    var inner = leaf with
                    {
                        Path = $"{leaf.Path}.{variable.Name}", Section = Section(variable.Section), IsConstant = leaf.IsConstant || variable.IsConstant,
                        IsRetained = variable.IsRetain ?? leaf.IsRetained, Address = address is null ? null : Model.AddressText(address), Bit = bit,
                    };
                    Walk(inner, variable.Type, place);
                }

                break;
            case ErrorType or ReferenceType:
                break;
            default:
                if (_leaves.Count < MostVariables)
                {
                    _leaves.Add(leaf with { TypeName = type.Name, Type = type, Offset = at });
                }

                break;
        }
    }

    private static string Indices(ArrayOfType array, int element)
    {
        var indices = new string[array.Bounds.Count];
        for (var i = indices.Length - 1; i >= 0; i--)
        {
            var count = (int)array.Bounds[i].Count;
            indices[i] = (array.Bounds[i].Low + (element % count)).ToString(CultureInfo.InvariantCulture);
            element /= count;
        }

        return $"[{string.Join(",", indices)}]";
    }

    private static string Section(VarSection section) => section switch
    {
        VarSection.Var => "VAR",
        VarSection.Input => "VAR_INPUT",
        VarSection.Output => "VAR_OUTPUT",
        VarSection.InOut => "VAR_IN_OUT",
        VarSection.Temp => "VAR_TEMP",
        VarSection.External => "VAR_EXTERNAL",
        VarSection.Access => "VAR_ACCESS",
        _ => "VAR_GLOBAL",
    };
}
