using System.Text.Json.Nodes;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The locations of findings: the line of the scenario's file that names the asset or place, and the logical location, place / asset / interface, kept once
/// per log as a tree.
/// </summary>
internal sealed class SarifLocations(ScenarioLines lines)
{
    /// <summary>The root that a relative path of the scenario is under.</summary>
    public const string SourceRoot = "%SRCROOT%";

    private const string Unused = "-";

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly JsonArray _logical = [];

    /// <summary>All logical locations that were used; read it after the last finding.</summary>
    public JsonArray Logical => _logical;

    /// <summary>The location of a cell.</summary>
    public JsonObject Of(Cell cell, PlaceKind kind)
    {
        ReadOnlySpan<(string Name, string Kind)> parts = [(cell.Asset, "asset"), (cell.Interface, "interface"), (cell.Account, "account")];
        var at = Index(null, cell.Place, Word(kind));
        foreach (var (name, word) in parts)
        {
            at = name == Unused ? at : Index(at, name, word);
        }

        return Location(at, [cell.Asset, cell.Place]);
    }

    /// <summary>The location of a place.</summary>
    public JsonObject Of(Place place) => Location(Index(null, place.Id, Word(place.Kind)), [place.Id]);

    /// <summary>The scenario's file as a whole.</summary>
    public JsonObject OfScenario() => Location(null, []);

    private JsonObject Location(int? logical, string[] ids)
    {
        var artifact = new JsonObject { ["uri"] = lines.Uri };
        if (lines.IsRelative)
        {
            artifact["uriBaseId"] = SourceRoot;
        }

        var physical = new JsonObject { ["artifactLocation"] = artifact };
        if (lines.LineOf(ids) is { } line)
        {
            physical["region"] = new JsonObject { ["startLine"] = line };
        }

        var location = new JsonObject { ["physicalLocation"] = physical };
        if (logical is { } index)
        {
            location["logicalLocations"] = new JsonArray(
                new JsonObject { ["index"] = index, ["fullyQualifiedName"] = (string?)_logical[index]!["fullyQualifiedName"] });
        }

        return location;
    }

    private int Index(int? parent, string name, string kind)
    {
        var clean = HtmlText.Clean(name);
        var full = parent is { } above ? $"{(string?)_logical[above]!["fullyQualifiedName"]}/{clean}" : clean;
        var key = $"{kind} {full}";
        if (_indices.TryGetValue(key, out var known))
        {
            return known;
        }

        var node = new JsonObject { ["name"] = clean, ["kind"] = kind, ["fullyQualifiedName"] = full };
        if (parent is { } index)
        {
            node["parentIndex"] = index;
        }

        _logical.Add((JsonNode)node);
        return _indices[key] = _logical.Count - 1;
    }

    private static string Word(PlaceKind kind) => kind.ToString().ToLowerInvariant();
}
