using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Hosts that nobody registered go unnoticed.</summary>
public sealed class InventoryDeaf() : MutationOperator<InventoryConfig>("inventory-deaf", "the inventory notices no new host")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, InventoryConfig control) =>
        [new("", control with { Listen = false }, Rows("SR 7.8"), "only the asset itself is reported")];
}
