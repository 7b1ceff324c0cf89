namespace Testbed.StructuredText;

/// <summary>
/// A program organisation unit with its variables. Those of an instance are laid out one after the other in <see cref="Instance"/>; those of a function and all temporary ones have a static
/// place in <see cref="Frame"/>, because nothing in IEC 61131-3 calls itself.
/// </summary>
internal sealed class Pou(PouDeclaration declaration, bool isLibrary, int number, Pou? owner = null)
{
    private readonly Dictionary<string, Variable> _byName = new(StringComparer.OrdinalIgnoreCase);
    private FunctionBlockType? _type;

    public PouDeclaration Declaration => declaration;

    public string Name => declaration.Name.Text;

    public PouKind Kind => declaration.Kind;

    /// <summary>What it does not declare may be in a base, which is not supported and reported: nothing is said of it.</summary>
    public bool HasBase => declaration.HasBase || owner is { HasBase: true };

    /// <summary>The unit that an action or method belongs to.</summary>
    public Pou? Owner => owner;

    /// <summary>Functions and methods: all they have has a static place and is new at each call.</summary>
    public bool IsFunction => Kind is PouKind.Function or PouKind.Method;

    /// <summary>Actions and methods by name.</summary>
    public Dictionary<string, Pou> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsLibrary => isLibrary;

    /// <summary>Index of its body.</summary>
    public int Number => number;

    public LayoutState State { get; set; }

    /// <summary>As declared, without the result of a function.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>The result of a function that has one.</summary>
    public Variable? Result { get; set; }

    public Layout Instance { get; } = new();

    public int InstanceSize => Layout.Align(Instance.Size, Math.Max(1, Instance.Alignment));

    public byte[]? InstanceImage { get; private set; }

    public Layout Frame { get; } = new();

    /// <summary>Where the frame is in memory; -1 before it has a place.</summary>
    public int FrameAt { get; set; } = -1;

    /// <summary>The part of the frame behind this gets its initial values at each call; before it are constants and parameters.</summary>
    public int ResetFrom { get; set; }

    /// <summary>Units it calls, each with the place of the first call.</summary>
    public Dictionary<Pou, SourceSpan> Calls { get; } = [];

    public FunctionBlockType Type => _type ??= new(this);

    public IEnumerable<string> Names => owner is null ? _byName.Keys : _byName.Keys.Concat(owner.Names);

    /// <summary>A variable of its own, or one of its owner; but a method is no part of the run of its block's body, which the temporary ones belong to.</summary>
    public Variable? Find(string name) => _byName.GetValueOrDefault(name)
        ?? (owner?.Find(name) is { } outer && (Kind == PouKind.Action || outer.Section is not (VarSection.Temp or VarSection.InOut)) ? outer : null);

    /// <summary>The unit whose frame a variable is in.</summary>
    public Pou DeclarerOf(Variable variable) => owner is null || ReferenceEquals(_byName.GetValueOrDefault(variable.Name), variable) || Result == variable ? this : owner;

    public bool Add(Variable variable)
    {
        if (!_byName.TryAdd(variable.Name, variable))
        {
            return false;
        }

        Variables.Add(variable);
        return true;
    }

    /// <summary>A global that VAR_EXTERNAL makes visible.</summary>
    public bool AddExternal(string name, Variable global) => _byName.TryAdd(name, global);

    /// <summary>After all variables are placed.</summary>
    public void CompleteImage()
    {
        var initialised = Variables.Where(v => v is { Home: Home.Instance, Initial: not null }).ToList();
        if (initialised.Count > 0)
        {
            InstanceImage = new byte[Math.Max(1, InstanceSize)];
            initialised.ForEach(v => v.Initial!.CopyTo(InstanceImage, v.IsIncomplete ? v.OwnOffset : v.Offset));
        }
    }
}

/// <summary>How far a unit's variables are.</summary>
internal enum LayoutState
{
    None,
    Busy,
    Done,
}
