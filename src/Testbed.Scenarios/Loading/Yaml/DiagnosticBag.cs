using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>Collects diagnostics of one load.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>True when there is an error.</summary>
    public bool HasErrors => _items.Exists(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Adds an error.</summary>
    public void Error(string code, Mark at, string message, string? fix = null) =>
        _items.Add(new(code, DiagnosticSeverity.Error, at.File.Name, at.Line, at.Column, message, fix, at.File.Line(at.Line)));

    /// <summary>Adds an error of a file without text.</summary>
    public void Error(string code, string file, string message, string? fix = null) =>
        _items.Add(new(code, DiagnosticSeverity.Error, file, 1, 1, message, fix));

    /// <summary>Adds a mistake that another reader has located.</summary>
    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);

    /// <summary>All, once each, by file, line, column and code.</summary>
    public IReadOnlyList<Diagnostic> InFileOrder() =>
    [
        .. _items.Distinct().OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal),
    ];
}
