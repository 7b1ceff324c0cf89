using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>A scenario folder in a temporary place, made from the template's text with a change.</summary>
internal sealed class ScenarioText : IDisposable
{
    private const char Marker = '§';
    private static readonly Lazy<string> Template = new(ReadTemplate);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("testbed-scenario-");

    /// <summary>The template's text; the scenario is called "first".</summary>
    public static string Valid => Template.Value;

    /// <summary>The folder that holds the scenarios.</summary>
    public string Root => _root.FullName;

    /// <summary>Replaces one passage, which must be there exactly once.</summary>
    public static string Change(string find, string replace)
    {
        var first = Valid.IndexOf(find, StringComparison.Ordinal);
        Assert.True(first >= 0, $"the template has no '{find}'");
        Assert.True(Valid.IndexOf(find, first + 1, StringComparison.Ordinal) < 0, $"the template has '{find}' twice");
        return Valid.Replace(find, replace, StringComparison.Ordinal);
    }

    /// <summary>Takes the marker out of a text and tells where it was, 1-based.</summary>
    public static (string Text, int Line, int Column) Locate(string marked)
    {
        var at = marked.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(at >= 0, "the text has no marker");
        var before = marked[..at];
        return (marked.Remove(at, 1), before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n'));
    }

    /// <summary>Loads a text, and further scenarios beside it.</summary>
    public static LoadResult Load(string text, params (string Name, string Text)[] others)
    {
        using var scenario = new ScenarioText();
        foreach (var (name, other) in others)
        {
            scenario.Write(name, other);
        }

        return ScenarioLoader.Load(scenario.Write("first", text));
    }

    /// <summary>Loads a text that must be good.</summary>
    public static Scenario LoadGood(string text)
    {
        var result = Load(text);
        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        return result.Scenario!;
    }

    /// <summary>Writes a scenario and gives its folder.</summary>
    public string Write(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), text);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    private static string ReadTemplate()
    {
        using var scenario = new ScenarioText();
        Assert.Empty(ScenarioTemplate.Write(scenario.Root, "first"));
        return File.ReadAllText(Path.Combine(scenario.Root, "first", "scenario.yaml"));
    }
}
