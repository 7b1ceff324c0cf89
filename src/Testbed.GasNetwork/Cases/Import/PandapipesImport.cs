using System.Text.Json;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>A converted network.</summary>
/// <param name="Json">The case: <c>gasnet-bench/1</c> where that holds everything, else <c>gasref-stanet/1</c>.</param>
/// <param name="Format">Which of them.</param>
/// <param name="Warnings">What could not be carried over as it was, each with its element.</param>
public sealed record PandapipesImport(string Json, string Format, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// Converts a network that pandapipes has written with <c>to_json</c>, of any version from 0.2 on. Pressures stay gauge, heights, diameters and flows keep
    /// their meaning. Elements out of service are left out; what cannot be carried over is named in a warning. Pure; thread safe.
    /// </summary>
    /// <exception cref="CaseFormatException">It is no such file, or an element lacks a value; the message names it.</exception>
    public static PandapipesImport Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = PythonJson.Parse(text, "the file");
        var kind = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("_class", out var name) ? name.ToString() : null;
        if (kind != "pandapipesNet")
        {
            throw new CaseFormatException($"this is no pandapipes network: its '_class' is {(kind is null ? "missing" : $"'{kind}'")}, not 'pandapipesNet'");
        }

        var reader = new PandapipesReader(PythonJson.Unwrap(root, "the network"));
        var net = reader.Read();
        var (json, format) = ImportedNetWriter.Write(net);
        return new(json, format, reader.Warnings);
    }
}
