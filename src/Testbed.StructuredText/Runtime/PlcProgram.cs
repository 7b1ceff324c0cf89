using System.Globalization;

namespace Testbed.StructuredText;

/// <summary>A compiled program. Immutable and thread-safe; instances of it share its code.</summary>
public sealed class PlcProgram
{
    private readonly Lazy<IReadOnlyList<PlcVariable>> _variables;
    private readonly Lazy<Dictionary<string, PlcVariable?>> _byPath;
    private readonly Lazy<RetainedMemory> _retained;
    private readonly VariableTree _tree;

    internal PlcProgram(byte[] image, PouBody?[] bodies, (string Source, int Line)[] sites, IReadOnlyList<PlcTask> tasks, VariableTree tree, int maxSteps)
    {
        (Image, Bodies, Sites, Tasks, MaxSteps, _tree) = (image, bodies, sites, tasks, maxSteps, tree);
        _variables = new(tree.Leaves);
        _byPath = new(Index);
        _retained = new(tree.Retained);
    }

    /// <summary>The elementary variables of globals and program instances, with those inside of structures, blocks and arrays of up to 4,096 elements.</summary>
    public IReadOnlyList<PlcVariable> Variables => _variables.Value;

    /// <summary>Tasks in order of declaration.</summary>
    public IReadOnlyList<PlcTask> Tasks { get; }

    /// <summary>Bytes of one instance.</summary>
    public int MemorySize => Image.Length;

    internal byte[] Image { get; }

    internal PouBody?[] Bodies { get; }

    internal (string Source, int Line)[] Sites { get; }

    internal int MaxSteps { get; }

    internal RetainedMemory Retained => _retained.Value;

    /// <summary>
    /// A variable by path, without case; the program's name may be left out where that is not ambiguous. A direct address such as <c>%QX0.1</c> finds that place if the program uses its
    /// area so far. Null when there is none.
    /// </summary>
    public PlcVariable? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var key = path.Replace(" ", "", StringComparison.Ordinal);
        return key.StartsWith('%') ? Direct(key) : _byPath.Value.GetValueOrDefault(key);
    }

    /// <summary>A controller's memory with this program.</summary>
    public PlcInstance Create() => new(this);

    private PlcVariable? Direct(string text)
    {
        var area = text.Length > 1 ? char.ToUpperInvariant(text[1]) : ' ';
        var hasSize = text.Length > 2 && char.IsLetter(text[2]);
        var path = text[Math.Min(text.Length, hasSize ? 3 : 2)..].Split('.').Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : -1).ToList();
        var address = new DirectAddress(default, area, hasSize ? char.ToUpperInvariant(text[2]) : 'X', path);
        return area is 'I' or 'Q' or 'M' && "XBWDL".Contains(address.Size) && !path.Contains(-1) && Model.PlaceOf(address) is var (offset, bit) ? _tree.Direct(address, offset, bit) : null;
    }

    // Full paths; and what is left of them without the program's name, null where several programs have it.
    private Dictionary<string, PlcVariable?> Index()
    {
        var index = new Dictionary<string, PlcVariable?>(StringComparer.OrdinalIgnoreCase);
        foreach (var variable in Variables)
        {
            index[variable.Path] = variable;
        }

        var instances = Tasks.SelectMany(t => t.Programs).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shortened = new Dictionary<string, PlcVariable?>(StringComparer.OrdinalIgnoreCase);
        foreach (var variable in Variables)
        {
            var dot = variable.Path.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && instances.Contains(variable.Path[..dot]) && variable.Section != "VAR_GLOBAL")
            {
                var rest = variable.Path[(dot + 1)..];
                shortened[rest] = shortened.ContainsKey(rest) ? null : variable;
            }
        }

        foreach (var (path, variable) in shortened)
        {
            index.TryAdd(path, variable);
        }

        return index;
    }
}
