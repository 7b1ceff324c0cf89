using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.4: identifiers of a zone (accounts and services of an asset, plant addresses) used twice. Re-use over time is declared.</summary>
public sealed class DuplicateIdentifiers() : ModelCheck("duplicate-identifiers", "SR 1.4")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario)
    {
        foreach (var zone in scenario.Assessed())
        {
            var assets = scenario.In(zone.Id).ToList();
            var violations = new List<string>();
            violations.AddRange(assets.SelectMany(a => Twice(a.Accounts.Select(x => x.Name)).Select(n => $"{a.Id} has the account {n} twice.")));
            violations.AddRange(assets.SelectMany(a => Twice(a.Services.Select(x => x.Id)).Select(n => $"{a.Id} has the service {n} twice.")));
            violations.AddRange(Twice(assets.Select(a => a.Address)).Select(n => $"The address {n} is used twice in {zone.Id}."));
            yield return Decide(
                zone.Id, "identifiers", assets.Count > 0, violations, $"{zone.Id} has no assets.", $"No identifier is used twice in {zone.Id}.");
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal);
}
