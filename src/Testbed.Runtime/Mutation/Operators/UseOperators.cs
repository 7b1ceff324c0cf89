using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Every role may do everything.</summary>
public sealed class RolesAll() : MutationOperator<RolesConfig>("roles-all", "every role may do everything")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, RolesConfig control) =>
    [
        new("", control with { Permissions = Enum.GetValues<AccountRole>().ToDictionary(r => r, _ => RolesConfig.AllPermissions) },
            Rows("SR 2.1", "SR 2.1 RE 2"), "every role has every permission"),
    ];
}

/// <summary>Sessions never end by themselves, or one account opens as many as it likes.</summary>
public sealed class SessionLimitOff() : MutationOperator<SessionLimitsConfig>("session-limit-off", "sessions are not limited")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SessionLimitsConfig control)
    {
        yield return new("idle", control with { Idle = control.Idle + TimeSpan.FromDays(365) }, Rows("SR 2.5", "SR 2.6"), "a session ends after an idle year");
        yield return new("sessions", control with { MaxSessions = 1_000_000 }, Rows("SR 2.7"), "one account may open a million sessions");
    }
}

/// <summary>Audit records stay in the asset that wrote them.</summary>
public sealed class AuditCollectorLost() : MutationOperator<AuditConfig>("audit-collector-lost", "audit records are not sent on")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AuditConfig control) =>
        [new("", control with { Collector = null }, Rows("SR 2.8 RE 1", "SR 6.1 RE 1"), "records stay in the asset")];
}
