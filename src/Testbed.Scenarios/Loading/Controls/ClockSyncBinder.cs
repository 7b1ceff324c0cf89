namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>clock-sync</c>.</summary>
internal sealed class ClockSyncBinder : ControlBinder<ClockSyncConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var source = r.Required("source", Types.Ref(Named.Asset), "the asset with the time service");
        var period = r.Optional("period", Types.Duration, TimeSpan.FromMinutes(10), "how often it is asked, first one period after the start (default 10min)");
        var step = r.Optional("max_step", Types.Duration, TimeSpan.FromMinutes(15), "a correction by more is refused and recorded (default 15min)");
        var authenticated = r.Optional("authenticated", Types.Bool, true, "only answers with a valid code are taken (default true)");
        var key = r.OptionalObject("key", Types.Text, "the secret shared with the source, 16 characters or more (invented; never one in use)");
        var keyId = r.Optional("key_id", Types.Int(1, 65535, "number of the key"), 1, "the number under which the source knows the key (default 1)");
        if (authenticated && key is null)
        {
            r.Report(DiagnosticCodes.SharedKeyMissing, "authenticated", "authenticated time needs the key that is shared with the source", "add 'key: ...'");
        }

        SharedKey.Check(r, "key", key);
        HelperService.Check(r, "source", source, ServiceProtocol.Time, DiagnosticCodes.NotATimeSource);
        return h => new ClockSyncConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Source = source,
            Period = period,
            MaxStep = step,
            Authenticated = authenticated,
            Key = key,
            KeyId = keyId,
        };
    }
}
