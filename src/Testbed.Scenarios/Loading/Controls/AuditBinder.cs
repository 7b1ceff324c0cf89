namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>audit</c>.</summary>
internal sealed class AuditBinder : ControlBinder<AuditConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var collector = r.OptionalObject("collector", Types.Ref(Named.Asset), "the log collector; leave it out to keep records local");
        var capacity = r.Optional("capacity", Types.Int(1, 1_000_000, "number of records"), 1000, "records kept locally (default 1000)");
        var warnAt = r.OptionalValue("warn_at", Types.Int(1, 99, "percent"),
            "percent of the capacity, taken by records not saved elsewhere, at which somebody is warned; leave it out for never");
        var whenFull = r.Optional("when_full", Types.Word<AuditOverflow>("reaction"), AuditOverflow.OverwriteOldest,
            "overwrite-oldest (default) or stop-recording, when no room is left");
        Collectors.Check(r, "collector", collector);
        CheckWarning(r, capacity, warnAt);
        return h => new AuditConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Collector = collector,
            Capacity = capacity,
            WarnAt = warnAt,
            WhenFull = whenFull,
        };
    }

    private static void CheckWarning(MapReader r, int capacity, int? warnAt)
    {
        if (warnAt is { } percent && r.IsGood("warn_at") && r.IsGood("capacity") && (percent * capacity + 99) / 100 >= capacity)
        {
            r.Binding.Report(DiagnosticCodes.WarningTooLate, r.At("warn_at"),
                FormattableString.Invariant($"{percent} % of {capacity} records is all of them: the warning would come when the store is full"),
                "lower 'warn_at' or raise 'capacity'");
        }
    }
}
