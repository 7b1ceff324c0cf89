using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// What the parts of one device share: its asset, its environment, and the guard around everything that runs between the steps (handlers of
/// connections, replies to polls). A broken connection ends such work quietly; any other throw is our bug and is kept for the next step.
/// </summary>
internal sealed class DeviceContext(AssetConfig asset, IDeviceEnvironment environment)
{
    private readonly Dictionary<string, SyslogSender> _senders = new(StringComparer.Ordinal);
    private Action _cancel = () => { };

    public AssetConfig Asset => asset;

    /// <summary>The controls declared on the asset.</summary>
    public IReadOnlyList<ControlConfig> Configs { get; } = environment.Scenario.ControlsOn(asset.Id);

    public IDeviceEnvironment Environment => environment;

    /// <summary>What the device takes for the time of day; records carry it.</summary>
    public DeviceClock Clock { get; } = new(environment.Clock, asset.Clock);

    /// <summary>Simulated time, for time-outs and limits: setting the clock does not move it.</summary>
    public DateTimeOffset Now => environment.Clock.GetUtcNow();

    public long Tick => environment.Recorder.Tick;

    public bool IsRunning { get; private set; }

    /// <summary>The first bug that work between the steps ran into; null when there is none.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Cancelled when the device stops.</summary>
    public CancellationToken Stopping { get; private set; }

    /// <summary>The one connection of this device to a collector, shared by whoever reports there.</summary>
    public SyslogSender SenderTo(string collector)
    {
        if (!_senders.TryGetValue(collector, out var sender))
        {
            _senders[collector] = sender = new SyslogSender(this, collector);
        }

        return sender;
    }

    /// <summary>Closes the connections to collectors; they are dialled again when something is to be sent.</summary>
    public void Disconnect()
    {
        foreach (var sender in _senders.Values)
        {
            sender.Disconnect();
        }
    }

    public void Begin()
    {
        var stopping = new CancellationTokenSource();
        (Stopping, _cancel) = (stopping.Token, stopping.Cancel);
        Fault = null;
        IsRunning = true;
    }

    public void End()
    {
        IsRunning = false;
        _cancel();
    }

    /// <summary>Starts work that outlives the step. It runs at once up to its first wait.</summary>
    public void Run(Func<Task> work) => _ = GuardAsync(work);

    /// <summary>As <see cref="Run"/>, for callers that want to know the end.</summary>
    public async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The peer's doing, or our own closing.
        }
        catch (Exception e)
        {
            Fault ??= e;
        }
    }
}

/// <summary>Who asks, as far as the device knows. <paramref name="Account"/> is empty without log-on.</summary>
internal readonly record struct Origin(string Peer, string Account, int Port)
{
    /// <summary>The device itself.</summary>
    public static Origin Self { get; } = new("", "", 0);

    /// <summary>The account, else the peer.</summary>
    public string Subject => Account.Length > 0 ? Account : Peer.Length > 0 ? Peer : "self";
}
