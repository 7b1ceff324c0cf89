using System.Runtime.InteropServices;

namespace Testbed.StructuredText;

/// <summary>
/// Incompletely specified addresses (<c>AT %I*</c>, 6.5.5.4) and VAR_CONFIG (6.8.1), which gives them places and other variables of an instance their initial values. Such a variable is a reference
/// in its instance: to the place that VAR_CONFIG names, or else to a place of its own behind it.
/// </summary>
internal sealed class InstanceLocations(Model model)
{
    private readonly Dictionary<int, DirectAddress> _configured = [];
    private readonly List<(Variable Variable, int At, byte[] Image)> _initial = [];
    private readonly Dictionary<Pou, bool> _isConcerned = [];

    /// <summary>Takes the entries of VAR_CONFIG.</summary>
    public void Configure(ConfigurationDeclaration configuration, IReadOnlyList<Instance> instances)
    {
        foreach (var init in configuration.InstanceInits)
        {
            if (Find(init, configuration, instances) is not var (variable, at))
            {
                continue;
            }

            var use = model.Resolve(init.Type, null);
            if (use.Type is not ErrorType && !StType.Same(use.Type, variable.Type))
            {
                model.Sink.Error(StCodes.TypeMismatch, init.Type.Span, $"'{variable.Name}' is {variable.Type.Name}, not {use.Type.Name}", $"write {variable.Type.Name}");
                continue;
            }

            if (init.At is not null && !variable.IsIncomplete)
            {
                model.Sink.Error(StCodes.BadLocation, init.At.Span, $"'{variable.Name}' is not declared with an incomplete address", $"declare it {variable.Name} AT %{init.At.Area}*");
            }
            else if (init.At is not null && model.CanBeAt(init.At, variable.Type, init.At.Span))
            {
                _configured[at + variable.Offset] = init.At;
            }

            if (init.Initial is not null)
            {
                _initial.Add((variable, at, new Initialiser(model, null).Image(new(variable.Type, variable.Initial), init.Initial)));
            }
        }
    }

    /// <summary>Says once that some addresses stay incomplete.</summary>
    public void WarnOfIncomplete(IReadOnlyList<Instance> instances)
    {
        var open = new List<Variable>();
        foreach (var instance in instances)
        {
            Walk(instance.Pou.Type, instance.At, (variable, at) =>
            {
                if (!_configured.ContainsKey(at + variable.Offset))
                {
                    open.Add(variable);
                }
            });
        }

        if (open.Count > 0)
        {
            model.Sink.Warning(
                StCodes.IncompleteAddress, open[0].Span, $"no VAR_CONFIG completes the address of '{open[0].Name}'{(open.Count > 1 ? $" (and {open.Count - 1} more)" : "")}: it is a variable like any other",
                "give it an address in VAR_CONFIG");
        }
    }

    /// <summary>Where the value of a variable is: in its instance, or where its address says. For all but VAR_IN_OUT.</summary>
    public (int Offset, int Bit, DirectAddress? Address) PlaceOf(Variable variable, int instanceAt)
    {
        if (variable.Home != Home.Instance)
        {
            return (model.AddressOf(variable, null).Offset, variable.Bit, variable.Address);
        }

        if (!variable.IsIncomplete)
        {
            return (instanceAt + variable.Offset, -1, null);
        }

        return _configured.TryGetValue(instanceAt + variable.Offset, out var address) && Model.PlaceOf(address) is var (offset, bit)
            ? (model.AreaAt(address.Area) + offset, bit, address)
            : (instanceAt + variable.OwnOffset, -1, null);
    }

