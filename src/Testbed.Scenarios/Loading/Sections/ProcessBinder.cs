namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>process:</c>: the gas network.</summary>
internal static class ProcessBinder
{
    /// <summary>The section.</summary>
    public static MapType<ProcessConfig> Section { get; } = Types.Map("process", Bind);

    private static ProcessConfig Bind(MapReader r)
    {
        var marks = new ProcessMarks();
        var (network, whole) = Network(r, marks);
        var own = BindOwn(r, marks);
        var process = network is null ? own : ProcessParts.Join(network, own, r.Has("temperature_c"));
        foreach (var (key, any) in new[] { ("nodes", process.Nodes.Count > 0), ("sources", process.Sources.Count > 0) })
        {
            if (!any && !whole && !r.Has(key))
            {
                r.Report(DiagnosticCodes.MissingKey, key, $"process needs the key '{key}', or a network to 'import' or 'generate'", $"add '{key}: ...'");
            }
        }

        if (r.Binding.Incomplete == Named.None)
        {
            r.Binding.Later(scenario => new ProcessChecks(scenario.Process, marks, r.Binding).Run());
        }

        return process;
    }

    /// <summary>The network that is imported and generated, if any; and whether one was asked for, good or not.</summary>
    private static (ProcessConfig? Network, bool Asked) Network(MapReader r, ProcessMarks marks)
    {
        var rules = r.Optional("imported", Types.Map("imported", ImportRules.Bind), ImportRules.None, "what the imported network's file does not say");
        if (r.Has("imported") && !r.Has("import"))
        {
            r.Report(DiagnosticCodes.MissingKey, "imported", "rules of an imported network without one", "add 'import: FILE.json', or remove them");
        }

        ProcessConfig? imported = null;
        r.OptionalObject("import", Types.Text.Then((name, mark, binding) => imported = NetworkImport.Read(mark, name, rules, binding, marks)),
            "file beside this one with a network of the format gasnet-bench/1; nodes, pipes and the other parts given here come to it");
        var generated = Generated(r, marks);
        var both = imported is not null && generated is not null ? ProcessParts.Join(imported, generated, keepTemperature: false) : imported ?? generated;
        if ((r.Has("import") && imported is null) || (r.Has("generate") && generated is null))
        {
            r.Binding.Incomplete |= Named.Node | Named.Element;
        }

        return (both, r.Has("import") || r.Has("generate"));
    }

    private static ProcessConfig? Generated(MapReader r, ProcessMarks marks)
    {
        ProcessConfig? generated = null;
        r.OptionalObject("generate", Types.Map("generate", g => (generated = GenerateBinder.Bind(g, marks)) ?? ProcessParts.Empty),
            "a generated gas-distribution utility; nodes, pipes and the other parts given here come to it");
        return generated;
    }

