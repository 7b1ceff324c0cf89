using System.Xml.Linq;

namespace Testbed.StructuredText;

/// <summary>Data types, declarations of variables and initial values of a PLCopen project, as text.</summary>
internal sealed class PlcOpenTypes(PlcOpenReport report)
{
    private const int DeepestType = 32;

    /// <summary>All data types as one source.</summary>
    public void DataTypes(XElement project, List<StSource> into)
    {
        var text = new MappedText();
        var isAny = false;
        foreach (var type in project.Descendants().Where(e => e.Name.LocalName == "dataType" && e.HasElements))
        {
            if (report.NameOf(type) is not { } name)
            {
                continue;
            }

            isAny = true;
            text.Line($"TYPE {name} :", report.LineOf(type));
            Type(PlcOpenReport.Child(type, "baseType"), type, text, 0);
            Initial(type, text);
            text.Append(";", report.LineOf(type));
            text.Line("END_TYPE", report.LineOf(type));
        }

        if (isAny)
        {
            into.Add(text.ToSource($"{report.File} (types)"));
        }
    }

    /// <summary>One section of variables with its variables, each on a line of its own.</summary>
    public void Section(string word, XElement section, MappedText text)
    {
        bool Is(string name) => PlcOpenReport.Attribute(section, name).ToUpperInvariant() is "TRUE" or "1";
        var retain = Is("retain") || Is("persistent") ? " RETAIN" : Is("nonretain") ? " NON_RETAIN" : "";
        text.Line($"{word}{(Is("constant") ? " CONSTANT" : "")}{retain}", report.LineOf(section));
        Variables(section, text, 0);
        text.Line("END_VAR", report.LineOf(section));
    }

    /// <summary>The content of <c>type</c> or <c>baseType</c>: one element.</summary>
    public void Type(XElement? holder, XElement around, MappedText text, int depth)
    {
        if (holder?.Elements().FirstOrDefault() is not { } type)
        {
            report.Error(StCodes.PlcOpenIncomplete, holder ?? around, $"<{around.Name.LocalName}> says no type");
            text.Append("INT", report.LineOf(around));
            return;
        }

        var line = report.LineOf(type);
        if (depth > DeepestType)
        {
            report.Error(StCodes.PlcOpenTooLarge, type, $"types are nested more than {DeepestType} levels deep");
            text.Append("INT", line);
            return;
        }

        switch (type.Name.LocalName)
        {
            case "derived":
                text.Append(report.NameOf(type) ?? "INT", line);
                break;
            case "string" or "wstring":
                var length = PlcOpenReport.Attribute(type, "length");
                text.Append(type.Name.LocalName.ToUpperInvariant() + (length.Length > 0 ? $"[{length}]" : ""), line);
                break;
            case "array":
                var bounds = PlcOpenReport.Children(type, "dimension").Select(d => $"{PlcOpenReport.Attribute(d, "lower")}..{PlcOpenReport.Attribute(d, "upper")}");
                text.Append($"ARRAY [{string.Join(", ", bounds)}] OF ", line);
                Type(PlcOpenReport.Child(type, "baseType"), type, text, depth + 1);
                break;
            case "struct":
                text.Line("STRUCT", line);
                Variables(type, text, depth + 1);
                text.Append("END_STRUCT", line);
                break;
            case "enum":
                Enumeration(type, text, depth);
                break;
            case "subrangeSigned" or "subrangeUnsigned":
                Type(PlcOpenReport.Child(type, "baseType"), type, text, depth + 1);
                var range = PlcOpenReport.Child(type, "range") ?? type;
                text.Append($" ({PlcOpenReport.Attribute(range, "lower")}..{PlcOpenReport.Attribute(range, "upper")})", report.LineOf(range));
                break;
            case "pointer":
                text.Append("POINTER TO ", line);
                Type(PlcOpenReport.Child(type, "baseType"), type, text, depth + 1);
                break;
            default:
                text.Append(type.Name.LocalName, line);
                break;
        }
    }

    /// <summary><c> := value</c> where there is an initial value.</summary>
    public void Initial(XElement holder, MappedText text)
    {
        if (PlcOpenReport.Child(holder, "initialValue") is { } initial)
        {
            text.Append($" := {Quoted(holder, Value(initial, 0))}", report.LineOf(initial));
        }
    }

    /// <summary>Some tools write the initial value of a string without its quotation marks.</summary>
    private static string Quoted(XElement holder, string value)
    {
        var type = (PlcOpenReport.Child(holder, "type") ?? PlcOpenReport.Child(holder, "baseType"))?.Elements().FirstOrDefault()?.Name.LocalName.ToUpperInvariant();
        var quote = type switch { "STRING" => '\'', "WSTRING" => '"', _ => '\0' };
        var isBare = quote != '\0' && !value.StartsWith(quote) && !value.Contains('#', StringComparison.Ordinal);
        return isBare ? $"{quote}{value.Replace($"{quote}", $"${quote}", StringComparison.Ordinal)}{quote}" : value;
    }

    private void Enumeration(XElement type, MappedText text, int depth)
    {
        if (PlcOpenReport.Child(type, "baseType") is { } named)
        {
            Type(named, type, text, depth + 1);
            text.Append(" ", report.LineOf(type));
        }

        var separator = "(";
        foreach (var value in PlcOpenReport.Children(PlcOpenReport.Child(type, "values"), "value"))
        {
            var number = PlcOpenReport.Attribute(value, "value");
            text.Append($"{separator}{report.NameOf(value)}{(number.Length > 0 ? $" := {number}" : "")}", report.LineOf(value));
            separator = ", ";
        }

        text.Append(separator == "(" ? "()" : ")", report.LineOf(type));
    }

    private void Variables(XElement holder, MappedText text, int depth)
    {
        foreach (var variable in PlcOpenReport.Children(holder, "variable"))
        {
            if (report.NameOf(variable) is not { } name)
            {
                continue;
            }

            var address = PlcOpenReport.Attribute(variable, "address");
            text.EndLine();
            text.Append($"  {name}{(address.Length > 0 ? $" AT {address}" : "")} : ", report.LineOf(variable));
            Type(PlcOpenReport.Child(variable, "type"), variable, text, depth);
            Initial(variable, text);
            text.Append(";", report.LineOf(variable));
            text.EndLine();
        }
    }

    private string Value(XElement holder, int depth)
    {
        var value = holder.Elements().FirstOrDefault(e => e.Name.LocalName is "simpleValue" or "arrayValue" or "structValue");
        if (value is null || depth > DeepestType)
        {
            report.Error(StCodes.PlcOpenIncomplete, holder, "an initial value is missing");
            return "0";
        }

        switch (value.Name.LocalName)
        {
            case "arrayValue":
                return $"[{string.Join(", ", PlcOpenReport.Children(value, "value").Select(v => Repeated(v, depth)))}]";
            case "structValue":
                return $"({string.Join(", ", PlcOpenReport.Children(value, "value").Select(v => $"{PlcOpenReport.Attribute(v, "member")} := {Value(v, depth + 1)}"))})";
            default:
                // Blanks count in a string, so they stay; line ends would move all that follows.
                return ((string?)value.Attribute("value") ?? "").ReplaceLineEndings(" ");
        }
    }

    private string Repeated(XElement value, int depth)
    {
        var count = PlcOpenReport.Attribute(value, "repetitionValue");
        var single = Value(value, depth + 1);
        return count is "" or "1" ? single : $"{count}({single})";
    }
}
