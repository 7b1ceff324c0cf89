namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>operator:</c>, <c>essential_functions:</c>, <c>detection_scope:</c> and <c>goals:</c>.</summary>
internal static class OperationBinder
{
    private static readonly string[] Steps =
        ["scan", "unauthorised-write", "malformed", "flood", "rogue-device", "failed-log-on", "read-sweep", "connection-storm", "command-rate", "replay"];
    private static readonly string[] Measures = ["over-pressure", "customers-out", "unserved"];

    /// <summary>The operator model.</summary>
    public static MapType<OperatorConfig> Operator { get; } = Types.Map("operator", r => new OperatorConfig(
        r.Required("triage", Types.Duration, "time from the first alarm he believes to a decision"),
        r.Required("action", Types.Duration, "time from the decision to the act"),
        r.Required("crew_travel", Types.Duration, "time of a field crew to any site"),
        r.Optional("alarms", Types.List(Types.Map("alarm", BindAlarm)), [], "alarms of the SCADA master on polled points")));

    /// <summary>Essential functions.</summary>
    public static ListType<EssentialFunctionConfig> EssentialFunctions { get; } = Types.List(Types.Map("essential function", r => new EssentialFunctionConfig(
        r.Required("id", Types.NewId(Named.Function), "the id"),
        r.Required("title", Types.Text, "the function in words"),
        r.Optional("assets", Types.List(Types.Ref(Named.Asset)), [], "assets it needs; none for a purely mechanical one"),
        r.Required("longest_interruption", Types.DurationOrZero, "longest allowed interruption"))));

    /// <summary>Detection scope.</summary>
    public static ListType<DetectionScopeConfig> DetectionScope { get; } = Types.List(Types.Map("detection scope", r => new DetectionScopeConfig(
        r.Required("step", Types.OneOf("attack step", Steps), "the kind of attack step"),
        r.Required("places", Types.List(Types.Ref(Named.Zone | Named.Conduit), needsOne: true), "zones and conduits in scope"),
        r.Required("within", Types.Duration, "longest simulated time to the alert"))
    {
        Techniques = r.Optional("techniques", Types.List(Types.Technique), [], "ATT&CK for ICS techniques this step stands for"),
    }));

    /// <summary>Goals of attackers.</summary>
    public static ListType<AttackGoalConfig> Goals { get; } = Types.List(Types.Map("goal", r => new AttackGoalConfig(
        r.Required("id", Types.NewId(Named.Goal), "the id"),
        r.Required("title", Types.Text, "the goal in words"),
        r.Required("measure", Types.OneOf("measure", Measures), "what is counted: seconds above the limit, customers out, kg unserved"),
        r.OptionalObject("node", Types.Ref(Named.Node), "the node, for over-pressure"),
        r.Required("at_least", Types.Positive("threshold"), "seconds above the limit, customers, or kg"))
    {
        Techniques = r.Optional("techniques", Types.List(Types.Technique), [], "ATT&CK for ICS impact techniques the goal stands for"),
    }));

    private static AlarmConfig BindAlarm(MapReader r)
    {
        var alarm = new AlarmConfig(
            r.Required("id", Types.NewId(Named.Alarm), "the id"),
            r.Required("asset", Types.Ref(Named.Asset), "the polled asset"),
            r.Required("point", Types.Text, "the point's name"),
            r.OptionalValue("high", Types.Number, "alarm above this engineering value"),
            r.OptionalValue("low", Types.Number, "alarm below"),
            r.OptionalValue("fall_per_10min", Types.Positive("rate of fall"), "alarm when it falls faster than this within 10 min"));
        if (alarm.High <= alarm.Low)
        {
            r.Report(DiagnosticCodes.BadRange, "high", "the high alarm lies at or below the low one");
        }

        var at = r.At("point");
        r.Binding.Later(scenario => PointNames.Check(r.Binding, scenario, alarm.Asset, alarm.Point, at));
        return alarm;
    }
}
