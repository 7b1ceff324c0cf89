namespace Testbed.StructuredText;

/// <summary>Types as declared.</summary>
internal sealed partial class Model
{
    private readonly Dictionary<string, TypeEntry> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<EnumerationType>> _enumerationValues = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<Lazy<StType>> _targets = [];

    private static readonly TypeUse Unknown = new(ErrorType.Instance, null);

    /// <summary>Enumerations that have a value of this name.</summary>
    public IReadOnlyList<EnumerationType> EnumerationsWith(string value) => _enumerationValues.GetValueOrDefault(value) ?? [];

    /// <summary>Works out every type declared, so that each mistake is reported and every enumeration's values are known.</summary>
    public void ResolveTypes()
    {
        foreach (var entry in _types.Values.OrderByDescending(e => e.Declaration.Type is EnumType).ToList())
        {
            Resolve(entry);
        }
    }

    /// <summary>A declared or elementary type by name, or a block; null when there is none.</summary>
    public TypeUse? FindType(string name)
    {
        if (ElementaryType.Find(name) is { } elementary)
        {
            return new(elementary, null);
        }

        if (_types.TryGetValue(name, out var entry))
        {
            return Resolve(entry);
        }

        if (name.Equals("STRING", StringComparison.OrdinalIgnoreCase) || name.Equals("WSTRING", StringComparison.OrdinalIgnoreCase))
        {
            return new(new TextType(name.Length == 7, TextType.DefaultLength), null);
        }

        return FindPou(name) is { Kind: PouKind.FunctionBlock } pou ? new(pou.Type, pou.InstanceImage) : null;
    }

    /// <summary>A type as written; <paramref name="name"/> is the one it is declared with, if any.</summary>
    public TypeUse Resolve(TypeSyntax syntax, Pou? scope, string? name = null)
    {
        switch (syntax)
        {
            case NamedType named:
                return Named(named);
            case StringType text:
                var length = text.Length is null ? TextType.DefaultLength : (int)(Constants.Integer(this, scope, text.Length, 1, 32_767) ?? 1);
                return new(new TextType(text.IsWide, length), null);
            case ArrayType array:
                return Array(array, scope);
            case StructType structure:
                return Structure(structure, scope, name);
            case EnumType enumeration:
                return Enumeration(enumeration, scope, name);
            case SubrangeType subrange:
                return Subrange(subrange, scope, name);
            case ReferenceTypeSyntax reference:
                var target = new Lazy<StType>(() => Resolve(reference.Target, scope).Type);
                _targets.Add(target);
                return new(new ReferenceType(target), null);
            default:
                return Unknown;
        }
    }

    /// <summary>Looks the targets of all references up, so that each mistake in them is reported.</summary>
    public void ResolveTargets()
    {
        for (var i = 0; i < _targets.Count; i++)
        {
            _ = _targets[i].Value;
        }
    }

    private TypeUse Named(NamedType named)
    {
        // The parser reported that there is none.
        if (named.Name.Length == 0)
        {
            return Unknown;
        }

        if (_pous.TryGetValue(named.Name, out var pou) && pou.State == LayoutState.Busy)
        {
            Sink.Error(StCodes.RecursiveType, named.Span, $"'{named.Name}' contains itself");
            return Unknown;
        }

        if (FindType(named.Name) is { } use)
        {
            return use;
        }

        var known = _types.Keys.Concat(PouNames).Concat(Enum.GetValues<Elementary>().Select(e => ElementaryType.Of(e).Name));
        Sink.Error(StCodes.UnknownType, named.Span, $"there is no type '{named.Name}'", NearestName.Fix(named.Name, known));
        return Unknown;
    }

