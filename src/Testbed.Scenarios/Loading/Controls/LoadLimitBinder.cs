namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>load-limit</c>.</summary>
internal sealed class LoadLimitBinder : ControlBinder<LoadLimitConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var connections = r.Optional("connections_per_peer", Types.Int(1, 1000, "number of connections"), 2, "connections per peer (default 2)");
        var pdus = r.Optional("pdus_per_scan", Types.Int(1, 10_000, "number of PDUs"), 20, "PDUs served per scan (default 20)");
        return h => new LoadLimitConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            ConnectionsPerPeer = connections,
            PdusPerScan = pdus,
        };
    }
}
