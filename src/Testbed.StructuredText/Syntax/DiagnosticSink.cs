using Testbed.Core;

namespace Testbed.StructuredText;

/// <summary>Collects the mistakes of a compilation, located in its sources. At most <see cref="Most"/>, in the order found; the compiler sorts them by place.</summary>
internal sealed class DiagnosticSink(IReadOnlyList<StSource> sources)
{
    /// <summary>More than anyone reads.</summary>
    public const int Most = 200;

    /// <summary>Characters of a line that are shown; of longer ones, the start if the mistake is in it.</summary>
    private const int LongestLine = 400;

    /// <summary>Warnings leave room for errors.</summary>
    private const int MostWithWarnings = 100;

    private readonly List<(SourceSpan Span, Diagnostic Diagnostic)> _found = [];

    public bool HasErrors { get; private set; }

    /// <summary>By source and place.</summary>
    public IReadOnlyList<Diagnostic> All => [.. _found.OrderBy(f => f.Span.Source).ThenBy(f => f.Span.Start).Select(f => f.Diagnostic)];

    public void Error(string code, SourceSpan at, string message, string? fix = null) => Add(code, DiagnosticSeverity.Error, at, message, fix);

    public void Warning(string code, SourceSpan at, string message, string? fix = null) => Add(code, DiagnosticSeverity.Warning, at, message, fix);

    private void Add(string code, DiagnosticSeverity severity, SourceSpan at, string message, string? fix)
    {
        HasErrors |= severity == DiagnosticSeverity.Error;
        if (_found.Count >= (severity == DiagnosticSeverity.Error ? Most : MostWithWarnings))
        {
            return;
        }

        var source = sources[at.Source];
        var start = Math.Min(at.Start, source.Text.Length);
        var lineStart = start == 0 ? 0 : source.Text.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = source.Text.IndexOf('\n', start);
        lineEnd = Math.Min(lineEnd < 0 ? source.Text.Length : lineEnd, lineStart + LongestLine);
        var text = start <= lineEnd ? source.Text[lineStart..lineEnd].TrimEnd('\r').Replace('\t', ' ') : null;
        _found.Add((at, new Diagnostic(code, severity, source.Name, source.LineAt(start), start - lineStart + 1, message, fix, text)));
    }
}
