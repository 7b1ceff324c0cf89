namespace Testbed.Scenarios.Loading;

/// <summary>What an id names. References say which of these they may name.</summary>
[Flags]
internal enum Named
{
    None = 0,
    Zone = 1,
    Asset = 2,
    Conduit = 4,
    Control = 8,
    Node = 16,
    Element = 32,
    Sensor = 64,
    Actuator = 128,
    Flow = 256,
    Poll = 512,
    Alarm = 1024,
    Function = 2048,
    Declaration = 4096,
    Goal = 8192,
    Link = 16384,
    Host = 32768,
    Switch = 65536,
    Rule = 131072,
    Gateway = 262144,
}

/// <summary>
/// State of one load: ids seen, references to resolve, checks to run once everything is bound. When recording (to describe the format) nothing is
/// read and nothing reported.
/// </summary>
internal sealed class Binding(DiagnosticBag bag, bool recording = false)
{
    // Zones, assets and conduits share one namespace because controls and declarations name them alike; so do the parts of the process.
    private static readonly Named[] Namespaces = [Named.Zone | Named.Asset | Named.Conduit | Named.Gateway, Named.Node | Named.Element, Named.Sensor | Named.Actuator,
        Named.Flow | Named.Rule];
    private readonly Dictionary<(Named Space, string Id), (Named Kind, Mark At)> _ids = [];
    private readonly List<(Named Kinds, string Id, Mark At)> _references = [];
    private readonly List<Action<Scenario>> _later = [];

    /// <summary>True when the format is being described rather than a file read.</summary>
    public bool IsRecording => recording;

    /// <summary>Diagnostics of files that are read while binding.</summary>
    public DiagnosticBag Bag => bag;

    /// <summary>Files read while binding; they belong to the model and to its hash.</summary>
    public List<SourceFile> Imports { get; } = [];

    /// <summary>Kinds whose names are not all known, since a file or a generated part that would bring them was refused: nobody is blamed for naming them.</summary>
    public Named Incomplete { get; set; }

    /// <summary>Adds an error.</summary>
    public void Report(string code, Mark at, string message, string? fix = null)
    {
        // A part that could not be read has no place in the file; its own mistake has been reported.
        if (!recording && at.File is not null)
        {
            bag.Error(code, at, message, fix);
        }
    }

    /// <summary>Takes a new id; a second one of its namespace is an error.</summary>
    public void Define(Named kind, string id, Mark at)
    {
        var space = Namespaces.FirstOrDefault(s => s.HasFlag(kind), kind);
        if (_ids.TryGetValue((space, id), out var first))
        {
            var elsewhere = first.At.File.Name == at.File.Name ? "" : $" of {Path.GetFileName(first.At.File.Name)}";
            Report(DiagnosticCodes.DuplicateId, at, $"the id '{id}' already names the {Word(first.Kind)} in line {first.At.Line}{elsewhere}",
                "give every one an id of its own");
            return;
        }

        _ids.Add((space, id), (kind, at));
    }

    /// <summary>Takes an id that the loader itself makes from one already taken.</summary>
    public void DefineExpanded(Named kind, string id, Mark at) => _ids.TryAdd((Namespaces.FirstOrDefault(s => s.HasFlag(kind), kind), id), (kind, at));

    /// <summary>Notes a reference, resolved at the end.</summary>
    public void Refer(Named kinds, string id, Mark at) => _references.Add((kinds, id, at));

    /// <summary>Runs a check when everything is bound. Values that could not be read are empty then: checks pass them over.</summary>
    public void Later(Action<Scenario> check)
    {
        if (!recording)
        {
            _later.Add(check);
        }
    }

    /// <summary>Resolves the references and runs the later checks.</summary>
    public void Finish(Scenario scenario)
    {
        foreach (var check in _later)
        {
            check(scenario);
        }

        foreach (var group in _references.Where(r => (r.Kinds & Incomplete) == 0).GroupBy(r => r.Kinds))
        {
            var known = _ids.Where(p => (p.Value.Kind & group.Key) != 0).Select(p => p.Key.Id).Order(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            foreach (var (kinds, id, at) in group.Where(r => !known.Contains(r.Id)))
            {
                Report(DiagnosticCodes.DanglingReference, at, $"no {Words(kinds)} is called '{id}'", Nearest.Fix(id, known));
            }
        }
    }

    private static string Words(Named kinds) =>
        string.Join(" or ", Enum.GetValues<Named>().Where(k => k != Named.None && kinds.HasFlag(k)).Select(Word));

    private static string Word(Named kind) => kind switch
    {
        Named.Sensor => "transmitter",
        Named.Element => "regulator, valve or pipe",
        Named.Function => "essential function",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
