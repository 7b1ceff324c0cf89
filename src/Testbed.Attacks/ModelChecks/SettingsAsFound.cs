using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.6: ports and permits as found against those declared. Zones: open ports of their assets. Conduits: permits beyond the control's configuration.
/// </summary>
public sealed class SettingsAsFound() : ModelCheck("settings-as-found", "SR 7.6")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario)
    {
        foreach (var zone in scenario.Assessed())
        {
            var violations = UndeclaredPort.In(scenario, zone.Id);
            yield return Decide(
                zone.Id, "as-built-ports", UndeclaredPort.IsInspected(scenario, zone.Id), violations,
                $"The as-built model holds no ports of {zone.Id}.", $"Every port found open in {zone.Id} is declared.");
        }

        foreach (var conduit in scenario.Conduits)
        {
            var controls = scenario.ControlsOn(conduit.Id).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
            var violations = scenario.AsBuilt.Rules.Where(r => controls.Contains(r.Control))
                .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Control} also permits {r.From} to {r.To} port {r.Port}."));
            yield return Decide(
                conduit.Id, "as-built-rules", controls.Count > 0, [.. violations],
                $"{conduit.Id} has no control whose settings could be compared.", $"The settings found on {conduit.Id} are those declared.");
        }
    }
}
