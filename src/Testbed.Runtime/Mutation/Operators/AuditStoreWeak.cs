using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The audit store is smaller than declared, warns nobody, or reacts otherwise when it is full.</summary>
public sealed class AuditStoreWeak() : MutationOperator<AuditConfig>("audit-store-weak", "the audit store is not what was declared")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AuditConfig control)
    {
        if (scenario.Asset(control.On)?.Services.Any(s => s.Protocol == ServiceProtocol.Console) != true)
        {
            yield break; // without a console nobody can be told, and no probe asks
        }

        yield return new("capacity", control with { Capacity = Math.Max(1, control.Capacity / 2) }, Rows("SR 2.9"), "half the declared capacity");
        yield return new("warning", control with { WarnAt = null }, Rows("SR 2.9 RE 1"), "nobody is warned before the store is full");
        var other = control.WhenFull == AuditOverflow.OverwriteOldest ? AuditOverflow.StopRecording : AuditOverflow.OverwriteOldest;
        yield return new("reaction", control with { WhenFull = other }, Rows("SR 2.10"), $"when full it does {other}");
    }
}
