using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Lets people cross by their jump host only. The end in the host's zone takes tickets; a connection of the host to a console there needs one, which it uses up. The far end lets
/// pass what the near end has let pass, since nobody else on the span can name it. The way back, into the host's own zone, is none of its business.
/// </summary>
public sealed class JumpHost : ConduitControl
{
    private readonly JumpHostConfig _config;
    private readonly string _zone;
    private readonly string _end;
    private readonly List<(string Target, long Until)> _tickets = [];
    private readonly HashSet<int> _crossing = [];
    private long _challenges;

    /// <summary>Listens for tickets at the host's end.</summary>
    public JumpHost(JumpHostConfig config, ConduitContext context)
        : base(config, context)
    {
        _config = config;
        _zone = context.Scenario.ZoneOf(config.Host)!;
        _end = context.Conduit.Gateway(_zone);
        context.Network.Listen(_end, JumpTicket.Port, TakeTicketAsync);
    }

    /// <inheritdoc/>
    public override string? RefuseConnect(FlowContext flow)
    {
        if (Context.Scenario.ZoneOf(flow.To) == _zone)
        {
            return null;
        }

        if (flow.From != _config.Host)
        {
            return flow.Protocol == ServiceProtocol.Console && !_config.LetsPast.Contains(JumpHostGap.Direct) ? "direct" : null;
        }

        if (_config.LetsPast.Contains(JumpHostGap.Relay))
        {
            return null;
        }

        var isDeclared = Context.Conduit.Flows.Any(f => f.From == flow.From && f.To == flow.To && f.Port == flow.Port);
        return !isDeclared ? "forwarding" : flow.Protocol == ServiceProtocol.Console && !TryCross(flow) ? "no-session" : null;
    }

    private bool TryCross(FlowContext flow)
    {
        var ordinal = flow.Ordinal & 0xFFFF;
        if (flow.End != _end)
        {
            return _crossing.Remove(ordinal);
        }

        var now = Context.Recorder.Tick;
        _tickets.RemoveAll(t => t.Until < now);
        var ticket = _tickets.FindIndex(t => t.Target == flow.To);
        if (ticket < 0)
        {
            return false;
        }

        _tickets.RemoveAt(ticket);
        return _crossing.Add(ordinal);
    }

    private async Task TakeTicketAsync(AcceptedConnection connection)
    {
        await using var stream = connection.Stream;
        var challenge = JumpTicket.Challenge(_config.Key, ++_challenges);
        try
        {
            await IslandOrder.WriteAsync(stream, challenge);
            if (await IslandOrder.ReadAsync(stream) is not { } answer)
            {
                return;
            }

            var isGood = JumpTicket.TryRead(_config.Key, challenge, answer, out var target, out var who) && connection.Peer == _config.Host;
            Context.Recorder.Ledger(new(
                Context.Recorder.Tick, Context.Conduit.Id, _end, _config.Id, isGood ? LedgerAction.Recorded : LedgerAction.Blocked,
                isGood ? "session" : "ticket-refused", connection.Peer, isGood ? target : _end, JumpTicket.Port, isGood ? $"by {who}" : "ticket"));
            if (isGood)
            {
                _tickets.Add((target, Context.Recorder.Tick + (long)JumpTicket.Validity.TotalMilliseconds));
            }

            await IslandOrder.WriteAsync(stream, isGood ? IslandOrder.Done : IslandOrder.Refused);
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The caller left before he had his answer.
        }
    }
}
