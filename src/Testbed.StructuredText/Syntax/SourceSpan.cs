namespace Testbed.StructuredText;

/// <summary>A stretch of a source: index of the source in the compilation, offset and length in characters.</summary>
internal readonly record struct SourceSpan(int Source, int Start, int Length)
{
    /// <summary>From the start of one to the end of another in the same source.</summary>
    public static SourceSpan Cover(SourceSpan first, SourceSpan last) => first with { Length = Math.Max(0, last.Start + last.Length - first.Start) };
}