    private static ProcessConfig BindOwn(MapReader r, ProcessMarks marks) => new()
    {
        TemperatureC = r.Optional("temperature_c", Types.Between(-30, 50, "ground temperature in degC"), 10, "ground temperature, degC (default 10, or the imported network's)"),
        Nodes = r.Optional("nodes", Types.List(Types.Map("node", n => BindNode(n, marks)), needsOne: true), [], "points with one pressure; needed unless a network is imported or generated"),
        Pipes = r.Optional("pipes", Types.List(Types.Map("pipe", BindPipe)), [], "pipes"),
        Sources = r.Optional("sources", Types.List(Types.Map("source", s => BindSource(s, marks)), needsOne: true), [], "pressure boundaries; needed unless a network is imported or generated"),
        Regulators = r.Optional("regulators", Types.List(Types.Map("regulator", g => RegulatorBinder.Bind(g, marks))), [], "regulator runs"),
        ControlValves = r.Optional("control_valves", Types.List(Types.Map("control valve", BindControlValve)), [], "electric control valves"),
        ShutOffs = r.Optional("shut_offs", Types.List(Types.Map("shut-off", BindShutOff)), [], "shut-off valves"),
        Reliefs = r.Optional("reliefs", Types.List(Types.Map("relief", v => BindRelief(v, marks))), [], "relief valves to atmosphere"),
        Leaks = r.Optional("leaks", Types.List(Types.Map("leak", v => EquipmentBinder.BindLeak(v, marks))), [], "openings to the atmosphere"),
        Compressors = r.Optional("compressors", Types.List(Types.Map("compressor", EquipmentBinder.BindCompressor)), [], "compressors"),
        Injections = r.Optional("injections", Types.List(Types.Map("injection", v => EquipmentBinder.BindInjection(v, marks))), [], "sources by flow"),
        Orifices = r.Optional("orifices", Types.List(Types.Map("orifice", EquipmentBinder.BindOrifice)), [], "restriction orifices"),
        Odorisers = r.Optional("odorisers", Types.List(Types.Map("odoriser", v => EquipmentBinder.BindOdoriser(v, marks))), [],
            "odorisers; the odorant is then carried through the network"),
        Heaters = r.Optional("heaters", Types.List(Types.Map("heater", EquipmentBinder.BindHeater)), [], "water-bath heaters before a pressure cut"),
        Friction = r.Optional("friction", Types.OneOf("friction law", EquipmentBinder.FrictionLaws), "nikuradse", "friction law of all pipes (default nikuradse)"),
        OutdoorC = r.Optional("outdoor_c", Types.Between(-50, 50, "temperature in degC"), 0, "outdoor temperature, degC, for demands that heat (default 0)"),
        Demands = r.Optional("demands", Types.List(Types.Map("demand", d => BindDemand(d, marks))), [], "customers and large users"),
        Sensors = r.Optional("sensors", Types.List(Types.Map("sensor", TagBinder.BindSensor)), [], "transmitters and contacts"),
        Actuators = r.Optional("actuators", Types.List(Types.Map("actuator", TagBinder.BindActuator)), [], "actuators that controllers reach"),
    };

    /// <summary>The two ends of a branch.</summary>
    public static (string From, string To) Ends(MapReader r)
    {
        var from = r.Required("from", Types.Ref(Named.Node), "inlet node");
        var to = r.Required("to", Types.Ref(Named.Node), "outlet node");
        if (from.Length > 0 && from == to)
        {
            r.Report(DiagnosticCodes.SelfLoop, "to", $"it ends at {to}, where it begins");
        }

        return (from, to);
    }

    private static GasNodeConfig BindNode(MapReader r, ProcessMarks marks)
    {
        var id = r.Required("id", Types.NewId(Named.Node), "the node's id");
        marks.Add(id, r.At("id"));
        var maop = r.OptionalValue("maop", Types.Pressure, "maximum allowable operating pressure");
        var limit = r.OptionalValue("limit", Types.Pressure, "pressure above which harm is counted (49 CFR 192.201, or the owner's declared one)");
        if (limit < maop)
        {
            r.Report(DiagnosticCodes.LimitBelowMaop, "limit", "the limit lies below the maximum allowable operating pressure");
        }

        return new(
            id,
            r.Required("tier", Types.Text, "name of its pressure tier, for reports"),
            r.Optional("height_m", Types.Between(-500, 5000, "height in m"), 0, "height, m (default 0)"),
            r.Optional("volume_m3", Types.Positive("volume"), 0, "volume of station piping besides pipes, m3; needed where no pipe ends"),
            maop, limit);
    }

    private static GasPipeConfig BindPipe(MapReader r)
    {
        var id = r.Required("id", Types.NewId(Named.Element), "the pipe's id");
        var (from, to) = Ends(r);
        return new(id, from, to,
            r.Required("length_m", Types.Positive("length"), "length, m"),
            r.Required("diameter_mm", Types.Positive("diameter"), "inner diameter, mm"),
            r.Optional("roughness_mm", Types.Positive("roughness"), 0.1, "wall roughness, mm (default 0.1, steel; 0.02 for polyethylene)"),
            r.Optional("zeta", Types.Positive("loss coefficient"), 0, "sum of local losses: bends, a filter, a meter (default 0)"));
    }

    private static GasSourceConfig BindSource(MapReader r, ProcessMarks marks)
    {
        var source = new GasSourceConfig(
            r.Required("id", Types.NewId(Named.Element), "the source's id"),
            r.Required("node", Types.Ref(Named.Node), "its node"),
            r.Required("pressure", Types.Pressure, "the pressure somebody else holds there"));
        marks.Add(source.Id, r.At("node"));
        return source;
    }

