using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Which part of the plant stands behind a controller, so that a profile can name a failure without knowing the scenario.</summary>
internal static class PlantPart
{
    /// <summary>The element that can fail so and that the asset's outputs or contacts belong to; null when there is none.</summary>
    public static string? Of(Scenario scenario, AssetConfig asset, PlantFailure failure)
    {
        var process = scenario.Process;
        var tags = asset.Points.Select(p => p.Tag).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var elements = process.Actuators.Where(a => tags.Contains(a.Tag)).Select(a => a.Element)
            .Concat(process.Sensors.Where(s => tags.Contains(s.Tag)).Select(s => s.Element)).ToHashSet(StringComparer.Ordinal);
        var runs = process.Regulators.Where(r => elements.Contains(r.Id) || (r.SlamShut is { } slam && elements.Contains(slam.Id))).ToList();
        return failure switch
        {
            PlantFailure.MonitorFailsOpen => runs.FirstOrDefault(r => r.Monitor is not null)?.Id,
            PlantFailure.SlamShutJammed => runs.FirstOrDefault(r => r.SlamShut is not null)?.Id,
            PlantFailure.WorkerFailsOpen or PlantFailure.SensingLineLost => runs.FirstOrDefault()?.Id,
            PlantFailure.ReliefStuck => process.Reliefs.FirstOrDefault(v => runs.Any(r => r.To == v.Node))?.Id,
            PlantFailure.HeaterFailed => process.Heaters.FirstOrDefault(h => elements.Contains(h.Id))?.Id,
            _ => null,
        };
    }
}
