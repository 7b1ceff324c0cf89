namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>session-limits</c>.</summary>
internal sealed class SessionLimitsBinder : ControlBinder<SessionLimitsConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var idle = r.Optional("idle", Types.Duration, TimeSpan.FromMinutes(10), "idle time after which a session ends (default 10min)");
        var sessions = r.Optional("max_sessions", Types.Int(1, 1000, "number of sessions"), 2, "simultaneous sessions per account (default 2)");
        return h => new SessionLimitsConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Idle = idle,
            MaxSessions = sessions,
        };
    }
}
