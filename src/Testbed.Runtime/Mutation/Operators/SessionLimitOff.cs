using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Sessions never end or lock by themselves, or there are as many as anybody likes.</summary>
public sealed class SessionLimitOff() : MutationOperator<SessionLimitsConfig>("session-limit-off", "sessions are not limited")
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SessionLimitsConfig control)
    {
        yield return new("idle", control with { Idle = control.Idle + Year, Lock = null }, Rows("SR 2.5", "SR 2.6"), "a session ends after an idle year");
        yield return new("sessions", control with { MaxSessions = 1_000_000, MaxTotal = null }, Rows("SR 2.7"), "one account may open a million sessions");
        if (control.MaxTotal is not null)
        {
            yield return new("total", control with { MaxTotal = null }, Rows("SR 2.7"), "all accounts together may open any number of sessions");
        }

        if (control.Lock is not null)
        {
            yield return new("lock", control with { Lock = null }, Rows("SR 2.5"), "a session is not locked before it ends");
        }

        if (control.MaxDuration is not null)
        {
            yield return new("duration", control with { MaxDuration = null }, Rows("SR 2.6"), "a busy session never ends");
        }
    }
}