    /// <summary>Writes references and initial values into the initial memory.</summary>
    public void Write(byte[] image, IReadOnlyList<Instance> instances)
    {
        void Refer(Variable variable, int at)
        {
            var (offset, bit, _) = PlaceOf(variable, at);
            MemoryMarshal.Write(image.AsSpan(at + variable.Offset), bit < 0 ? offset : offset | ((bit + 1) << 24));
            if (variable.Initial is not null)
            {
                Put(image, offset, bit, variable.Initial);
            }
        }

        foreach (var instance in instances)
        {
            Walk(instance.Pou.Type, instance.At, Refer);
        }

        foreach (var global in model.Globals.Where(g => g.Home == Home.Global))
        {
            Walk(global.Type, global.Offset, Refer);
        }

        foreach (var pou in model.AllPous.Where(p => p.FrameAt >= 0))
        {
            foreach (var variable in pou.Variables.Where(v => v is { Home: Home.Frame, IsReference: false }))
            {
                Walk(variable.Type, pou.FrameAt + variable.Offset, Refer);
            }
        }

        foreach (var (variable, at, initial) in _initial)
        {
            var (offset, bit, _) = PlaceOf(variable, at);
            Put(image, offset, bit, initial);
        }
    }

    private static void Put(byte[] image, int offset, int bit, byte[] value)
    {
        if (bit < 0)
        {
            value.CopyTo(image, offset);
        }
        else
        {
            PlcMemory.WriteBit(image, offset, 1 << bit, value[0] != 0);
        }
    }

    // resource.program.block.variable; the resource may be left out.
    private (Variable Variable, int At)? Find(InstanceInit init, ConfigurationDeclaration configuration, IReadOnlyList<Instance> instances)
    {
        var path = init.Path.ToList();
        Instance? Named(Identifier name) => instances.FirstOrDefault(i => i.Name.Equals(name.Text, StringComparison.OrdinalIgnoreCase));
        if (path.Count > 1 && configuration.Resources.Any(r => r.Name.Text.Equals(path[0].Text, StringComparison.OrdinalIgnoreCase)) && Named(path[1]) is not null)
        {
            path.RemoveAt(0);
        }

        if (Named(path[0]) is not { } instance)
        {
            model.Sink.Error(StCodes.UnknownName, path[0].Span, $"there is no program instance '{path[0].Text}'", NearestName.Fix(path[0].Text, instances.Select(i => i.Name)));
            return null;
        }

        var (pou, at) = (instance.Pou, instance.At);
        for (var i = 1; i < path.Count; i++)
        {
            if (pou.Find(path[i].Text) is not { Home: Home.Instance, Section: not VarSection.InOut } variable)
            {
                model.Sink.Error(StCodes.UnknownMember, path[i].Span, $"{pou.Name} has no '{path[i].Text}'", NearestName.Fix(path[i].Text, pou.Names));
                return null;
            }

            if (i == path.Count - 1)
            {
                return (variable, at);
            }

            if (variable.Type is not FunctionBlockType block)
            {
                break;
            }

            (pou, at) = (block.Pou, at + variable.Offset);
        }

        model.Sink.Error(StCodes.BadDeclaration, init.Span, "VAR_CONFIG names variables of programs and of the blocks in them", "write resource.program.variable");
        return null;
    }

    private void Walk(StType type, int at, Action<Variable, int> found)
    {
        if (!IsConcerned(type))
        {
            return;
        }

        switch (type)
        {
            case FunctionBlockType { Pou: var pou }:
                foreach (var variable in pou.Variables.Where(v => v is { Home: Home.Instance, Section: not VarSection.InOut }))
                {
                    if (variable.IsIncomplete)
                    {
                        found(variable, at);
                    }
                    else
                    {
                        Walk(variable.Type, at + variable.Offset, found);
                    }
                }

                break;
            case ArrayOfType array:
                for (var i = 0; i < array.Count; i++)
                {
                    Walk(array.Element, at + (i * array.Element.Size), found);
                }

                break;
            case StructureType structure:
                foreach (var field in structure.Fields)
                {
                    Walk(field.Type, at + field.Offset, found);
                }

                break;
        }
    }

    private bool IsConcerned(StType type) => type switch
    {
        FunctionBlockType { Pou: var pou } => _isConcerned.TryGetValue(pou, out var known) ? known
            : _isConcerned[pou] = pou.Variables.Exists(v => v.IsIncomplete || (v is { Home: Home.Instance, Section: not VarSection.InOut } && IsConcerned(v.Type))),
        ArrayOfType array => IsConcerned(array.Element),
        StructureType structure => structure.Fields.Any(f => IsConcerned(f.Type)),
        _ => false,
    };
}
