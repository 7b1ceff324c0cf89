namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>controller:</c> of one asset.</summary>
internal static class ControllerBinder
{
    /// <summary>The section, for an asset with these points.</summary>
    public static MapType<ControllerConfig> Section(IReadOnlyList<PointConfig> points) => Types.Map("controller", r => Bind(r, points));

    private static ControllerConfig Bind(MapReader r, IReadOnlyList<PointConfig> points)
    {
        var point = Types.Text.Then((name, at, binding) => Check(points, name, at, binding, null));
        var bit = Types.Text.Then((name, at, binding) => Check(points, name, at, binding, PointType.Bool));
        var named = new List<(string Variable, bool IsBit, Mark At)>();
        var config = new ControllerConfig
        {
            Program = ReadProgram(r),
            ProgramVersion = r.Optional("program_version", Types.Text.Then(CheckVersion), ControllerConfig.None.ProgramVersion,
                "version of the program, one to four numbers with dots between them (default 1.0)"),
            Variables = r.Optional("variables", Types.Dictionary(point, Types.Text.Then((v, at, _) => named.Add((v, false, at)))), new Dictionary<string, string>(),
                "per point the path of its variable in the program, such as Main.level (default: the global variable of its name, hyphens as underscores)"),
            Alarms = r.Optional("alarms", Types.List(Types.Map("alarm", a => new LimitAlarmConfig(
                a.Required("point", point, "the measured point"),
                a.Required("limit", point, "the point with the limit; the alarm has its name"),
                a.Required("side", Types.OneOf("side", ["high", "low"]), "on which side of the limit it is raised") == "high"))), [], "alarms on limits"),
            Events = r.Optional("events", Types.List(Types.Map("event", e => BindEvent(e, bit, named))), [], "bits whose changes go into the audit log"),
            DeEnergised = r.Optional("de_energised", Types.Dictionary(point, Types.Number), new Dictionary<string, double>(),
                "points as they are when the controller is dead, faulted or stopped, in engineering units (default: they hold)"),
            RemoteSwitch = r.OptionalObject("remote_switch", Types.Map("remote_switch", s => new RemoteSwitchConfig(
                s.Required("point", bit, "the selector; on means remote"),
                s.Required("guards", Types.ListOrOne(point, needsOne: true), "points that masters may write in remote only"))), "the selector between remote and local"),
            Manual = r.Optional("manual", Types.Dictionary(point, point), new Dictionary<string, string>(),
                "per point that people set in manual mode only, the point that is on in manual mode"),
            WatchdogSteps = r.Optional("watchdog_steps", Types.Int(1, 1_000_000_000, "number of steps"), ControllerConfig.None.WatchdogSteps,
                "loop turns and calls that one run of a task may take (default 1000000)"),
        };
        if (!r.Binding.IsRecording)
        {
            ProgramChecks.Check(config, named, r.Binding);
        }

        return config;
    }

    private static PointEventConfig BindEvent(MapReader e, YamlType<string> bit, List<(string Variable, bool IsBit, Mark At)> named)
    {
        var found = new PointEventConfig(
            e.OptionalObject("point", bit, "the bit, a point"),
            e.OptionalObject("variable", Types.Text.Then((v, at, _) => named.Add((v, true, at))), "or a BOOL variable of the program, such as Main.failed"),
            e.Optional("on", Types.Text, "alarm", "type of the audit record when it comes on (default alarm)"),
            e.Optional("off", Types.Text, "alarm-cleared", "type of the audit record when it goes off (default alarm-cleared)"),
            e.Required("text", Types.Text, "what the record says"));
        if (e.Has("point") == e.Has("variable"))
        {
            e.Report(DiagnosticCodes.MissingKey, "text", "an event watches a point or a variable", "give one of 'point' and 'variable'");
        }

        return found;
    }

    private static List<ProgramFileConfig> ReadProgram(MapReader r)
    {
        var files = new List<ProgramFileConfig>();
        var file = Types.Text.Then((name, at, binding) =>
        {
            if (!binding.IsRecording && ScenarioFiles.ReadBeside(at, name, binding.Bag) is { } source)
            {
                binding.Imports.Add(source);
                files.Add(new(name, source.Text));
            }
        });
        r.Optional("program", Types.ListOrOne(file), [], "the files of its program in Structured Text, relative to this file");
        return files;
    }

    private static void CheckVersion(string version, Mark at, Binding binding)
    {
        if (version.Split('.') is not { Length: <= 4 } parts || !parts.All(p => p.Length is > 0 and <= 9 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0')))
        {
            binding.Report(DiagnosticCodes.WrongType, at, $"'{version}' is no version", "write one to four numbers with dots between them, such as \"1.4\"");
        }
    }

    private static void Check(IReadOnlyList<PointConfig> points, string name, Mark at, Binding binding, PointType? type)
    {
        if (binding.IsRecording)
        {
            return;
        }

        if (points.FirstOrDefault(p => p.Name == name) is not { } found)
        {
            binding.Report(DiagnosticCodes.DanglingReference, at, $"the asset has no point '{name}'", Nearest.Fix(name, points.Select(p => p.Name)));
        }
        else if (type is not null && found.Type != type)
        {
            binding.Report(DiagnosticCodes.WrongType, at, $"'{name}' is no bit", "name a coil or discrete input");
        }
    }
}
