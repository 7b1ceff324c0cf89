using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Audit records stay in the asset that wrote them.</summary>
public sealed class AuditCollectorLost() : MutationOperator<AuditConfig>("audit-collector-lost", "audit records are not sent on")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AuditConfig control) =>
        [new("", control with { Collector = null }, Rows("SR 2.8 RE 1", "SR 6.1 RE 1"), "records stay in the asset")];
}
