using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Caps PDUs per simulated second and simultaneous connections, per source. Each gateway end counts the connections it carries: one connection passes both ends
/// and must not count twice, and one from the medium passes only the far end.
/// </summary>
public sealed class RateLimit(RateLimitConfig config, ConduitContext context) : ConduitControl(config, context)
{
    private readonly Dictionary<(string End, string From), int> _connections = [];
    private readonly Dictionary<string, (long Second, int Count)> _pdus = [];

    /// <inheritdoc/>
    public override string? RefuseConnect(FlowContext flow) =>
        _connections.GetValueOrDefault((flow.End, flow.From)) >= config.Connections ? "connections" : null;

    /// <inheritdoc/>
    public override void OnConnected(FlowContext flow) =>
        _connections[(flow.End, flow.From)] = _connections.GetValueOrDefault((flow.End, flow.From)) + 1;

    /// <inheritdoc/>
    public override void OnClosed(FlowContext flow) =>
        _connections[(flow.End, flow.From)] = Math.Max(0, _connections.GetValueOrDefault((flow.End, flow.From)) - 1);

    /// <inheritdoc/>
    public override PduVerdict OnRequest(FlowContext flow, in ModbusAdu adu, in ModbusRequest request, ModbusExceptionCode? invalid)
    {
        var second = Context.Recorder.Tick / 1000;
        var (last, count) = _pdus.GetValueOrDefault(flow.From);
        count = last == second ? count + 1 : 1;
        _pdus[flow.From] = (second, count);
        return count > config.PdusPerSecond ? PduVerdict.Block("pdus-per-second") : PduVerdict.Pass;
    }
}
