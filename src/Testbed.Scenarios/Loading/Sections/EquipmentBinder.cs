namespace Testbed.Scenarios.Loading;

/// <summary>Binds leaks, compressors, odorisers and what demands make of the weather.</summary>
internal static class EquipmentBinder
{
    /// <summary>Names of friction laws.</summary>
    public static readonly string[] FrictionLaws =
        ["nikuradse", "colebrook", "swamee-jain", "hofer", "renouard", "weymouth", "panhandle-a", "panhandle-b"];

    public static LeakConfig BindLeak(MapReader r, ProcessMarks marks)
    {
        var leak = new LeakConfig(
            r.Required("id", Types.NewId(Named.Element), "the leak's id"),
            r.Required("node", Types.Ref(Named.Node), "leaking node; no source"),
            r.Required("diameter_mm", Types.Positive("diameter"), "diameter of the hole, mm"),
            r.Optional("discharge", Types.Between(0.01, 1, "discharge coefficient"), 0.65, "effective part of its area (default 0.65)"),
            r.Optional("initial_percent", Types.Percent("initial opening", 100, orZero: true), 0, "open part at the start (default 0)"));
        marks.Add(leak.Id, r.At("node"));
        return leak;
    }

    public static CompressorConfig BindCompressor(MapReader r)
    {
        var id = r.Required("id", Types.NewId(Named.Element), "the compressor's id");
        var (from, to) = ProcessBinder.Ends(r);
        return new(
            id, from, to,
            r.Required("suction_m3_per_h", Types.Positive("suction flow"), "volume flow at suction conditions at full load, m3/h"),
            r.Required("outlet", Types.Pressure, "outlet pressure at which it runs without load"),
            r.Optional("highest_ratio", Types.Between(1.01, 100, "pressure ratio"), 4, "absolute pressure ratio that it cannot exceed (default 4)"),
            r.Optional("bypass_kg", Types.Positive("capacity KG"), 0, "flow coefficient KG of its by-pass check valve (default none)"));
    }

    public static InjectionConfig BindInjection(MapReader r, ProcessMarks marks)
    {
        var injection = new InjectionConfig(
            r.Required("id", Types.NewId(Named.Element), "the injection's id"),
            r.Required("node", Types.Ref(Named.Node), "node it feeds; no source"),
            r.Required("flow_nm3_per_h", Types.Positive("flow"), "flow, Nm3/h"),
            r.Required("highest", Types.Pressure, "pressure at which it stops; it feeds less in the last twentieth below"));
        marks.Add(injection.Id, r.At("node"));
        return injection;
    }

    public static OrificeConfig BindOrifice(MapReader r)
    {
        var id = r.Required("id", Types.NewId(Named.Element), "the orifice's id");
        var (from, to) = ProcessBinder.Ends(r);
        return new(
            id, from, to,
            r.Required("diameter_mm", Types.Positive("diameter"), "diameter of the hole, mm"),
            r.Optional("discharge", Types.Between(0.01, 1, "discharge coefficient"), 0.65, "effective part of its area (default 0.65)"));
    }

    public static HeaterConfig BindHeater(MapReader r)
    {
        var degrees = Types.Between(-30, 100, "temperature in degC");
        return new(
            r.Required("id", Types.NewId(Named.Element), "the heater's id"),
            r.Required("flow", Types.Ref(Named.Element), "the pipe whose gas it heats"),
            r.Required("inlet", Types.Ref(Named.Node), "node in front of the pressure cut"),
            r.Required("outlet", Types.Ref(Named.Node), "node behind the pressure cut"),
            r.Required("burner_kw", Types.Positive("heat"), "heat of the burner, kW"),
            r.Required("bath_m3", Types.Positive("volume"), "water, m3"),
            r.Optional("bath_c", degrees, 60, "temperature of the bath, degC (default 60)"),
            r.Optional("outlet_c", degrees, 7, "temperature of the gas behind the cut, degC (default 7)"),
            r.Optional("inlet_c", degrees, 8, "temperature of the arriving gas, degC (default 8)"),
            r.Required("coil_kw_per_k", Types.Positive("heat transfer"), "heat that the coil passes per degree between bath and gas, kW/K"));
    }

    public static OdoriserConfig BindOdoriser(MapReader r, ProcessMarks marks)
    {
        var odoriser = new OdoriserConfig(
            r.Required("id", Types.NewId(Named.Element), "the odoriser's id"),
            r.Required("node", Types.Ref(Named.Node), "node whose gas it doses; no source"),
            r.Required("dose_mg_per_nm3", Types.Positive("dose"), "odorant per Nm3 of gas at the start, mg"));
        marks.Add(odoriser.Id, r.At("node"));
        return odoriser;
    }

    public static HeatingConfig BindHeating(MapReader r)
    {
        var heating = new HeatingConfig(
            r.Optional("base_percent", Types.Percent("base share", 100, orZero: true), 15, "share of the peak that is wanted at any temperature (default 15)"),
            r.Optional("limit_c", Types.Between(-30, 40, "temperature in degC"), 15, "outdoor temperature above which nobody heats, degC (default 15)"),
            r.Optional("design_c", Types.Between(-50, 30, "temperature in degC"), -10, "outdoor temperature of the peak, degC (default -10)"));
        if (heating.DesignC >= heating.LimitC)
        {
            r.Report(DiagnosticCodes.OutageOrder, "design_c", "the design temperature must lie below 'limit_c'");
        }

        return heating;
    }
}
