namespace Testbed.Scenarios.Loading;

/// <summary>Binds a regulator run with its pilot, monitor and slam-shut.</summary>
internal static class RegulatorBinder
{
    private sealed record Pilot(double RateBarPerMin, double MinBar, double MaxBar);

    /// <summary>Binds a run.</summary>
    public static RegulatorConfig Bind(MapReader r, ProcessMarks marks)
    {
        var id = r.Required("id", Types.NewId(Named.Element), "the run's id, such as PCV-101A");
        marks.Add(id, r.At("set_point"));
        var (from, to) = ProcessBinder.Ends(r);
        var setPoint = r.Required("set_point", Types.Pressure, "the worker's set point at the start");
        var pilot = r.OptionalObject("pilot", Types.Map("pilot", p => BindPilot(p, setPoint)), "motorised pilot; leave it out for a fixed spring");
        var monitor = r.OptionalObject("monitor", Types.Map("monitor", m => BindMonitor(m, setPoint)), "pneumatic monitor regulator");
        var slamShut = r.OptionalObject("slam_shut", Types.Map("slam-shut", s => BindSlamShut(s, monitor?.SetPointBar ?? setPoint)),
            "slam-shut with manual reset");
        return new(
            id, from, to,
            r.Required("kg", Types.Positive("capacity KG"), "flow coefficient KG wide open, Nm3/h per bar"),
            setPoint,
            r.Optional("droop_percent", Types.Percent("droop", 50), 3, "fall from set point to wide open, per cent of the set point (default 3)"),
            r.Optional("lock_up_percent", Types.Percent("lock-up", 50), 5, "rise from set point to shut (default 5)"),
            r.Optional("stem_lag_s", Types.Between(0, 60, "stem lag in s"), 2, "first-order lag of the stem, s (default 2)"),
            pilot?.RateBarPerMin, pilot?.MinBar, pilot?.MaxBar, monitor, slamShut,
            r.Optional("bypass_kg", Types.Positive("capacity KG"), 0, "flow coefficient KG of the manual by-pass, shut at the start (default none)"));
    }

    private static Pilot BindPilot(MapReader r, double setPoint)
    {
        var pilot = new Pilot(
            r.Required("rate_per_min", Types.Pressure, "how far the set point moves in a minute, such as 40 mbar"),
            r.Required("min", Types.Pressure, "lower end of the stroke"),
            r.Required("max", Types.Pressure, "upper end of the stroke"));
        if (r.IsGood("min") && r.IsGood("max") && (setPoint < pilot.MinBar || setPoint > pilot.MaxBar))
        {
            r.Report(DiagnosticCodes.PilotRange, pilot.MinBar > setPoint ? "min" : "max", "the pilot's stroke does not contain the set point");
        }

        return pilot;
    }

    private static MonitorRegulatorConfig BindMonitor(MapReader r, double worker)
    {
        var set = r.Required("set_point", Types.Pressure, "the monitor's set point");
        if (r.IsGood("set_point") && set <= worker)
        {
            r.Report(DiagnosticCodes.MonitorBelowWorker, "set_point", "a monitor set at or below its worker would take over from it at once",
                "set it above the worker");
        }

        return new(set, r.Optional("lock_up_percent", Types.Percent("lock-up", 50), 5, "rise from set point to shut (default 5)"));
    }

    private static SlamShutConfig BindSlamShut(MapReader r, double highest)
    {
        var over = r.Required("over_pressure", Types.Pressure, "trip pressure");
        var under = r.OptionalValue("under_pressure", Types.Pressure, "trip pressure for under-pressure, if any");
        if (r.IsGood("over_pressure") && over <= highest)
        {
            r.Report(DiagnosticCodes.SlamShutTooLow, "over_pressure", "the slam-shut would trip before the regulators act", "set it above worker and monitor");
        }

        if (under >= highest)
        {
            r.Report(DiagnosticCodes.SlamShutTooLow, "under_pressure", "the slam-shut would trip at the pressure the regulators hold", "set it below the worker");
        }

        return new(
            r.Required("id", Types.NewId(Named.Element), "the slam-shut's id"), over, under,
            r.Optional("trip_s", Types.Between(0, 60, "trip time in s"), 0.5, "time from trip pressure to shut, s (default 0.5)"));
    }
}
