using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 6.2: every attack step in the scenario's detection scope, made at its place. Breach: no alert about that place (for a zone: about one of its conduits)
/// reaches a collector within the declared time. Staffing is declared.
/// </summary>
public sealed class UnnoticedStep() : Probe("unnoticed-step", "SR 6.2")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from scope in scenario.DetectionScope
        from place in scope.Places
        from conduit in Conduits(scenario, place)
        where DetectionStep.IsPossible(scenario, conduit, scope.Step)
        select At(place, "-", $"{conduit.Id}:{scope.Step}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var conduit = range.Scenario.Conduit(parts[0])!;
        var within = range.Scenario.DetectionScope.First(s => s.Step == parts[1] && s.Places.Contains(cell.Place)).Within;
        var collectors = Collectors(range.Scenario, conduit);
        var known = collectors.ToDictionary(c => c, c => range.Truth.Collected(c).Count);
        var start = range.Clock.GetUtcNow();
        if (!await DetectionStep.MakeAsync(range, conduit, parts[1]))
        {
            return AttackOutcome.Inapplicable($"The step {parts[1]} found no target on {conduit.Id}.");
        }

        while (true)
        {
            var seen = collectors.FirstOrDefault(c => range.Truth.Collected(c).Skip(known[c]).Any(m => IsAbout(m.Message, conduit.Id)));
            if (seen is not null)
            {
                return AttackOutcome.Resisted($"The step {parts[1]} on {conduit.Id} was reported to {seen} in time.");
            }

            var left = within - (range.Clock.GetUtcNow() - start);
            if (left <= TimeSpan.Zero)
            {
                return AttackOutcome.Succeeded($"The step {parts[1]} on {conduit.Id} raised no alert within {Number.Text(within.TotalSeconds)} s.");
            }

            await range.WaitAsync(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
        }
    }

    private static bool IsAbout(string message, string conduit) => CentralStore.IsAlert(message) && message.Contains(conduit, StringComparison.Ordinal);

    private static IEnumerable<ConduitConfig> Conduits(Scenario scenario, string place) =>
        scenario.Conduits.Where(c => c.Id == place || c.ZoneA == place || c.ZoneB == place);

    private static string[] Collectors(Scenario scenario, ConduitConfig conduit) =>
        [.. scenario.ControlsOn(conduit.Id).OfType<MonitorConfig>().Select(m => m.Collector)
            .Concat(scenario.Assets.Where(a => a.Kind == AssetKind.LogCollector).Select(a => a.Id)).Distinct().Order(StringComparer.Ordinal)];
}
