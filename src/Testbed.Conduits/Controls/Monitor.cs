using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Watches a conduit and reports to a collector asset as RFC 5424 syslog over TCP. It never stops anything. One alert per rule and source in a minute.
/// It compares with the declared flows, counts what sources do, and compares the process's readings with each other.
/// </summary>
public sealed class Monitor(MonitorConfig config, ConduitContext context) : ConduitControl(config, context)
{
    private const int ScanTargets = 4;
    private const int FloodPdus = 50;
    private const long WindowMs = 60_000;

    private readonly Dictionary<(string Rule, string From), long> _lastAlert = [];
    private readonly Dictionary<string, List<(long Tick, string Target)>> _missed = [];
    private readonly Dictionary<string, (long Second, int Count)> _pdus = [];
    private readonly SourceHabits _habits = new(context.Scenario);
    private readonly ProcessWatch _process = new(context.Scenario);
    private readonly Queue<string> _outbox = new();
    private bool _sending;

    /// <inheritdoc/>
    public override void OnEvent(GatewayEvent e)
    {
        switch (e.Kind)
        {
            case GatewayEvents.BlockedFlow:
                Alert("blocked-flow", e);
                NoteMiss(e);
                NoteConnection(e);
                break;
            case GatewayEvents.ClosedPort:
                NoteMiss(e);
                NoteConnection(e);
                break;
            case GatewayEvents.Connected:
                NoteConnection(e);
                if (!Context.Conduit.Flows.Any(f => f.From == e.From && f.To == e.To && f.Port == e.Port))
                {
                    Alert("new-source", e);
                }

                break;
            case GatewayEvents.Request:
                NoteLoad(e);
                break;
            case GatewayEvents.UnauthorisedWrite or GatewayEvents.UndeclaredRead or GatewayEvents.ValueOutOfRange or GatewayEvents.Malformed
                or GatewayEvents.RogueDevice or GatewayEvents.FailedLogOn:
                Alert(e.Kind, e);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnArrival(FlowContext flow, in ModbusAdu adu, in ModbusRequest request)
    {
        var now = Context.Recorder.Tick;
        if (request.IsWrite)
        {
            _process.Written(flow.To, now);
            AlertIf(_habits.Writes(flow.From, now), "command-rate", flow, "writes in a minute");
            AlertIf(_habits.Repeats(flow, adu, now), "replay", flow, "a write of another connection again");
        }
        else if (request.IsValid)
        {
            AlertIf(_habits.Sweeps(flow, adu.UnitId, request, now), "read-sweep", flow, "many different places read");
        }

        if (adu.Pdu.Length < 2)
        {
            return;
        }

        var isEngineering = adu.Pdu[0] == ModbusFunctionCode.Engineering;
        AlertIf(isEngineering, "engineering", flow, "engineering function");
        AlertIf(IsRestart(adu.Pdu), "restart", flow, isEngineering ? "start or stop" : "restart or listen only");
    }

    /// <inheritdoc/>
    public override void OnResponse(FlowContext flow, byte unit, in ModbusRequestKey request, ReadOnlySpan<byte> pdu)
    {
        if (_process.Take(flow.To, unit, request, pdu, Context.Recorder.Tick) is { } contradiction)
        {
            // Whoever lies, it is about this station.
            Alert("process-contradiction", new GatewayEvent("process-contradiction", flow.To, flow.From, flow.Port, contradiction));
        }
    }

    /// <summary>Restart Communications and Force Listen Only (Modbus V1.1b3 section 6.8), start and stop of a controller.</summary>
    private static bool IsRestart(ReadOnlySpan<byte> pdu) => pdu switch
    {
        [ModbusFunctionCode.Diagnostics, 0, 1 or 4, ..] => true,
        [ModbusFunctionCode.Engineering, (byte)EngineeringSubfunction.Start or (byte)EngineeringSubfunction.Stop, ..] => true,
        _ => false,
    };

    private void AlertIf(bool isSo, string rule, FlowContext flow, string detail)
    {
        if (isSo)
        {
            Alert(rule, new GatewayEvent(rule, flow.From, flow.To, flow.Port, detail));
        }
    }

    private void NoteConnection(GatewayEvent e)
    {
        if (_habits.Connects(e.From, Context.Recorder.Tick))
        {
            Alert("connection-storm", e);
        }
    }

    private void NoteMiss(GatewayEvent e)
    {
        if (!_missed.TryGetValue(e.From, out var misses))
        {
            _missed[e.From] = misses = [];
        }

        var now = Context.Recorder.Tick;
        misses.RemoveAll(m => now - m.Tick > WindowMs);
        misses.Add((now, FormattableString.Invariant($"{e.To}:{e.Port}")));
        if (misses.Select(m => m.Target).Distinct().Count() >= ScanTargets)
        {
            Alert("scan", e);
        }
    }

    private void NoteLoad(GatewayEvent e)
    {
        var second = Context.Recorder.Tick / 1000;
        var (last, count) = _pdus.GetValueOrDefault(e.From);
        count = last == second ? count + 1 : 1;
        _pdus[e.From] = (second, count);
        if (count > FloodPdus)
        {
            Alert("flood", e);
        }
    }

    private void Alert(string rule, GatewayEvent e)
    {
        var now = Context.Recorder.Tick;
        if (!config.Rules.Contains(rule)
            || (_lastAlert.TryGetValue((rule, e.From), out var last) && now - last < WindowMs))
        {
            return;
        }

        _lastAlert[(rule, e.From)] = now;
        var conduit = Context.Conduit.Id;
        Context.Recorder.Ledger(new LedgerEntry(
            now, conduit, $"{conduit}.monitor", config.Id, LedgerAction.Alerted, $"{conduit}/{config.Id}/{rule}", e.From, e.To, e.Port, e.Detail));
        _outbox.Enqueue(SyslogMessage.Format(
            SyslogMessage.AlertFacility, 4, Context.Clock.GetUtcNow(), $"{conduit}.monitor", "monitor", rule, "alert",
            [new("conduit", conduit), new("control", config.Id), new("rule", rule), new("from", e.From), new("to", e.To)], e.Detail));
        if (!_sending)
        {
            Context.Watch(SendAsync());
        }
    }

    private async Task SendAsync()
    {
        _sending = true;
        try
        {
            var dial = await Context.Network.DialAsync(NearestEnd(), config.Collector, SyslogPort());
            if (dial.Stream is not { } stream)
            {
                _outbox.Clear();
                return;
            }

            await using (stream)
            {
                while (_outbox.TryDequeue(out var message))
                {
                    await stream.WriteAsync(SyslogMessage.Frame(message));
                }
            }
        }
        catch (IOException)
        {
            // The collector went away; its own audit shows that.
        }
        finally
        {
            _sending = false;
        }
    }

    /// <summary>The gateway end in the collector's zone, else the one from which a conduit leads there.</summary>
    private string NearestEnd()
    {
        var conduit = Context.Conduit;
        var zone = Context.Scenario.Asset(config.Collector)?.Zone ?? conduit.ZoneA;
        return zone == conduit.ZoneB || (zone != conduit.ZoneA && Context.Scenario.Conduits.Any(c => c.Id != conduit.Id && c.Joins(conduit.ZoneB, zone)))
            ? conduit.GatewayB
            : conduit.GatewayA;
    }

    private int SyslogPort() =>
        Context.Scenario.Asset(config.Collector)?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Syslog)?.Port ?? 601;
}
