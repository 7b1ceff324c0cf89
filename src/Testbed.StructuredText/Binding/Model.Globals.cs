using System.Text.RegularExpressions;

namespace Testbed.StructuredText;

/// <summary>
/// Globals and direct addresses. An address counts in units of its size: <c>%IW2</c> is the bytes 4 and 5, <c>%IX1.3</c> bit 3 of byte 1, <c>%IX11</c> the same bit (6.5.5.3 leaves that to the
/// implementer). Low bytes come first. Areas are as large as the addresses that the program names.
/// </summary>
internal sealed partial class Model
{
    /// <summary>Most bytes of an area.</summary>
    public const int MostAreaBytes = 65_536;

    /// <summary>Bytes of a module, in addresses of several levels: <c>%IW2.3</c> is word 3 of module 2.</summary>
    private const int ModuleBytes = 256;

    /// <summary>Modules of a rack, in addresses of three levels: <c>%IW1.2.3</c> is word 3 of module 2 in rack 1.</summary>
    private const int RackModules = 16;

    private const string Areas = "IQM";

    private readonly Dictionary<string, Global> _globals = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Global> _globalsInOrder = [];
    private readonly int[] _areaSizes = new int[Areas.Length];
    private readonly int[] _areaStarts = new int[Areas.Length];

    public IEnumerable<string> GlobalNames => _globals.Keys;

    /// <summary>All globals in order of declaration.</summary>
    public IEnumerable<Variable> Globals => _globalsInOrder.Select(g => Resolve(g)).OfType<Variable>();

    /// <summary>Start and size of I, Q and M.</summary>
    public IReadOnlyList<(char Area, int Start, int Size)> AreaPlaces => [.. Areas.Select((a, i) => (a, _areaStarts[i], _areaSizes[i]))];

    /// <summary>Works every global out, so that each mistake is reported and each has its place.</summary>
    public void ResolveGlobals() => _globalsInOrder.ForEach(g => Resolve(g));

    public Variable? FindGlobal(string name) => _globals.TryGetValue(name, out var global) ? Resolve(global) : null;

    public int AreaAt(char area) => _areaStarts[Areas.IndexOf(area)];

    /// <summary>
    /// Gives the areas their places, after all declarations are known. Addresses in bodies are found in the text of the sources: they need not be declared, and bodies are bound later.
    /// </summary>
    public void PlaceAreas(IEnumerable<StSource> sources)
    {
        foreach (Match match in sources.SelectMany(s => DirectAddressText().Matches(s.Text)))
        {
            var path = match.Groups["n"].Value.Split('.').Select(n => int.TryParse(n, out var v) ? v : int.MaxValue).ToList();
            var size = match.Groups["s"].Value is { Length: 1 } s ? char.ToUpperInvariant(s[0]) : 'X';
            if (Locate(size, path) is var (offset, _, bytes))
            {
                Grow(char.ToUpperInvariant(match.Groups["a"].Value[0]), offset + bytes);
            }
        }

        for (var i = 0; i < Areas.Length; i++)
        {
            _areaStarts[i] = Memory.Add(_areaSizes[i], 8);
        }
    }

    /// <summary>The type that a direct address has by its size: BOOL, BYTE, WORD, DWORD, LWORD.</summary>
    public static ElementaryType TypeOf(DirectAddress address) => ElementaryType.Of(address.Size switch
    {
        'B' => Elementary.Byte,
        'W' => Elementary.Word,
        'D' => Elementary.DWord,
        'L' => Elementary.LWord,
        _ => Elementary.Bool,
    });

    /// <summary>Offset in its area and bit (-1 for none); null when there is no such address.</summary>
    public static (int Offset, int Bit)? PlaceOf(DirectAddress address) => Locate(address.Size, address.Path) is var (offset, bit, _) ? (offset, bit) : null;

    /// <summary>The same; null after a message.</summary>
    public (int Offset, int Bit)? Locate(DirectAddress address)
    {
        if (PlaceOf(address) is { } place)
        {
            return place;
        }

        var text = AddressText(address);
        Sink.Error(
            StCodes.BadLocation, address.Span, address.Path.Count == 0 ? $"'{text}' has no place" : $"there is no address '{text}'",
            $"write for example %{address.Area}X0.7 (byte 0, bit 7) or %{address.Area}W4; an area has {MostAreaBytes} bytes");
        return null;
    }

    public static string AddressText(DirectAddress address) => $"%{address.Area}{address.Size}{(address.Path.Count == 0 ? "*" : string.Join(".", address.Path))}";

