using System.CommandLine;
using Testbed.Assessment;
using Testbed.Core;
using Testbed.Reporting;

namespace Testbed.Cli;

/// <summary>The exports a user asked for.</summary>
internal static class Exports
{
    private const string ScenarioFile = "scenario.yaml";

    /// <summary>The option that names them.</summary>
    public static Option<string[]> Option(string name, string description) => new(name)
    {
        Description = description, HelpName = "FORMATS",
    };

    /// <summary>Reads the words of the option; an unknown one is the user's mistake.</summary>
    public static IReadOnlyList<ExportFormat> Parse(string[]? words)
    {
        try
        {
            return ExportFormats.Parse(words ?? []);
        }
        catch (FormatException e)
        {
            throw new UserErrorException(e.Message);
        }
    }

    /// <summary>Writes the files that are made of the result and prints their paths.</summary>
    public static void Write(
        IReadOnlyList<ExportFormat> formats, string folder, string scenario, AssessmentResult result, AssessmentInput input, Baseline? before)
    {
        IReadOnlyList<ExportFormat> rendered = [.. formats.Where(f => !ExportFormats.IsRecorded(f))];
        if (rendered.Count == 0)
        {
            return;
        }

        var file = Path.Combine(scenario, ScenarioFile);
        var lines = ScenarioLines.Of(FromHere(file), File.ReadAllText(file));
        foreach (var path in ExportWriter.Write(folder, rendered, new(result, input, before, lines)))
        {
            Console.WriteLine($"export: {path}");
        }
    }

    /// <summary>Relative to the working folder, which is the root of the sources in a pull request, where the file lies below it.</summary>
    private static string FromHere(string file)
    {
        var full = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }
}
