namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>sensors:</c> and <c>actuators:</c> of the process.</summary>
internal static class TagBinder
{
    private static readonly string[] Quantities =
    [
        "pressure-bar", "pressure-mbar", "flow", "position", "slam-shut", "shut-off", "odorant", "dose-rate",
        "gas-temperature", "bath-temperature",
    ];
    private static readonly string[] Actions = ["set-point-bar", "set-point-mbar", "position", "close", "odorant-dose", "compressor", "heater"];

    /// <summary>Binds a transmitter or contact.</summary>
    public static SensorConfig BindSensor(MapReader r)
    {
        var sensor = new SensorConfig(
            r.Required("tag", Types.NewId(Named.Sensor), "the plant tag, such as CGS-1.PT-101"),
            r.Required("quantity", Types.OneOf("quantity", Quantities), "what it measures; contacts read 1 when closed or tripped"),
            r.Required("element", Types.Ref(Named.Node | Named.Element), "node (for pressures), else regulator, valve, pipe or slam-shut"),
            r.Optional("span", Types.Positive("span"), 1, "full scale in the quantity's unit, for noise (default 1)"),
            r.Optional("noise_percent", Types.Percent("noise", 10, orZero: true), 0, "standard deviation, per cent of span (default 0)"));
        var at = r.At("element");
        r.Binding.Later(s => Check(r.Binding, at, sensor.Element, sensor.Quantity, MeasuredAt(s.Process, sensor.Quantity), s.Process));
        return sensor;
    }

    /// <summary>Binds an actuator.</summary>
    public static ActuatorConfig BindActuator(MapReader r)
    {
        var actuator = new ActuatorConfig(
            r.Required("tag", Types.NewId(Named.Actuator), "the plant tag, such as CGS-1.PCV-101A.SP"),
            r.Required("action", Types.OneOf("action", Actions), "what it does"),
            r.Required("element", Types.Ref(Named.Element), "the regulator, control valve or shut-off"));
        var at = r.At("element");
        r.Binding.Later(s => Check(r.Binding, at, actuator.Element, actuator.Action, MovedBy(s.Process, actuator.Action), s.Process));
        return actuator;
    }

    private static (string What, IEnumerable<string> Ids) MeasuredAt(ProcessConfig p, string quantity) => quantity switch
    {
        "gas-temperature" or "bath-temperature" => ("a heater", p.Heaters.Select(h => h.Id)),
        "dose-rate" => ("an odoriser", p.Odorisers.Select(o => o.Id)),
        "pressure-bar" or "pressure-mbar" or "odorant" => ("a node", p.Nodes.Select(n => n.Id)),
        "position" => ("a control valve", p.ControlValves.Select(v => v.Id)),
        "slam-shut" => ("a slam-shut", p.Regulators.Where(g => g.SlamShut is not null).Select(g => g.SlamShut!.Id)),
        "shut-off" => ("a shut-off valve", p.ShutOffs.Select(v => v.Id)),
        _ => ("a pipe, regulator, valve, compressor, orifice, injection or leak", p.Pipes.Select(x => x.Id).Concat(p.Regulators.Select(x => x.Id))
            .Concat(p.ControlValves.Select(x => x.Id)).Concat(p.ShutOffs.Select(x => x.Id)).Concat(p.Orifices.Select(x => x.Id))
            .Concat(p.Injections.Select(x => x.Id)).Concat(p.Compressors.Select(x => x.Id)).Concat(p.Leaks.Select(x => x.Id))),
    };

    private static (string What, IEnumerable<string> Ids) MovedBy(ProcessConfig p, string action) => action switch
    {
        "position" => ("a control valve", p.ControlValves.Select(v => v.Id)),
        "odorant-dose" => ("an odoriser", p.Odorisers.Select(o => o.Id)),
        "heater" => ("a heater", p.Heaters.Select(h => h.Id)),
        "compressor" => ("a compressor", p.Compressors.Select(c => c.Id)),
        "close" => ("a shut-off valve", p.ShutOffs.Select(v => v.Id)),
        _ => ("a regulator with a pilot", p.Regulators.Where(g => g.PilotRateBarPerMin is not null).Select(g => g.Id)),
    };

    private static void Check(Binding binding, Mark at, string element, string use, (string What, IEnumerable<string> Ids) fitting, ProcessConfig process)
    {
        var known = process.Nodes.Any(n => n.Id == element) || process.Pipes.Any(p => p.Id == element) || process.Sources.Any(s => s.Id == element)
            || process.Regulators.Any(g => g.Id == element || g.SlamShut?.Id == element) || process.ControlValves.Any(v => v.Id == element)
            || process.ShutOffs.Any(v => v.Id == element) || process.Reliefs.Any(v => v.Id == element) || process.Demands.Any(d => d.Id == element)
            || process.Leaks.Any(l => l.Id == element) || process.Compressors.Any(c => c.Id == element) || process.Odorisers.Any(o => o.Id == element)
            || process.Heaters.Any(h => h.Id == element) || process.Injections.Any(i => i.Id == element) || process.Orifices.Any(o => o.Id == element);
        if (known && use.Length > 0 && !fitting.Ids.Contains(element))
        {
            binding.Report(DiagnosticCodes.WrongElement, at, $"'{use}' needs {fitting.What}, '{element}' is none", Nearest.Fix(element, fitting.Ids));
        }
    }
}