    private static (int Offset, int Bit, int Bytes)? Locate(char size, IReadOnlyList<int> path)
    {
        var width = size switch { 'B' => 1, 'W' => 2, 'D' => 4, 'L' => 8, _ => 0 };
        var isBit = width == 0;

        // What stands in front of the byte of a bit, or of the number of a byte, word and so on, are modules and racks.
        var bit = !isBit ? -1 : path.Count == 1 ? path[0] % 8 : path.Count > 1 ? path[^1] : 0;
        var levels = path.Take(isBit && path.Count > 1 ? path.Count - 1 : path.Count).ToList();
        if (levels.Count is 0 or > 3 || bit >= 8)
        {
            return null;
        }

        width = Math.Max(1, width);
        long offset = isBit && path.Count == 1 ? path[0] / 8 : (long)levels[^1] * width;
        if (levels.Count > 1)
        {
            if (offset >= ModuleBytes || (levels.Count > 2 && levels[1] >= RackModules))
            {
                return null;
            }

            offset += (long)ModuleBytes * (levels.Count > 2 ? ((long)levels[0] * RackModules) + levels[1] : levels[0]);
        }

        return offset + width <= MostAreaBytes ? ((int)offset, bit, width) : null;
    }

    private void Grow(char area, int bytes)
    {
        var index = Areas.IndexOf(area);
        _areaSizes[index] = Math.Max(_areaSizes[index], bytes);
    }

    private (DirectAddress Address, int Offset, int Bit)? Located(VarDeclaration declaration, TypeUse use, SourceSpan at)
    {
        return declaration.At is { Path.Count: > 0 } address && use.Type is not ErrorType && CanBeAt(address, use.Type, at) && PlaceOf(address) is var (offset, bit)
            ? (address, offset, bit) : null;
    }

    /// <summary>Whether a variable can have an address, which is reserved for it then; false after a message.</summary>
    public bool CanBeAt(DirectAddress address, StType type, SourceSpan at)
    {
        if (Locate(address) is not var (offset, bit))
        {
            return false;
        }

        var isBit = type is ElementaryType { Kind: Elementary.Bool };
        if (isBit != bit >= 0 || type is FunctionBlockType)
        {
            Sink.Error(StCodes.BadLocation, address.Span, $"'{AddressText(address)}' is no place for {type.Name}", isBit ? $"use %{address.Area}X" : $"use %{address.Area}B, W, D or L");
            return false;
        }

        if (offset + type.Size > MostAreaBytes)
        {
            Sink.Error(StCodes.BadLocation, at, $"{type.Name} at '{AddressText(address)}' reaches past the end of the area", $"an area has {MostAreaBytes} bytes");
            return false;
        }

        Grow(address.Area, offset + type.Size);
        return true;
    }

    private void Declare(VarBlock block)
    {
        foreach (var declaration in block.Variables)
        {
            foreach (var name in declaration.Names)
            {
                var global = new Global(block, declaration, name);
                if (_globals.TryAdd(name.Text, global))
                {
                    _globalsInOrder.Add(global);
                }
                else
                {
                    Duplicate(name);
                }
            }
        }
    }

    private Variable? Resolve(Global global)
    {
        if (global.Variable is not null)
        {
            return global.Variable;
        }

        if (global.IsBusy)
        {
            Sink.Error(StCodes.NotConstant, global.Name.Span, $"the value of '{global.Name.Text}' depends on itself");
            return null;
        }

        if (!Enter(global.Name))
        {
            return null;
        }

        global.IsBusy = true;
        var declaration = global.Declaration;
        var use = Resolve(declaration.Type, null);
        var (image, constant) = InitialOf(use, declaration, global.Block, null);
        var variable = New(global.Name, global.Block, use.Type) with { Section = VarSection.Global, Initial = image, Constant = constant };
        global.Variable = Located(declaration, use, global.Name.Span) is var (address, offset, bit)
            ? variable with { Home = Home.Area, Address = address, Offset = offset, Bit = bit }
            : variable with { Home = Home.Global, Offset = Reserve(use.Type.Size, use.Type.Alignment, global.Name.Span) };
        global.IsBusy = false;
        _depth--;
        return global.Variable;
    }

    [GeneratedRegex(@"%(?<a>[IQM])(?<s>[XBWDL])?(?<n>[0-9]+(\.[0-9]+)*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex DirectAddressText();

    private sealed class Global(VarBlock block, VarDeclaration declaration, Identifier name)
    {
        public VarBlock Block => block;

        public VarDeclaration Declaration => declaration;

        public Identifier Name => name;

        public Variable? Variable { get; set; }

        public bool IsBusy { get; set; }
    }
}
