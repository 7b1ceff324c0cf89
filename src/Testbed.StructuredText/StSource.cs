namespace Testbed.StructuredText;

/// <summary>A source text. <paramref name="Name"/> is what diagnostics call it, usually the path as the user wrote it.</summary>
public sealed record StSource(string Name, string Text);
