using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// Watches one connection at a gateway end from the moment it is accepted there until its client has sent the first byte of its own, and ends it when that takes too
/// long: a place in a table that nobody uses is lost to everybody. Without a control that says how long, it does nothing. Trial thread only.
/// </summary>
internal sealed class HalfOpenGuard : IDisposable
{
    private readonly ITimer? _timer;
    private readonly GatewayLedger _ledger;
    private readonly ConduitControl? _by;
    private readonly IDisposable _connection;

    public HalfOpenGuard(BoundaryMechanism boundary, GatewayLedger ledger, TimeProvider clock, IDisposable connection, FlowContext stranger)
    {
        (_ledger, _connection, Flow) = (ledger, connection, stranger);
        _by = boundary.Working.Where(c => c.HalfOpen is not null).MinBy(c => c.HalfOpen);
        _timer = _by?.HalfOpen is { } patience ? clock.CreateTimer(_ => End(), null, patience, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>Who it is, as far as known by now.</summary>
    public FlowContext Flow { get; set; }

    /// <summary>The client has said something, or the connection is over.</summary>
    public void Dispose() => _timer?.Dispose();

    private void End()
    {
        _ledger.Blocked(Flow, _by!.Config.Id, "half-open", "no byte of the client");
        _ledger.Event(new GatewayEvent(GatewayEvents.BlockedFlow, Flow.From, Flow.To, Flow.Port, "half-open"));
        _connection.Dispose();
    }
}
