using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>points:</c> of one asset: a list, or a map that names a file of points and may list more.</summary>
internal static class PointBinder
{
    /// <summary>A type that knows the points of this asset read so far.</summary>
    public static YamlType<IReadOnlyList<PointConfig>> Points()
    {
        var points = new PointSet();
        var list = Types.List(Types.Map("point", r => Bind(r, points)));
        return new EitherType(list, Types.Map("points", r => BindMap(r, points, list)));
    }

    /// <summary>Resolves the plant tag of a point. A value that masters can write cannot be fed by a transmitter; the other way is sound: a latched trip
    /// that masters only read drives a solenoid.</summary>
    public static void CheckTag(PointConfig point, Mark at, Binding binding)
    {
        binding.Refer(Named.Sensor | Named.Actuator, point.Tag!, at);
        binding.Later(scenario =>
        {
            if (point.IsWritable && scenario.Process.Sensors.Any(s => s.Tag == point.Tag))
            {
                binding.Report(DiagnosticCodes.TagDirection, at, $"an output cannot be wired to the transmitter '{point.Tag}'", "wire it to an actuator, or make it read-only");
            }
        });
    }

    private static IReadOnlyList<PointConfig> BindMap(MapReader r, PointSet points, ListType<PointConfig> list)
    {
        var addressing = r.OptionalValue("addressing", Types.Word<Addressing>("way to write addresses"),
            "how the map writes addresses: pdu (from 0, the default) or modicon (40001, 400001)");
        var listed = r.Optional("list", list, [], "more points, as in a plain list");
        IReadOnlyList<PointConfig> mapped = [];
        r.Required("map", Types.Text.Then((name, at, binding) =>
        {
            if (!binding.IsRecording && ScenarioFiles.ReadBeside(at, name, binding.Bag) is { } file)
            {
                binding.Imports.Add(file);
                mapped = DeviceMapReader.Read(file, addressing, points, binding);
            }
        }), "a CSV file of points, relative to this file");
        return [.. listed, .. mapped];
    }

    private static PointConfig Bind(MapReader r, PointSet points)
    {
        var name = r.Required("name", Types.LocalId("point", points.Names), "name within the device; its logic uses it");
        var table = r.Required("table", Types.Word<ModbusTable>("Modbus table"), "the table");
        var address = r.Required("address", Types.Int(0, 65535, "address"), "PDU address, from 0");
        var min = r.OptionalValue("min", Types.Number, "lowest engineering value that makes sense");
        var max = r.OptionalValue("max", Types.Number, "highest engineering value that makes sense");
        var scale = r.Optional("scale", Types.Positive("scale"), 1, "register value = (engineering value - offset) x scale (default 1)");
        var signed = r.Optional("signed", Types.Bool, false, "two's complement, where no type is given");
        var type = r.OptionalObject("type", PointScalars.Type,
            "bool, int16, uint16, int32, uint32, int64, uint64, float32, float64 or string[n] (default: a bit, or one register)");
        var point = new PointConfig(
            name, table, address, scale, signed, r.Optional("unit", Types.Text, "", "engineering unit, for display"),
            r.OptionalObject("tag", Types.Text, "the plant tag it is wired to"),
            r.OptionalValue("initial", Types.Number, "engineering value at the start, for settings"), min, max);
        var bit = r.OptionalValue("bit", Types.Int(0, 15, "bit"), "one bit of the register, 0 the least significant");
        point = point with
        {
            Bit = bit,
            Type = type?.Type ?? (bit is null ? point.Type : PointType.Bool),
            Length = type?.Length ?? 0,
            Order = r.Optional("word_order", PointScalars.Order, WordOrder.Abcd, "ABCD (default), CDAB, BADC or DCBA; A is the most significant byte"),
            Offset = r.Optional("offset", Types.Number, 0, "engineering value that the register carries as 0 (default 0)"),
            Access = r.Optional("access", PointScalars.Access, point.Access, "R, W or RW (default: what the table allows)"),
            Text = r.Optional("text", Types.Text, "", "text at the start, for strings"),
            Description = r.Optional("description", Types.Text, "", "plain words"),
        };
        if (r.IsGood("name") && r.IsGood("address") && r.IsGood("table"))
        {
            points.Take(point, key => r.At(key == "initial" && !r.Has("initial") ? "text" : key), r.Binding);
        }

        if (point.Tag is not null)
        {
            CheckTag(point, r.At("tag"), r.Binding);
        }

        return point;
    }

    /// <summary>A list of points, or a map with a file.</summary>
    private sealed class EitherType(ListType<PointConfig> list, MapType<IReadOnlyList<PointConfig>> map) : YamlType<IReadOnlyList<PointConfig>>
    {
        public override IReadOnlyList<PointConfig> Fallback => [];

        public override bool TryRead(YamlNode node, Binding binding, out IReadOnlyList<PointConfig> value) =>
            node is YamlMap ? map.TryRead(node, binding, out value) : list.TryRead(node, binding, out value);

        public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(list.Schema(), map.Schema()) };
    }
}