    private TypeUse Resolve(TypeEntry entry)
    {
        if (entry.Use is not null)
        {
            return entry.Use;
        }

        if (entry.IsBusy)
        {
            Sink.Error(StCodes.RecursiveType, entry.Declaration.Name.Span, $"'{entry.Declaration.Name.Text}' contains itself");
            return Unknown;
        }

        if (!Enter(entry.Declaration.Name))
        {
            return Unknown;
        }

        entry.IsBusy = true;
        var use = Resolve(entry.Declaration.Type, null, entry.Declaration.Name.Text);
        if (entry.Declaration.Initial is { } initial)
        {
            use = use with { Image = new Initialiser(this, null).Image(use, initial) };
        }

        entry.IsBusy = false;
        entry.Use = use;
        _depth--;
        return use;
    }

    private TypeUse Array(ArrayType array, Pou? scope)
    {
        var element = Resolve(array.Element, scope);
        if (array.Ranges.Any(r => r.IsStar()))
        {
            return OpenArray(array, element.Type);
        }

        var bounds = new List<ArrayBound>();
        foreach (var range in array.Ranges)
        {
            var low = Constants.Integer(this, scope, range.Low, long.MinValue / 4, long.MaxValue / 4);
            var high = range.High is null ? low : Constants.Integer(this, scope, range.High, long.MinValue / 4, long.MaxValue / 4);
            if (low is null || high is null)
            {
                return Unknown;
            }

            if (high < low)
            {
                Sink.Error(StCodes.EmptyRange, range.Span, $"the range {low}..{high} holds nothing");
                return Unknown;
            }

            bounds.Add(new((long)low, (long)high));
        }

        var count = bounds.Aggregate((Int128)1, (n, b) => n > Layout.MostBytes ? n : n * b.Count);
        if (element.Type is ErrorType)
        {
            return Unknown;
        }

        if (count * element.Type.Size > Layout.MostBytes)
        {
            ReportMemory(array.Span);
            return Unknown;
        }

        var type = new ArrayOfType(bounds, element.Type, element.Image);
        return new(type, type.Image);
    }

    private TypeUse Structure(StructType structure, Pou? scope, string? name)
    {
        var fields = new List<StructureField>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var layout = new Layout();
        foreach (var declaration in structure.Fields)
        {
            var use = Resolve(declaration.Type, scope);
            var image = declaration.Initial is null ? use.Image : new Initialiser(this, scope).Image(use, declaration.Initial);
            foreach (var field in declaration.Names)
            {
                if (!names.Add(field.Text))
                {
                    Duplicate(field);
                    continue;
                }

                var at = layout.Add(use.Type.Size, use.Type.Alignment);
                if (at < 0)
                {
                    ReportMemory(field.Span);
                    return Unknown;
                }

                fields.Add(new(field.Text, use.Type, at, image));
            }
        }

        var type = new StructureType(name ?? "STRUCT", fields);
        return new(type, type.Image);
    }

    private TypeUse Subrange(SubrangeType subrange, Pou? scope, string? name)
    {
        var use = Resolve(subrange.Base, scope);
        if (use.Type.Base is not ElementaryType { IsInteger: true } @base)
        {
            if (use.Type is not ErrorType)
            {
                Sink.Error(StCodes.BadDeclaration, subrange.Base.Span, $"a subrange of {use.Type.Name} cannot be", "use an integer type");
            }

            return Unknown;
        }

        var low = Constants.Typed(this, scope, subrange.Range.Low, @base);
        var high = subrange.Range.High is null ? low : Constants.Typed(this, scope, subrange.Range.High, @base);
        if (Folding.AsInteger(low) is not { } from || Folding.AsInteger(high) is not { } to)
        {
            return Unknown;
        }

        if (to < from)
        {
            Sink.Error(StCodes.EmptyRange, subrange.Range.Span, $"the range {from}..{to} holds nothing");
            return Unknown;
        }

        var type = new RangeType(name, @base, from, to);
        return new(type, type.Image);
    }

    private sealed class TypeEntry(TypeDeclaration declaration)
    {
        public TypeDeclaration Declaration => declaration;

        public TypeUse? Use { get; set; }

        public bool IsBusy { get; set; }
    }
}
