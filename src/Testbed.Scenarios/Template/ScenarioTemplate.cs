using System.Reflection;
using Testbed.Core;
using Testbed.Scenarios.Loading;

namespace Testbed.Scenarios;

/// <summary>Writes a new scenario that loads without diagnostics and runs: two zones, one conduit, a controller, a SCADA server, a log collector, a small
/// gas process.</summary>
public static class ScenarioTemplate
{
    private const string NamePlace = "SCENARIO_NAME";

    /// <summary>Writes <c>{directory}/{name}/scenario.yaml</c>. Nothing that exists is ever overwritten.</summary>
    /// <param name="directory">The folder that holds scenarios; made when missing.</param>
    /// <param name="name">The scenario's name: a letter, then letters, digits, '.', '_' or '-'.</param>
    /// <returns>What went wrong; empty when the scenario was written.</returns>
    public static IReadOnlyList<Diagnostic> Write(string directory, string name)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(name);
        var bag = new DiagnosticBag();
        if (!IsName(name))
        {
            bag.Error(DiagnosticCodes.InvalidId, directory, $"'{name}' is no name for a scenario",
                "a letter, then letters, digits, '.', '_' or '-', at most 60");
            return bag.InFileOrder();
        }

        var folder = Path.Combine(directory, name);
        var file = Path.Combine(folder, ScenarioFiles.FileName);
        try
        {
            Directory.CreateDirectory(folder);

            // CreateNew fails when the file exists, without a gap between asking and writing.
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(stream) { NewLine = "\n" };
            writer.Write(Text().Replace(NamePlace, name, StringComparison.Ordinal));
        }
        catch (IOException) when (File.Exists(file))
        {
            bag.Error(DiagnosticCodes.AlreadyExists, file, "there is a scenario already; it was left as it is", "choose another name, or move it away");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bag.Error(DiagnosticCodes.NotWritable, file, "the scenario cannot be written there", "check the folder's permissions and the disk's space");
        }

        return bag.InFileOrder();
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 60 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static string Text()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("template.yaml")!);
        return reader.ReadToEnd();
    }
}
