namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>points:</c> of one asset.</summary>
internal static class PointBinder
{
    /// <summary>A reader that knows the points of this asset read so far.</summary>
    public static Func<MapReader, PointConfig> Reader()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var taken = new Dictionary<(ModbusTable, int), string>();
        return r =>
        {
            var name = r.Required("name", Types.LocalId("point", names), "name within the device; its logic uses it");
            var table = r.Required("table", Types.Word<ModbusTable>("Modbus table"), "the table");
            var address = r.Required("address", Types.Int(0, 65535, "address"), "PDU address, from 0");
            if (r.IsGood("address") && r.IsGood("table") && !taken.TryAdd((table, address), name))
            {
                r.Report(DiagnosticCodes.PointsOverlap, "address", $"'{taken[(table, address)]}' already has {Types.Kebab(table)} {address}");
            }

            var min = r.OptionalValue("min", Types.Number, "lowest engineering value that makes sense");
            var max = r.OptionalValue("max", Types.Number, "highest engineering value that makes sense");
            if (min > max)
            {
                r.Report(DiagnosticCodes.BadRange, "max", "the highest value lies below the lowest");
            }

            return new(
                name, table, address,
                r.Optional("scale", Types.Positive("scale"), 1, "register value = engineering value x scale (default 1)"),
                r.Optional("signed", Types.Bool, false, "two's complement"),
                r.Optional("unit", Types.Text, "", "engineering unit, for display"),
                Tag(r, table),
                r.OptionalValue("initial", Types.Number, "engineering value at the start, for settings"),
                min, max);
        };
    }

    private static string? Tag(MapReader r, ModbusTable table)
    {
        var tag = r.OptionalObject("tag", Types.Ref(Named.Sensor | Named.Actuator), "the plant tag it is wired to");
        var at = r.At("tag");
        r.Binding.Later(scenario =>
        {
            // A table that masters can write cannot be fed by a transmitter. The other way is sound: a latched trip that masters only read drives a solenoid.
            var isInput = table is ModbusTable.DiscreteInput or ModbusTable.InputRegister;
            if (!isInput && scenario.Process.Sensors.Any(s => s.Tag == tag))
            {
                r.Binding.Report(DiagnosticCodes.TagDirection, at, $"an output cannot be wired to the transmitter '{tag}'", "wire it to an actuator");
            }
        });
        return tag;
    }
}
