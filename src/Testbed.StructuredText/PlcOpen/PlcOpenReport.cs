using System.Xml;
using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.StructuredText;

/// <summary>Mistakes of an import, with their places in the XML.</summary>
internal sealed class PlcOpenReport(string file)
{
    private readonly List<Diagnostic> _found = [];

    public string File => file;

    /// <summary>Lines in front of the XML.</summary>
    public int LinesBefore { get; set; }

    public IReadOnlyList<Diagnostic> Diagnostics => _found;

    public int LineOf(XObject at) => LinesBefore + Math.Max(1, ((IXmlLineInfo)at).LineNumber);

    public void Error(string code, XObject at, string message, string? fix = null) => Add(code, DiagnosticSeverity.Error, LineOf(at), ((IXmlLineInfo)at).LinePosition, message, fix);

    public void Error(string code, int line, int column, string message) => Add(code, DiagnosticSeverity.Error, LinesBefore + line, column, message, null);

    public void Warning(string code, XObject at, string message, string? fix = null) => Add(code, DiagnosticSeverity.Warning, LineOf(at), ((IXmlLineInfo)at).LinePosition, message, fix);

    /// <summary>The name an element must have; null, with a report, when it has none.</summary>
    public string? NameOf(XElement element)
    {
        var name = Attribute(element, "name");
        if (name.Length > 0)
        {
            return name;
        }

        Error(StCodes.PlcOpenIncomplete, element, $"<{element.Name.LocalName}> has no name");
        return null;
    }

    /// <summary>An attribute on one line, empty where there is none.</summary>
    public static string Attribute(XElement element, string name) => string.Join(' ', ((string?)element.Attribute(name) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static IEnumerable<XElement> Children(XElement? element, string name) => element?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    private void Add(string code, DiagnosticSeverity severity, int line, int column, string message, string? fix)
    {
        if (_found.Count < DiagnosticSink.Most)
        {
            _found.Add(new Diagnostic(code, severity, file, line, Math.Max(1, column), message, fix));
        }
    }
}
