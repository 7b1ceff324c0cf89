using System.Globalization;
using System.Text;

namespace Testbed.Core;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The scenario is used, the user should look.</summary>
    Warning,

    /// <summary>The scenario cannot be used.</summary>
    Error,
}

/// <summary>
/// One located mistake in a user's file: <c>file:line:col: error TB0123: sentence</c>, the line, a caret and a fix.
/// Codes are never reused. Line and column are 1-based.
/// </summary>
public sealed record Diagnostic(
    string Code, DiagnosticSeverity Severity, string File, int Line, int Column, string Message, string? Fix = null, string? SourceLine = null)
{
    /// <summary>The diagnostic as printed, without a final line break.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}");
        if (SourceLine is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    {SourceLine}\n    {new string(' ', Math.Max(0, Column - 1))}^");
        }

        if (Fix is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    fix: {Fix}");
        }

        return text.ToString();
    }
}
