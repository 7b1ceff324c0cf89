namespace Testbed.Scenarios.Loading;

/// <summary>A file as read, with its lines for diagnostics.</summary>
internal sealed class SourceFile(string name, string text)
{
    private readonly string[] _lines = text.Split('\n');

    /// <summary>The name shown to the user.</summary>
    public string Name { get; } = name;

    /// <summary>The text with LF line ends.</summary>
    public string Text { get; } = text;

    /// <summary>A line, 1-based; empty beyond the end.</summary>
    public string Line(int number) => number >= 1 && number <= _lines.Length ? _lines[number - 1] : "";
}

/// <summary>A place in a file; line and column are 1-based.</summary>
internal readonly record struct Mark(SourceFile File, int Line, int Column);

/// <summary>A node of the YAML tree that keeps where it stands.</summary>
internal abstract record YamlNode(Mark Start)
{
    /// <summary>What the node is, in words.</summary>
    public abstract string Describe { get; }
}

/// <summary>A scalar. <paramref name="Plain"/> is false when it was quoted.</summary>
internal sealed record YamlScalar(Mark Start, string Value, bool Plain) : YamlNode(Start)
{
    /// <summary>True for an empty value, <c>~</c> and <c>null</c>.</summary>
    public bool IsNull => Plain && Value is "" or "~" or "null";

    /// <inheritdoc/>
    public override string Describe => IsNull ? "nothing" : $"'{(Value.Length > 40 ? Value[..40] + "..." : Value)}'";
}

/// <summary>One entry of a map.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>A map in file order.</summary>
internal sealed record YamlMap(Mark Start, IReadOnlyList<YamlEntry> Entries) : YamlNode(Start)
{
    /// <inheritdoc/>
    public override string Describe => "a map";

    /// <summary>The entry of a key.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key.Value == key);
}

/// <summary>A list.</summary>
internal sealed record YamlList(Mark Start, IReadOnlyList<YamlNode> Items) : YamlNode(Start)
{
    /// <inheritdoc/>
    public override string Describe => "a list";
}
