namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>range-check</c>.</summary>
internal sealed class RangeCheckBinder : ControlBinder<RangeCheckConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var ranges = r.Required("ranges", Types.List(Types.Map("range", BindRange), needsOne: true), "engineering ranges as register values");
        return h => new RangeCheckConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Ranges = ranges,
        };
    }

    private static RangeConfig BindRange(MapReader r)
    {
        var (min, max) = r.Required("values", Types.Range, "register values allowed, such as 800-920");
        return new(
            r.Required("table", Types.Word<ModbusTable>("Modbus table"), "the table"),
            r.Required("address", Types.Int(0, 65535, "address"), "PDU address"), min, max);
    }
}
