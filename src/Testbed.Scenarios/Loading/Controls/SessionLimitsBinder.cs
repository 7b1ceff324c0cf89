namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>session-limits</c>.</summary>
internal sealed class SessionLimitsBinder : ControlBinder<SessionLimitsConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var idle = r.Optional("idle", Types.Duration, TimeSpan.FromMinutes(10), "idle time after which a session ends (default 10min)");
        var sessions = r.Optional("max_sessions", Types.Int(1, 1000, "number of sessions"), 2, "simultaneous sessions per account (default 2)");
        var total = r.OptionalValue("max_total", Types.Int(1, 10_000, "number of sessions"), "simultaneous sessions of all accounts (default: no limit)");
        var locks = r.OptionalValue("lock", Types.Duration, "idle time after which a session is locked; shorter than 'idle' (default: none)");
        var duration = r.OptionalValue("max_duration", Types.Duration, "a session ends after this time whatever is done in it (default: no limit)");
        if (locks >= idle)
        {
            r.Report(DiagnosticCodes.LockAfterEnd, "lock", "'lock' must be shorter than 'idle': a session that has ended cannot be locked", "make it shorter");
        }

        if (total < sessions)
        {
            r.Report(DiagnosticCodes.SessionLimitOrder, "max_total", "'max_total' must not be smaller than 'max_sessions', which it would make void",
                "make it larger, or 'max_sessions' smaller");
        }

        return h => new SessionLimitsConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Idle = idle,
            MaxSessions = sessions,
            MaxTotal = total,
            Lock = locks,
            MaxDuration = duration,
        };
    }
}
