namespace Testbed.StructuredText;

/// <summary>
/// An enumeration (6.4.4.3), with named values or without: an integer in memory, of the base type as written or INT. The default initial value is the first.
/// </summary>
internal sealed class EnumerationType : StType
{
    private readonly Dictionary<string, object> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ElementaryType _base;

    public EnumerationType(string name, ElementaryType @base, IReadOnlyList<(string Name, object Value)> members)
    {
        (Name, _base, Members) = (name, @base, members);
        foreach (var (member, value) in members)
        {
            _byName.TryAdd(member, value);
        }

        if (members.Count > 0 && Convert.ToDecimal(members[0].Value, null) != 0)
        {
            Image = new byte[_base.Size];
            ConstantBytes.Write(Image, _base, members[0].Value);
        }
    }

    /// <summary>In order; values are of the CLR type of the base.</summary>
    public IReadOnlyList<(string Name, object Value)> Members { get; }

    public override string Name { get; }

    public override int Size => _base.Size;

    public override Type ClrType => _base.ClrType;

    public override byte[]? Image { get; }

    public override StType Base => _base;

    public object? Find(string name) => _byName.GetValueOrDefault(name);
}
