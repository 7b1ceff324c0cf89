namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>range-check</c>.</summary>
internal sealed class RangeCheckBinder : ControlBinder<RangeCheckConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var ranges = r.Required("ranges", Types.List(Types.Map("range", BindRange), needsOne: true), "engineering ranges as register values");
        var outside = r.Optional("outside", Types.Word<OutOfRangeAction>("way to treat a value"), OutOfRangeAction.Refuse,
            "what becomes of a value outside its range or too far from the last: refuse (default) or clamp to the nearest allowed");
        var writes = r.OptionalValue("max_writes", Types.Int(1, 1_000_000, "number of writes"), "writing requests that one source may make within 'writes_per'");
        var per = r.OptionalValue("writes_per", Types.Duration, "the period of max_writes");
        RequireBoth(r, "max_writes", "writes_per");
        return h => new RangeCheckConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Ranges = ranges,
            Outside = outside,
            MaxWrites = writes,
            WritesPer = per,
        };
    }

    private static RangeConfig BindRange(MapReader r)
    {
        (int Min, int Max)? values = r.OptionalValue("values", Types.Range, "register values allowed, such as 800-920 (default: the point's own min and max)");
        var range = new RangeConfig(
            r.Required("table", Types.Word<ModbusTable>("Modbus table"), "the table"),
            r.Required("address", Types.Int(0, 65535, "address"), "PDU address"), values?.Min, values?.Max)
        {
            MaxChange = r.OptionalValue("max_change", Types.Int(0, int.MaxValue, "largest change"), "largest change of the register value within 'per'"),
            Per = r.OptionalValue("per", Types.Duration, "the period of max_change"),
        };
        RequireBoth(r, "max_change", "per");
        if (!r.Has("values") && !r.Has("max_change"))
        {
            r.Report(DiagnosticCodes.RangeSaysNothing, "address", "the entry limits nothing", "add 'values: 800-920', or 'max_change: 20' with 'per: 10min', or both");
        }

        return range;
    }

    private static void RequireBoth(MapReader r, string limit, string period)
    {
        if (r.Has(limit) != r.Has(period))
        {
            r.Report(DiagnosticCodes.RateIncomplete, r.Has(limit) ? limit : period, $"a rate needs both '{limit}' and '{period}'");
        }
    }
}
