using System.Xml;
using System.Xml.Linq;

namespace Testbed.StructuredText;

/// <summary>Program organisation units and lists of globals of a PLCopen project, as sources.</summary>
internal sealed class PlcOpenUnits(PlcOpenReport report, PlcOpenTypes types)
{
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["inputVars"] = "VAR_INPUT",
        ["outputVars"] = "VAR_OUTPUT",
        ["inOutVars"] = "VAR_IN_OUT",
        ["localVars"] = "VAR",
        ["tempVars"] = "VAR_TEMP",
        ["externalVars"] = "VAR_EXTERNAL",
        ["globalVars"] = "VAR_GLOBAL",
    };

    /// <summary>Adds a source for each unit and each list of globals outside of configurations. Gives the names of the units that are left out.</summary>
    public IReadOnlySet<string> Units(XElement project, List<StSource> into)
    {
        var leftOut = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var isAny = false;
        foreach (var element in project.Descendants())
        {
            // Some tools keep globals, and the units of a device, in their own additions to the format.
            if (element.Name.LocalName == "globalVars" && element.Parent?.Name.LocalName == "data")
            {
                var text = new MappedText();
                types.Section("VAR_GLOBAL", element, text);
                into.Add(text.ToSource($"{report.File} (globals {PlcOpenReport.Attribute(element, "name")})"));
            }
            else if (element.Name.LocalName == "pou" && element.Attribute("pouType") is not null && report.NameOf(element) is { } name)
            {
                isAny = true;
                if (!Unit(element, name, into))
                {
                    leftOut.Add(name);
                }
            }
        }

        if (!isAny)
        {
            report.Warning(StCodes.PlcOpenIncomplete, project, "the project holds no program organisation unit");
        }

        return leftOut;
    }

    private bool Unit(XElement unit, string name, List<StSource> into)
    {
        var word = PlcOpenReport.Attribute(unit, "pouType") switch
        {
            "program" => "PROGRAM",
            "function" => "FUNCTION",
            "functionBlock" => "FUNCTION_BLOCK",
            _ => null,
        };
        if (word is null)
        {
            report.Error(StCodes.PlcOpenIncomplete, unit, $"POU {name} is neither program, function nor functionBlock but '{PlcOpenReport.Attribute(unit, "pouType")}'");
            return false;
        }

        if (Body(unit, name) is not { } body)
        {
            return false;
        }

        var text = new MappedText();
        var face = PlcOpenReport.Child(unit, "interface");
        text.Append($"{word} {name}", report.LineOf(unit));
        if (word == "FUNCTION" && face is not null && PlcOpenReport.Child(face, "returnType") is { } returned)
        {
            text.Append(" : ", report.LineOf(returned));
            types.Type(returned, returned, text, 0);
        }

        text.EndLine();
        foreach (var section in face?.Elements() ?? [])
        {
            if (Sections.TryGetValue(section.Name.LocalName, out var keyword))
            {
                types.Section(keyword, section, text);
            }
        }

        Code(body, text);
        Actions(unit, name, text);
        text.Line($"END_{word}", report.LineOf(unit));
        into.Add(text.ToSource($"{report.File} (POU {name})"));
        if (PlcOpenReport.Child(unit, "transitions") is { HasElements: true } transitions)
        {
            report.Warning(StCodes.PlcOpenLeftOut, transitions, $"the transitions of POU {name} are left out: they are not supported");
        }

        return true;
    }

    private void Actions(XElement unit, string name, MappedText text)
    {
        foreach (var action in PlcOpenReport.Child(unit, "actions") is { } actions ? PlcOpenReport.Children(actions, "action") : [])
        {
            if (report.NameOf(action) is { } actionName && Body(action, $"{name}, action {actionName},") is { } body)
            {
                text.EndLine();
                text.Line($"ACTION {actionName}:", report.LineOf(action));
                Code(body, text);
                text.Line("END_ACTION", report.LineOf(action));
            }
        }
    }

    /// <summary>The Structured Text of a unit; null, with a report, when its body is in another language.</summary>
    private XElement? Body(XElement unit, string name)
    {
        var bodies = PlcOpenReport.Children(unit, "body").SelectMany(b => b.Elements()).ToList();
        if (bodies.Find(b => b.Name.LocalName == "ST") is { } text)
        {
            return text;
        }

        var language = bodies.Find(b => b.Name.LocalName is "IL" or "FBD" or "LD" or "SFC");
        if (language is null)
        {
            report.Warning(StCodes.PlcOpenIncomplete, unit, $"POU {name} has no body and is left out");
            return null;
        }

        var message = $"POU {name} is left out: its body is {language.Name.LocalName}, and only Structured Text (ST) is supported";
        report.Warning(StCodes.PlcOpenOtherLanguage, language, message, "convert it to ST in the tool it comes from, or write it again in ST");
        return null;
    }

    /// <summary>All text in a body, line by line; it stands in XHTML, as characters or CDATA.</summary>
    private void Code(XElement body, MappedText text)
    {
        text.EndLine();
        foreach (var node in body.DescendantNodes())
        {
            if (node is XText code)
            {
                text.Append(code.Value, report.LinesBefore + Math.Max(1, ((IXmlLineInfo)code).LineNumber));
            }
            else if (node is XElement { Name.LocalName: "br" or "p" })
            {
                text.EndLine();
            }
        }

        text.EndLine();
    }
}
