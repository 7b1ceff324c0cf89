namespace Testbed.StructuredText;

/// <summary>
/// Everything declared in a compilation. Names are looked up without case; types, globals and the variables of units are worked out when first asked for, so that their order in the sources does
/// not matter. Units of the library cost nothing before a program names them, and a user's unit of the same name wins.
/// </summary>
internal sealed partial class Model
{
    private const int MostDepth = 100;

    private readonly Dictionary<string, Pou> _pous = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Pou> _library = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Pou> _all = [];
    private readonly List<ConfigurationDeclaration> _configurations = [];
    private readonly HashSet<string> _namespaces = new(StringComparer.OrdinalIgnoreCase);
    private int _depth;

    public Model(DiagnosticSink sink, IReadOnlyList<CompilationUnit> library, IReadOnlyList<CompilationUnit> user)
    {
        Sink = sink;

        // Nothing is at 0, so that a reference of 0 refers to nothing.
        Memory.Add(8, 8);
        foreach (var pou in library.SelectMany(u => u.Declarations).OfType<PouDeclaration>())
        {
            _library.TryAdd(pou.Name.Text, New(pou, isLibrary: true));
        }

        foreach (var declaration in user.SelectMany(u => u.Declarations))
        {
            Declare(declaration);
        }

        foreach (var outside in user.SelectMany(u => u.Declarations).OfType<MembersDeclaration>())
        {
            if (_pous.TryGetValue(outside.Owner.Text, out var owner))
            {
                Add(owner, outside.Members);
            }
            else
            {
                Sink.Error(StCodes.UnknownName, outside.Owner.Span, $"there is no unit '{outside.Owner.Text}'", NearestName.Fix(outside.Owner.Text, _pous.Keys));
            }
        }
    }

    public DiagnosticSink Sink { get; }

    /// <summary>All memory of one program.</summary>
    public Layout Memory { get; } = new();

    /// <summary>Units of the user in order.</summary>
    public IEnumerable<Pou> UserPous => _all.Where(p => !p.IsLibrary);

    public IReadOnlyList<Pou> AllPous => _all;

    public IReadOnlyList<ConfigurationDeclaration> Configurations => _configurations;

    /// <summary>Instances of programs, once they are placed.</summary>
    public IReadOnlyList<Instance> Instances { get; set; } = [];

    /// <summary>Where the instance of a program is that has just one; null for what has not.</summary>
    public int? OnlyInstanceOf(Pou pou) => pou.Kind == PouKind.Program && Instances.Count(i => i.Pou == pou) == 1 ? Instances.First(i => i.Pou == pou).At : null;

    public bool IsNamespace(string name) => _namespaces.Contains(name);

    public IEnumerable<string> PouNames => _pous.Keys.Concat(_library.Keys);

    /// <summary>A unit by name, with its variables placed; null when there is none.</summary>
    public Pou? FindPou(string name)
    {
        var pou = _pous.GetValueOrDefault(name) ?? _library.GetValueOrDefault(name);
        if (pou is { State: LayoutState.None } && Enter(pou.Declaration.Name))
        {
            LayOut(pou);
            _depth--;
        }

        return pou;
    }

    /// <summary>Reserves memory; 0 (and a message) when there is too little.</summary>
    public int Reserve(int size, int alignment, SourceSpan at)
    {
        var offset = Memory.Add(size, alignment);
        if (offset < 0)
        {
            ReportMemory(at);
        }

        return Math.Max(0, offset);
    }

    /// <summary>Where a unit's static variables are.</summary>
    public int FrameOf(Pou pou)
    {
        if (pou.FrameAt < 0 && pou.State == LayoutState.Done)
        {
            pou.FrameAt = Reserve(pou.Frame.Size, 8, pou.Declaration.Name.Span);
        }

        return Math.Max(0, pou.FrameAt);
    }

    /// <summary>Where a variable is. Not for references.</summary>
    public Address AddressOf(Variable variable, Pou? owner) => variable.Home switch
    {
        Home.Instance => new Address(Place.Self, variable.Offset),
        Home.Frame => new Address(null, FrameOf(owner!.DeclarerOf(variable)) + variable.Offset),
        Home.Area => new Address(null, AreaAt(variable.Address!.Area) + variable.Offset),
        _ => new Address(null, variable.Offset),
    };

    public void ReportMemory(SourceSpan at) =>
        Sink.Error(StCodes.MemoryLimit, at, $"the program needs more than {Layout.MostBytes / 1024} KiB of memory", "make arrays and strings shorter");

    // One declaration needs another, that one the next: no deeper than every stack allows. True, or false after a message.
    private bool Enter(Identifier name)
    {
        if (_depth >= MostDepth)
        {
            Sink.Error(StCodes.NestedTooDeep, name.Span, $"more than {MostDepth} declarations need one another, '{name.Text}' is the last of them", "nest fewer types and blocks");
            return false;
        }

        _depth++;
        return true;
    }

    private Pou New(PouDeclaration declaration, bool isLibrary, Pou? owner = null)
    {
        var pou = new Pou(declaration, isLibrary, _all.Count, owner);
        _all.Add(pou);
        Add(pou, declaration.Members);
        return pou;
    }

    private void Add(Pou owner, IReadOnlyList<PouDeclaration> members)
    {
        foreach (var member in members)
        {
            if (owner.Kind == PouKind.Function)
            {
                Sink.Error(StCodes.BadDeclaration, member.Name.Span, "a function has no actions and no methods", "make it a function block");
            }
            else if (!owner.Members.TryAdd(member.Name.Text, New(member, isLibrary: false, owner)))
            {
                Duplicate(member.Name);
            }
        }
    }

    private void Declare(DeclarationSyntax declaration)
    {
        switch (declaration)
        {
            case TypeDeclaration type when !_types.TryAdd(type.Name.Text, new TypeEntry(type)):
                Duplicate(type.Name);
                break;
            case PouDeclaration pou when !_pous.TryAdd(pou.Name.Text, New(pou, isLibrary: false)):
                Duplicate(pou.Name);
                break;
            case NamespaceDeclaration names:
                _namespaces.UnionWith(names.Path.Select(n => n.Text));
                break;
            case GlobalsDeclaration globals:
                Declare(globals.Block);
                break;
            case ConfigurationDeclaration configuration:
                _configurations.Add(configuration);
                foreach (var block in configuration.Globals.Concat(configuration.Resources.SelectMany(r => r.Globals)))
                {
                    Declare(block);
                }

                break;
        }
    }

    private void Duplicate(Identifier name) => Sink.Error(StCodes.DuplicateName, name.Span, $"'{name.Text}' is declared already", "give it another name");
}
