namespace Testbed.StructuredText;

/// <summary>A source text. <paramref name="Name"/> is what diagnostics call it, usually the path as the user wrote it.</summary>
public sealed record StSource(string Name, string Text)
{
    /// <summary>For a text made from another file: for each of its lines the line of that file. Null where the lines are those of the text.</summary>
    internal IReadOnlyList<int>? LineMap { get; init; }

    /// <summary>The line that people see (from 1) for a place in the text: that of the text, or of the file it was made from.</summary>
    internal int LineAt(int offset)
    {
        var line = Text.AsSpan(0, Math.Clamp(offset, 0, Text.Length)).Count('\n');
        return LineMap is { Count: > 0 } ? LineMap[Math.Min(line, LineMap.Count - 1)] : line + 1;
    }
}
