using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Counts connections, per source and service and per source in all, and those that began within a period. Each gateway end counts what it carries: one connection
/// passes both ends and must not count twice, and one from the medium passes only the far end. What was refused is not counted, so that nobody shuts himself
/// out by asking often. How long a silent connection may stand is kept by the gateway, see <see cref="HalfOpenGuard"/>.
/// </summary>
public sealed class ConnectionLimit(ConnectionLimitConfig config, ConduitContext context) : ConduitControl(config, context)
{
    private readonly Dictionary<(string End, string From), int> _bySource = [];
    private readonly Dictionary<(string End, string From, string To, int Port), Counter> _byFlow = [];

    /// <inheritdoc/>
    public override TimeSpan? HalfOpen => config.HalfOpen;

    /// <inheritdoc/>
    public override string? RefuseConnect(FlowContext flow)
    {
        var counter = Of(flow);
        while (counter.Begun.TryPeek(out var first) && first <= Context.Recorder.Tick - (long)config.Period.TotalMilliseconds)
        {
            counter.Begun.Dequeue();
        }

        return counter.Open >= config.PerFlow ? "connections-per-flow"
            : _bySource.GetValueOrDefault((flow.End, flow.From)) >= config.PerSource ? "connections-per-source"
            : counter.Begun.Count >= config.NewConnections ? "new-connections" : null;
    }

    /// <inheritdoc/>
    public override void OnConnected(FlowContext flow)
    {
        var counter = Of(flow);
        counter.Open++;
        counter.Begun.Enqueue(Context.Recorder.Tick);
        _bySource[(flow.End, flow.From)] = _bySource.GetValueOrDefault((flow.End, flow.From)) + 1;
    }

    /// <inheritdoc/>
    public override void OnClosed(FlowContext flow)
    {
        var counter = Of(flow);
        counter.Open = Math.Max(0, counter.Open - 1);
        _bySource[(flow.End, flow.From)] = Math.Max(0, _bySource.GetValueOrDefault((flow.End, flow.From)) - 1);
    }

    private Counter Of(FlowContext flow)
    {
        var key = (flow.End, flow.From, flow.To, flow.Port);
        if (!_byFlow.TryGetValue(key, out var counter))
        {
            _byFlow[key] = counter = new();
        }

        return counter;
    }

    private sealed class Counter
    {
        public int Open { get; set; }

        public Queue<long> Begun { get; } = new();
    }
}