    private static ControlValveConfig BindControlValve(MapReader r)
    {
        var id = r.Required("id", Types.NewId(Named.Element), "the valve's id");
        var (from, to) = Ends(r);
        return new(id, from, to,
            r.Required("kg", Types.Positive("capacity KG"), "flow coefficient KG fully open, Nm3/h per bar"),
            r.Required("stroke_s", Types.Positive("stroke time"), "time of a whole stroke, s"),
            r.Optional("initial_percent", Types.Percent("initial opening", 100, orZero: true), 0, "opening at the start (default 0)"));
    }

    private static ShutOffConfig BindShutOff(MapReader r)
    {
        var id = r.Required("id", Types.NewId(Named.Element), "the valve's id");
        var (from, to) = Ends(r);
        return new(id, from, to,
            r.Required("kg", Types.Positive("capacity KG"), "flow coefficient KG open, Nm3/h per bar"),
            r.Required("close_s", Types.Positive("closing time"), "time to close, s"),
            r.OptionalValue("open_s", Types.Positive("opening time"), "time in which its motor opens it again, s; without one somebody on site does"));
    }

    private static ReliefConfig BindRelief(MapReader r, ProcessMarks marks)
    {
        var set = r.Required("set", Types.Pressure, "pressure at which it begins to lift");
        var full = r.Required("full_open", Types.Pressure, "pressure of full lift");
        if (r.IsGood("set") && r.IsGood("full_open") && full <= set)
        {
            r.Report(DiagnosticCodes.ReliefOrder, "full_open", "full lift lies at or below the set pressure");
        }

        var relief = new ReliefConfig(
            r.Required("id", Types.NewId(Named.Element), "the valve's id"),
            r.Required("node", Types.Ref(Named.Node), "protected node"),
            set, full,
            r.Required("capacity_nm3_per_h", Types.Positive("capacity"), "flow at full lift, Nm3/h"));
        marks.Add(relief.Id, r.At("node"));
        return relief;
    }

    private static DemandConfig BindDemand(MapReader r, ProcessMarks marks)
    {
        var outBelow = r.Required("out_below", Types.Pressure, "customers are out below this pressure");
        var unsafeAbove = r.Required("unsafe_above", Types.Pressure, "gas that comes back above this finds customers not isolated");
        if (r.IsGood("out_below") && r.IsGood("unsafe_above") && unsafeAbove <= outBelow)
        {
            r.Report(DiagnosticCodes.OutageOrder, "unsafe_above", "it must lie above 'out_below'");
        }

        var demand = new DemandConfig(
            r.Required("id", Types.NewId(Named.Element), "the demand's id"),
            r.Required("node", Types.Ref(Named.Node), "supplying node"),
            r.Optional("customers", Types.Int(0, 1_000_000, "number of customers"), 0, "number of customers (default 0: a large user)"),
            r.Required("peak_nm3_per_h", Types.Positive("peak demand"), "demand of the whole group at the peak hour, Nm3/h"),
            r.Required("profile", Types.OneOf("demand profile", DemandProfiles.Names), "how it changes over the day"),
            r.Required("minimum", Types.Pressure, "below this pressure the supply falls linearly"),
            outBelow, unsafeAbove,
            r.OptionalObject("heating", Types.Map("heating", EquipmentBinder.BindHeating), "how it follows the outdoor temperature; leave it out when it does not"));
        marks.Add(demand.Id, r.At("node"));
        return demand;
    }
}

/// <summary>Where the parts of the process stand in the file.</summary>
internal sealed class ProcessMarks
{
    private readonly Dictionary<string, Mark> _marks = new(StringComparer.Ordinal);

    /// <summary>Notes a part.</summary>
    public void Add(string id, Mark at) => _marks.TryAdd(id, at);

    /// <summary>Where a part stands.</summary>
    public Mark this[string id] => _marks.GetValueOrDefault(id);

    /// <summary>True when the part was read.</summary>
    public bool Knows(string id) => _marks.ContainsKey(id);
}
