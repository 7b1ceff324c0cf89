namespace Testbed.Scenarios.Loading;

/// <summary>References to a log collector.</summary>
internal static class Collectors
{
    /// <summary>Reports a collector that is another kind of asset.</summary>
    public static void Check(MapReader r, string key, string? collector)
    {
        var at = r.At(key);
        r.Binding.Later(scenario =>
        {
            if (collector is not null && scenario.Asset(collector) is { } asset && asset.Kind != AssetKind.LogCollector)
            {
                r.Binding.Report(DiagnosticCodes.NotACollector, at, $"{collector} is a {Types.Kebab(asset.Kind)}, not a log collector",
                    Nearest.Fix(collector, scenario.Assets.Where(a => a.Kind == AssetKind.LogCollector).Select(a => a.Id)));
            }
        });
    }
}
