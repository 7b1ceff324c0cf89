using Testbed.Scenarios;

namespace Testbed.Runtime;

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
