namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>backup</c>.</summary>
internal sealed class BackupBinder : ControlBinder<BackupConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var server = r.OptionalObject("server", Types.Ref(Named.Asset), "the asset that fetches backups by itself; leave it out when somebody takes them");
        var period = r.Optional("period", Types.Duration, TimeSpan.FromDays(1), "how often the server fetches one (default 1d)");
        var first = r.OptionalValue("first_after", Types.Duration, "when the first one is due, counted from the start of the scenario (default: after one period)");
        var keep = r.Optional("keep", Types.Int(1, 100, "number of backups"), 7, "backups kept, in the asset and at the server (default 7)");
        var sections = r.Optional("sections", Types.List(Types.OneOf("section", BackupConfig.AllSections), needsOne: true), BackupConfig.AllSections,
            "what a backup holds (default all)");
        var verify = r.Optional("verify", Types.Bool, true, "a backup whose digest is wrong is refused (default true)");
        Consoles.Check(r);
        Consoles.CheckReach(r, "server", server);
        return h => new BackupConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Server = server,
            Period = period,
            FirstAfter = first,
            Keep = keep,
            Sections = sections,
            Verify = verify,
        };
    }
}
