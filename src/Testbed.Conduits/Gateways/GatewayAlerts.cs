using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Alerts of a control of a conduit to a collector, RFC 5424 over TCP from the gateway end nearest to it, one per rule and source in a minute. What the collector does not
/// take is lost.
/// </summary>
internal sealed class GatewayAlerts(ConduitContext context, string control, string collector)
{
    private const long WindowMs = 60_000;
    private readonly Dictionary<(string Rule, string From), long> _last = [];
    private readonly Queue<string> _outbox = new();
    private bool _sending;

    /// <summary>Sends an alert of a rule about whoever it came from.</summary>
    public void Send(string rule, string detail, string from, string to, string text)
    {
        var now = context.Recorder.Tick;
        if (_last.TryGetValue((detail, from), out var last) && now - last < WindowMs)
        {
            return;
        }

        _last[(detail, from)] = now;
        var conduit = context.Conduit.Id;
        context.Recorder.Ledger(new(now, conduit, to, control, LedgerAction.Alerted, $"{conduit}/{control}/{rule}", from, to, 0, text));
        _outbox.Enqueue(SyslogMessage.Format(
            SyslogMessage.AlertFacility, 4, context.Clock.GetUtcNow(), $"{conduit}.{control}", control, rule, "alert",
            [new("conduit", conduit), new("control", control), new("rule", rule), new("from", from), new("to", to)], text));
        if (!_sending)
        {
            context.Watch(DeliverAsync());
        }
    }

    private async Task DeliverAsync()
    {
        _sending = true;
        try
        {
            var port = context.Scenario.Asset(collector)?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Syslog)?.Port ?? 601;
            var dial = await context.Network.DialAsync(NearestEnd(), collector, port);
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
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The collector went away; its own audit shows that.
        }
        finally
        {
            _sending = false;
        }
    }

    // As monitors do: the end in the collector's zone, else the one from which a conduit leads there.
    private string NearestEnd()
    {
        var conduit = context.Conduit;
        var zone = context.Scenario.Asset(collector)?.Zone ?? conduit.ZoneA;
        return zone == conduit.ZoneB || (zone != conduit.ZoneA && context.Scenario.Conduits.Any(c => c.Id != conduit.Id && c.Joins(conduit.ZoneB, zone)))
            ? conduit.GatewayB
            : conduit.GatewayA;
    }
}
