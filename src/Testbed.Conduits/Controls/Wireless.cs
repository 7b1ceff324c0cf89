using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// The access control of a wireless medium. Whoever dials a gateway end over the air first shows an identity of its own; one that is unknown, was withdrawn, or is on
/// line from another place already, is not let on and is reported. Who is on the medium gets to the declared services and no others.
/// </summary>
public sealed class Wireless : ConduitControl
{
    private readonly WirelessConfig _config;
    private readonly GatewayAlerts? _alerts;
    private readonly Dictionary<string, (string Place, int Count)> _online = new(StringComparer.Ordinal);
    private long _challenges;

    /// <summary>Nobody is on the medium yet.</summary>
    public Wireless(WirelessConfig config, ConduitContext context)
        : base(config, context) => (_config, _alerts) = (config, config.Collector is { } collector ? new GatewayAlerts(context, config.Id, collector) : null);

    /// <inheritdoc/>
    public override string? RefuseConnect(FlowContext flow) =>
        !_config.DeclaredOnly || Context.Conduit.Flows.Any(f => f.From == flow.From && f.To == flow.To && f.Port == flow.Port) ? null : "not-declared";

    /// <summary>Lets a gateway end attach to the medium; false when it is refused, and the stream is closed then.</summary>
    internal Task<bool> AttachAsync(Stream stream, string end) =>
        WirelessAttach.AttachAsync(stream, end, _config.Devices.FirstOrDefault(d => d.Id == end)?.Key ?? "", Context.Clock);

    /// <summary>Asks a device on the medium who it is; its name when it is let on, else null. Call <see cref="Left"/> when it goes.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="place">Where on the medium it comes from, as the cell sees it.</param>
    /// <param name="end">The gateway end it dials.</param>
    internal async Task<string?> AdmitAsync(Stream stream, string place, string end)
    {
        var challenge = WirelessAttach.Challenge(_config.Devices[0].Key, ++_challenges);
        using var patience = new CancellationTokenSource(WirelessAttach.Patience, Context.Clock);
        string? answer = null;
        try
        {
            await using var onEnd = patience.Token.Register(stream.Dispose);
            await IslandOrder.WriteAsync(stream, challenge);
            answer = await IslandOrder.ReadAsync(stream);
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // It left, or said nothing: nobody knows who it was.
        }

        var name = answer is null ? "" : WirelessAttach.Name(answer);
        var refusal = answer is null ? "no-identity" : Refusal(name, answer, challenge, place);
        Context.Recorder.Ledger(new(
            Context.Recorder.Tick, Context.Conduit.Id, end, _config.Id, refusal is null ? LedgerAction.Recorded : LedgerAction.Blocked, refusal ?? "attached", place, end, 0, name));
        if (refusal is not null)
        {
            _alerts?.Send("unauthorised-device", refusal, place, end, name.Length == 0 ? refusal : $"{refusal} as {name}");
        }
        else
        {
            _online[name] = (place, _online.GetValueOrDefault(name).Count + 1);
        }

        await ReplyAsync(stream, refusal is null);
        return refusal is null ? name : null;
    }

    /// <summary>A device that was let on has left with one of its connections.</summary>
    internal void Left(string device)
    {
        var (place, count) = _online[device];
        if (count == 1)
        {
            _online.Remove(device);
        }
        else
        {
            _online[device] = (place, count - 1);
        }
    }

    private string? Refusal(string name, string answer, string challenge, string place)
    {
        var keys = _config.Devices.Where(d => _config.PerDevice ? d.Id == name : _config.Devices.Any(k => k.Id == name)).Select(d => d.Key);
        return !keys.Any(k => WirelessAttach.IsBy(answer, k, challenge)) ? _config.Devices.Any(d => d.Id == name) ? "wrong-key" : "unknown-device"
            : _config.Withdrawn.Contains(name) ? "withdrawn"
            : _config.Exclusive && _online.TryGetValue(name, out var there) && there.Place != place ? "identity-in-use"
            : null;
    }

    private static async Task ReplyAsync(Stream stream, bool isAdmitted)
    {
        try
        {
            await IslandOrder.WriteAsync(stream, isAdmitted ? WirelessAttach.Admitted : WirelessAttach.Refused);
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // It did not wait for the answer.
        }
    }
}
