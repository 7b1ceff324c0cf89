namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>connection-limit</c>.</summary>
internal sealed class ConnectionLimitBinder : ControlBinder<ConnectionLimitConfig>
{
    private const int Most = 10_000;

    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var perFlow = r.Required("per_flow", Types.Int(1, Most, "number of connections"), "simultaneous connections of one source to one service");
        var perSource = r.Required("per_source", Types.Int(1, Most, "number of connections"), "simultaneous connections of one source over the conduit");
        var fresh = r.Optional("new_connections", Types.Int(1, Most, "number of connections"), 60, "new connections of one source to one service per period (default 60)");
        var period = r.Optional("period", Types.Duration, TimeSpan.FromMinutes(1), "the period of new_connections (default 1min)");
        var halfOpen = r.Optional("half_open", Types.Duration, TimeSpan.FromSeconds(30), "a connection on which the client has said nothing is closed after this time (default 30s)");
        var at = r.At("per_source");
        r.Binding.Later(_ =>
        {
            if (perSource < perFlow)
            {
                r.Binding.Report(DiagnosticCodes.SourceBelowFlow, at, $"a source may have {perSource} connections in all and {perFlow} to one service",
                    $"let per_source be {perFlow} or more: it covers all services behind the conduit");
            }
        });
        return h => new ConnectionLimitConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            PerFlow = perFlow,
            PerSource = perSource,
            NewConnections = fresh,
            Period = period,
            HalfOpen = halfOpen,
        };
    }
}
