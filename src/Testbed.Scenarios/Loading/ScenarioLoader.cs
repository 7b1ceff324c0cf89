using Testbed.Scenarios.Loading;

namespace Testbed.Scenarios;

/// <summary>
/// Loads a scenario folder. A user's mistake is a diagnostic, never an exception, and all of them come at once. Thread safe: no shared state.
/// </summary>
public static class ScenarioLoader
{
    private static readonly string[] VariantKeys = ["extends", "parts", "id", "title", "description", "controls", "as_built", "expectations"];

    /// <summary>Loads <c>scenario.yaml</c> of a folder and, where it extends another, that one too.</summary>
    /// <param name="directory">The scenario's folder.</param>
    public static LoadResult Load(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var bag = new DiagnosticBag();
        var files = new List<SourceFile>();
        var root = ReadTree(directory, bag, files, []);
        if (root is null)
        {
            return new(null, bag.InFileOrder());
        }

        var binding = new Binding(bag);
        ScenarioBinder.Document.TryRead(root, binding, out var scenario);
        CheckId(directory, root, scenario, binding);
        binding.Finish(scenario);
        return bag.HasErrors
            ? new(null, bag.InFileOrder())
            : new(scenario with { ModelHash = ScenarioFiles.Hash(files.Concat(binding.Imports)) }, bag.InFileOrder());
    }

    private static YamlMap? ReadTree(string directory, DiagnosticBag bag, List<SourceFile> files, HashSet<string> visited)
    {
        visited.Add(FullPath(directory));
        if (ScenarioFiles.Read(directory, bag) is not { } file || YamlTreeReader.Read(file, bag) is not { } main)
        {
            return null;
        }

        files.Add(file);
        if (ScenarioParts.Join(main, bag, files) is not { } map)
        {
            return null;
        }

        if (map.Find("extends")?.Value is not YamlScalar { IsNull: false } extends)
        {
            return map;
        }

        var baseDirectory = Path.Combine(directory, extends.Value);
        if (extends.Value.Contains('\0', StringComparison.Ordinal) || visited.Contains(FullPath(baseDirectory)))
        {
            bag.Error(DiagnosticCodes.ExtendsCycle, extends.Start, $"'{extends.Value}' leads back to this scenario",
                "extend a scenario that stands for itself");
            return null;
        }

        if (!File.Exists(Path.Combine(baseDirectory, ScenarioFiles.FileName)))
        {
            bag.Error(DiagnosticCodes.FileNotFound, extends.Start, $"there is no scenario in '{extends.Value}'",
                "the path is relative to this scenario's folder");
            return null;
        }

        return ReadTree(Tidy(baseDirectory), bag, files, visited) is { } whole ? Merge(map, whole, bag) : null;
    }

    /// <summary>The base with the variant's own keys in place of its own.</summary>
    private static YamlMap Merge(YamlMap variant, YamlMap whole, DiagnosticBag bag)
    {
        foreach (var entry in variant.Entries.Where(e => !VariantKeys.Contains(e.Key.Value)))
        {
            bag.Error(DiagnosticCodes.KeyNotAllowedInVariant, entry.Key.Start, $"a variant cannot replace '{entry.Key.Value}'",
                "variants differ in controls and in what was found on site, so that a comparison shows security and nothing else: change it in the scenario that is extended");
        }

        var own = variant.Entries.Where(e => VariantKeys.Contains(e.Key.Value)).ToList();
        var kept = whole.Entries.Where(e => e.Key.Value is not ("extends" or "parts") && own.TrueForAll(o => o.Key.Value != e.Key.Value));
        return new(variant.Start, [.. own, .. kept]);
    }

    private static void CheckId(string directory, YamlMap root, Scenario scenario, Binding binding)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(FullPath(directory)));
        if (scenario.Id.Length > 0 && folder.Length > 0 && scenario.Id != folder && root.Find("id") is { } id)
        {
            binding.Report(DiagnosticCodes.IdNotFolder, id.Value.Start, $"the id '{scenario.Id}' differs from the folder's name '{folder}'",
                $"write 'id: {folder}'");
        }
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException or IOException)
        {
            return path;
        }
    }

    /// <summary>Takes the dots out of a path for display, keeping it relative where it was.</summary>
    private static string Tidy(string path) => Path.IsPathRooted(path) ? FullPath(path) : Path.GetRelativePath(".", path);
}
