using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Testbed.StructuredText;

/// <summary>Configurations of a PLCopen project, as sources. Instances of units that are left out are left out too.</summary>
internal sealed class PlcOpenConfigurations(PlcOpenReport report, PlcOpenTypes types, IReadOnlySet<string> leftOut)
{
    public void Configurations(XElement project, List<StSource> into)
    {
        foreach (var configuration in project.Descendants().Where(e => e.Name.LocalName == "configuration" && e.Parent?.Name.LocalName == "configurations"))
        {
            if (report.NameOf(configuration) is not { } name)
            {
                continue;
            }

            var text = new MappedText();
            text.Line($"CONFIGURATION {Identifier(name)}", report.LineOf(configuration));
            Globals(configuration, text);
            foreach (var resource in PlcOpenReport.Children(configuration, "resource"))
            {
                Resource(resource, text);
            }

            Inits(configuration, text);
            text.Line("END_CONFIGURATION", report.LineOf(configuration));
            into.Add(text.ToSource($"{report.File} (configuration {name})"));
        }
    }

    private void Resource(XElement resource, MappedText text)
    {
        if (report.NameOf(resource) is not { } name)
        {
            return;
        }

        text.Line($"RESOURCE {Identifier(name)} ON PLC", report.LineOf(resource));
        Globals(resource, text);
        var tasks = PlcOpenReport.Children(resource, "task").ToList();
        foreach (var task in tasks)
        {
            Task(task, text);
        }

        foreach (var task in tasks)
        {
            foreach (var instance in PlcOpenReport.Children(task, "pouInstance"))
            {
                Instance(instance, $" WITH {Identifier(PlcOpenReport.Attribute(task, "name"))}", text);
            }
        }

        foreach (var instance in PlcOpenReport.Children(resource, "pouInstance"))
        {
            Instance(instance, "", text);
        }

        text.Line("END_RESOURCE", report.LineOf(resource));
    }

    private void Globals(XElement holder, MappedText text)
    {
        foreach (var section in PlcOpenReport.Children(holder, "globalVars"))
        {
            types.Section("VAR_GLOBAL", section, text);
        }

        foreach (var access in PlcOpenReport.Children(holder, "accessVars").Where(a => a.HasElements))
        {
            report.Warning(StCodes.PlcOpenLeftOut, access, "access paths are left out: they are not supported");
        }
    }

    private void Task(XElement task, MappedText text)
    {
        if (report.NameOf(task) is not { } name)
        {
            return;
        }

        List<string> properties = [];
        var single = PlcOpenReport.Attribute(task, "single");
        var interval = PlcOpenReport.Attribute(task, "interval");
        var priority = PlcOpenReport.Attribute(task, "priority");
        if (single.Length > 0)
        {
            properties.Add($"SINGLE := {single}");
        }

        if (interval.Length > 0)
        {
            properties.Add($"INTERVAL := {Duration(task, interval)}");
        }

        if (priority.Length > 0)
        {
            properties.Add($"PRIORITY := {priority}");
        }

        text.Line($"  TASK {Identifier(name)} ({string.Join(", ", properties)});", report.LineOf(task));
    }

    /// <summary>An instance's type is in <c>typeName</c>, in <c>type</c> before version 2; some tools leave it empty where the instance is called as its type.</summary>
    private void Instance(XElement instance, string with, MappedText text)
    {
        if (report.NameOf(instance) is not { } name)
        {
            return;
        }

        var type = PlcOpenReport.Attribute(instance, "typeName") is { Length: > 0 } newer ? newer : PlcOpenReport.Attribute(instance, "type");
        type = type.Length > 0 ? type : name;
        if (!leftOut.Contains(type))
        {
            text.Line($"  PROGRAM {Identifier(name)}{with} : {type};", report.LineOf(instance));
        }
    }

    private void Inits(XElement configuration, MappedText text)
    {
        foreach (var section in PlcOpenReport.Children(configuration, "configVars").Where(s => s.HasElements))
        {
            text.Line("VAR_CONFIG", report.LineOf(section));
            foreach (var variable in PlcOpenReport.Children(section, "configVariable"))
            {
                var address = PlcOpenReport.Attribute(variable, "address");
                text.Append($"  {PlcOpenReport.Attribute(variable, "instancePathAndName")}{(address.Length > 0 ? $" AT {address}" : "")} : ", report.LineOf(variable));
                types.Type(PlcOpenReport.Child(variable, "type"), variable, text, 0);
                types.Initial(variable, text);
                text.Append(";", report.LineOf(variable));
                text.EndLine();
            }

            text.Line("END_VAR", report.LineOf(section));
        }
    }

    /// <summary>Tools write intervals as IEC literals (<c>T#20ms</c>), as durations of XML Schema (<c>PT0.02S</c>), or as hours, minutes and seconds.</summary>
    private string Duration(XElement task, string interval)
    {
        TimeSpan duration;
        if (interval.Contains('#', StringComparison.Ordinal))
        {
            return interval;
        }

        if (char.IsAsciiDigit(interval[0]) && interval.All(c => char.IsAsciiDigit(c) || c is '.' or '_' or 'd' or 'h' or 'm' or 's' or 'u' or 'n') && char.IsAsciiLetter(interval[^1]))
        {
            return $"T#{interval}";
        }

        if (!interval.StartsWith('P') && TimeSpan.TryParse(interval, CultureInfo.InvariantCulture, out duration) && interval.Contains(':', StringComparison.Ordinal))
        {
            return Literal(duration);
        }

        try
        {
            return Literal(XmlConvert.ToTimeSpan(interval));
        }
        catch (Exception mistake) when (mistake is FormatException or OverflowException)
        {
            report.Error(StCodes.PlcOpenIncomplete, task, $"'{interval}' is no interval of a task", "write T#20ms");
            return "T#1s";
        }
    }

    private static string Literal(TimeSpan duration) => $"T#{(duration.Ticks / 10).ToString(CultureInfo.InvariantCulture)}us";

    /// <summary>Names of configurations, resources and tasks are free text in some tools.</summary>
    private static string Identifier(string name)
    {
        var letters = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_')]);
        return letters.Length == 0 || char.IsDigit(letters[0]) ? $"_{letters}" : letters;
    }
}
