namespace Testbed.Scenarios.Loading;

/// <summary>References to a point of an asset by name.</summary>
internal static class PointNames
{
    /// <summary>Reports a point that the asset does not have.</summary>
    public static void Check(Binding binding, Scenario scenario, string asset, string point, Mark at)
    {
        if (scenario.Asset(asset) is { } found && point.Length > 0 && found.Points.All(p => p.Name != point))
        {
            binding.Report(DiagnosticCodes.DanglingReference, at, $"{asset} has no point '{point}'", Nearest.Fix(point, found.Points.Select(p => p.Name)));
        }
    }
}
