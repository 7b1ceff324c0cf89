using System.Xml;
using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.StructuredText;

/// <summary>What a PLCopen project gives.</summary>
/// <param name="Sources">One for the data types, each program organisation unit, each list of globals, each configuration. Line numbers in diagnostics are those of the XML file.</param>
/// <param name="Diagnostics">What is wrong or left out.</param>
public sealed record PlcOpenImport(IReadOnlyList<StSource> Sources, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Import of PLCopen XML (TC6, versions 2.01, 2.0 and 1.01; IEC 61131-10) whose units are written in Structured Text. Elements are taken by their names, whatever the version's namespace, since
/// they mean the same in all. A file cannot make the reader open another, nor use more memory than a few times its size.
/// </summary>
public static class PlcOpenProject
{
    /// <summary>Characters of a file; larger ones are not read.</summary>
    public const int LargestFile = 16 * 1024 * 1024;

    private const int DeepestElement = 256;

    /// <summary>Whether a text looks like XML rather than Structured Text.</summary>
    public static bool IsXml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("<");
    }

    /// <summary>Reads a project. Never throws for any text.</summary>
    public static PlcOpenImport Read(string name, string xml)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(xml);
        var report = new PlcOpenReport(name);
        if (xml.Length > LargestFile)
        {
            report.Error(StCodes.PlcOpenTooLarge, 1, 1, $"the file has {xml.Length} characters; {LargestFile} are read at most");
            return new PlcOpenImport([], report.Diagnostics);
        }

        var sources = new List<StSource>();
        if (Load(xml.TrimStart('\uFEFF', ' ', '\t', '\r', '\n'), Skipped(xml), report) is { } project)
        {
            Convert(project, report, sources);
        }

        return new PlcOpenImport(sources, report.Diagnostics);
    }

    private static void Convert(XElement project, PlcOpenReport report, List<StSource> sources)
    {
        if (project.Name.LocalName != "project" || !project.Elements().Any(e => e.Name.LocalName is "types" or "instances" or "addData"))
        {
            report.Error(StCodes.NotPlcOpen, project, $"the file is no PLCopen project: its outermost element is <{project.Name.LocalName}>", "export the project as PLCopen XML (TC6)");
            return;
        }

        var types = new PlcOpenTypes(report);
        types.DataTypes(project, sources);
        var units = new PlcOpenUnits(report, types);
        var leftOut = units.Units(project, sources);
        new PlcOpenConfigurations(report, types, leftOut).Configurations(project, sources);
    }

    /// <summary>Lines in front of the XML, which may not have any but often do.</summary>
    private static int Skipped(string xml) => xml.AsSpan(0, xml.Length - xml.AsSpan().TrimStart("\uFEFF \t\r\n").Length).Count('\n');

    private static XElement? Load(string xml, int linesBefore, PlcOpenReport report)
    {
        report.LinesBefore = linesBefore;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024, IgnoreComments = true };
        try
        {
            using (var depths = XmlReader.Create(new StringReader(xml), settings))
            {
                while (depths.Read())
                {
                    if (depths.Depth > DeepestElement)
                    {
                        report.Error(StCodes.PlcOpenTooLarge, ((IXmlLineInfo)depths).LineNumber, 1, $"elements are nested more than {DeepestElement} levels deep");
                        return null;
                    }
                }
            }

            using var reader = XmlReader.Create(new StringReader(xml), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException mistake)
        {
            report.Error(StCodes.PlcOpenMalformed, mistake.LineNumber, mistake.LinePosition, $"the file is no well-formed XML: {mistake.Message}");
            return null;
        }
    }
}
