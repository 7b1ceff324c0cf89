using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>The template with the points of its terminal unit in a map beside it.</summary>
internal static class MapScenario
{
    /// <summary>Loads the template with this map as <c>maps/rtu.csv</c>; <paramref name="more"/> goes on after <c>map:</c>.</summary>
    public static LoadResult Load(string map, string more = "")
    {
        using var place = new ScenarioText();
        var valid = ScenarioText.Valid;
        var from = valid.IndexOf("    points:\n", StringComparison.Ordinal);
        var to = valid.IndexOf("\n# Conduits join", StringComparison.Ordinal);
        var folder = place.Write("first", $"{valid[..from]}    points:\n      map: maps/rtu.csv{more}\n{valid[to..]}");
        Directory.CreateDirectory(Path.Combine(folder, "maps"));
        File.WriteAllText(Path.Combine(folder, "maps", "rtu.csv"), map);
        return ScenarioLoader.Load(folder);
    }

    /// <summary>Checks a map for itself.</summary>
    public static (IReadOnlyList<PointConfig> Points, IReadOnlyList<Diagnostic> Diagnostics) Check(string map, bool? modicon = null)
    {
        using var place = new ScenarioText();
        var file = Path.Combine(place.Root, "map.csv");
        File.WriteAllText(file, map);
        return DeviceMap.Check(file, modicon);
    }

    /// <summary>The points of a map that must be good.</summary>
    public static IReadOnlyList<PointConfig> Good(string map)
    {
        var (points, diagnostics) = Check(map);
        Assert.Empty(diagnostics.Select(d => d.ToString()));
        return points;
    }
}
