namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>traffic:</c>. Ordinary traffic must be declared: a negative control that trips a rule would say nothing.</summary>
internal static class TrafficBinder
{
    /// <summary>The section.</summary>
    public static MapType<TrafficConfig> Section { get; } = Types.Map("traffic", r => new TrafficConfig(
        r.Optional("polls", Types.List(Types.Map("poll", BindPoll)), [], "cyclic reads by masters"),
        r.Optional("set_point_moves", Types.List(Types.Map("set_point_move", BindMove)), [], "ordinary set-point changes by the operator"),
        r.Optional("log_ons", Types.List(Types.Map("log_on", BindLogOn)), [], "ordinary console sessions of people"))
    {
        Shifts = r.Optional("shifts", Types.List(ShiftBinder.Shift), [], "sessions that people hold at operator and engineering stations"),
        Losses = r.Optional("losses", Types.List(ShiftBinder.Loss), [], "polls that get lost on the way"),
        Outages = r.Optional("outages", Types.List(ShiftBinder.Outage), [], "devices without power for a while"),
    });

    private static PollConfig BindPoll(MapReader r)
    {
        var poll = new PollConfig(
            r.Required("id", Types.NewId(Named.Poll), "the poll's id"),
            r.Required("from", Types.Ref(Named.Asset), "the polling asset"),
            r.Required("to", Types.Ref(Named.Asset), "the polled asset"),
            r.Required("port", Types.Port, "logical port"),
            r.Required("unit", Types.Unit, "Modbus unit id"),
            r.Required("table", Types.Word<ModbusTable>("Modbus table"), "the table"),
            r.Required("address", Types.Int(0, 65535, "address"), "first PDU address"),
            r.Required("count", Types.Int(1, 125, "number of points"), "number of points"),
            r.Required("period", Types.Duration, "the period"));
        var seen = new List<(string Point, Mark At)>();
        poll = poll with
        {
            Into = r.Optional("into", Types.Dictionary(Types.Int(0, 65535, "address"), Types.Text.Then((p, at, _) => seen.Add((p, at)))), new Dictionary<int, string>(),
                "per address the point of the polling controller that takes the value"),
        };
        r.Binding.Later(s => seen.ForEach(p => PointNames.Check(r.Binding, s, poll.From, p.Point, p.At)));
        var function = poll.Table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.HoldingRegister => 3, _ => 4 };
        CheckDeclared(r, poll.From, poll.To, poll.Port, ServiceProtocol.Modbus,
            a => a.Functions.Contains(function) && a.FirstAddress <= poll.Address && poll.Address + poll.Count - 1 <= a.LastAddress);
        return poll;
    }

    private static SetPointMoveConfig BindMove(MapReader r)
    {
        var move = new SetPointMoveConfig(
            r.Required("from", Types.Ref(Named.Asset), "the master"),
            r.Required("to", Types.Ref(Named.Asset), "the controller"),
            r.Required("port", Types.Port, "logical port"),
            r.Required("unit", Types.Unit, "Modbus unit id"),
            r.Required("address", Types.Int(0, 65535, "address"), "holding register"),
            r.Required("value", Types.Int(0, 65535, "register value"), "register value"),
            r.Required("at", Types.DurationOrZero, "offset from the scenario's start"))
        {
            Every = Every(r),
        };
        CheckDeclared(r, move.From, move.To, move.Port, ServiceProtocol.Modbus,
            a => a.Functions.Contains(6) && a.FirstAddress <= move.Address && move.Address <= a.LastAddress
                && move.Value >= (a.MinValue ?? 0) && move.Value <= (a.MaxValue ?? 65535));
        return move;
    }

    private static LogOnConfig BindLogOn(MapReader r)
    {
        var logOn = new LogOnConfig(
            r.Required("from", Types.Ref(Named.Asset), "where the person sits"),
            r.Required("to", Types.Ref(Named.Asset), "the asset logged on to"),
            r.Required("port", Types.Port, "logical port of its console"),
            r.Required("account", Types.Text, "an account of that asset"),
            r.Required("at", Types.DurationOrZero, "offset from the scenario's start"),
            r.Required("commands", Types.List(Types.Text), "console commands after log-on"))
        {
            Every = Every(r),
        };
        CheckSession(r, logOn.From, logOn.To, logOn.Port, logOn.Account);
        return logOn;
    }

    /// <summary>Reports a console session that no flow declares, or of somebody who has no account.</summary>
    internal static void CheckSession(MapReader r, string from, string to, int port, string account)
    {
        var at = r.At("account");
        CheckDeclared(r, from, to, port, ServiceProtocol.Console, _ => true);
        r.Binding.Later(scenario =>
        {
            if (scenario.Asset(to) is { } target && account.Length > 0 && target.Accounts.All(a => a.Name != account))
            {
                r.Binding.Report(DiagnosticCodes.DanglingReference, at, $"{target.Id} has no account '{account}'",
                    Nearest.Fix(account, target.Accounts.Select(a => a.Name)));
            }
        });
    }

    /// <summary>The key for what comes again.</summary>
    internal static TimeSpan? Every(MapReader r)
    {
        var every = r.Optional("every", Types.Duration, TimeSpan.Zero, "it comes again after this time, such as 1d (default: once)");
        return every > TimeSpan.Zero ? every : null;
    }

    private static void CheckDeclared(MapReader r, string from, string to, int port, ServiceProtocol protocol, Func<ModbusAccessConfig, bool> covers)
    {
        var (at, portAt) = (r.At("to"), r.At("port"));
        r.Binding.Later(scenario =>
        {
            if (scenario.Asset(from) is not { } source || scenario.Asset(to) is not { } target || !r.IsGood("port"))
            {
                return;
            }

            if (!target.Services.Any(s => s.Port == port && (s.Protocol == protocol || (protocol.IsModbus() && s.Protocol.IsModbus()))))
            {
                r.Binding.Report(DiagnosticCodes.NoSuchService, portAt, $"{to} has no {Types.Kebab(protocol)} service on port {port}",
                    FlowBinder.ServicesOf(target));
                return;
            }

            var flows = scenario.Conduits.Where(c => c.Joins(source.Zone, target.Zone)).SelectMany(c => c.Flows)
                .Where(f => f.From == from && f.To == to && f.Port == port);
            var zonesKnown = scenario.Zone(source.Zone) is not null && scenario.Zone(target.Zone) is not null;
            if (zonesKnown && source.Zone != target.Zone && !flows.Any(f => f.Access.Count == 0 || f.Access.Any(covers)))
            {
                r.Binding.Report(DiagnosticCodes.TrafficNotDeclared, at, $"no declared flow from {from} to {to}:{port} carries this",
                    $"declare it in a conduit between {source.Zone} and {target.Zone}, down to function code, address and value");
            }
        });
    }
}
