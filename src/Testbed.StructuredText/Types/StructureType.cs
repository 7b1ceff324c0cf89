namespace Testbed.StructuredText;

/// <summary>An element of a structure; <paramref name="Initial"/> null for zeros.</summary>
internal sealed record StructureField(string Name, StType Type, int Offset, byte[]? Initial);

/// <summary>A structure (6.4.4.6).</summary>
internal sealed class StructureType : StType
{
    private readonly Dictionary<string, StructureField> _byName;

    public StructureType(string name, IReadOnlyList<StructureField> fields)
    {
        (Name, Fields) = (name, fields);
        _byName = fields.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        Alignment = fields.Count == 0 ? 1 : fields.Max(f => f.Type.Alignment);
        var end = fields.Count == 0 ? 1 : fields[^1].Offset + fields[^1].Type.Size;
        Size = Layout.Align(end, Alignment);
        if (fields.Any(f => f.Initial is not null))
        {
            Image = new byte[Size];
            foreach (var field in fields)
            {
                field.Initial?.CopyTo(Image, field.Offset);
            }
        }
    }

    public IReadOnlyList<StructureField> Fields { get; }

    public override string Name { get; }

    public override int Size { get; }

    public override int Alignment { get; }

    public override Type ClrType => typeof(int);

    public override byte[]? Image { get; }

    public StructureField? Find(string name) => _byName.GetValueOrDefault(name);
}
