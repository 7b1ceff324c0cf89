using Akka.Actor;
using Testbed.Devices;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>What the actors of a trial tell each other.</summary>
internal static class TrialProtocol
{
    /// <summary>A device actor stopped without being asked to.</summary>
    public sealed record DeviceFailed(string Asset);

    /// <summary>Bring a failed device back.</summary>
    public sealed record RestartDevice(string Asset);
}

/// <summary>What the actors of a trial need to make and keep devices.</summary>
/// <param name="MakeDevice">Props of an asset's device actor.</param>
/// <param name="Started">A device actor (re)started.</param>
/// <param name="Failed">A device actor failed and was stopped.</param>
/// <param name="ScheduleRestart">Asks for a call after simulated seconds.</param>
internal sealed record TrialServices(
    Func<AssetConfig, Props> MakeDevice, Action<string, IActorRef> Started, Action<string> Failed, Action<Action> ScheduleRestart);

/// <summary>Whether a trial's guardian has come up and gone, for the thread that drives the trial.</summary>
internal sealed class TrialLife
{
    private volatile bool _isStarted;
    private volatile bool _isStopped;

    public bool IsStarted { get => _isStarted; set => _isStarted = value; }

    public bool IsStopped { get => _isStopped; set => _isStopped = value; }
}

/// <summary>Guardian of one trial: parent of its zones. Stopping it stops everything in the trial.</summary>
internal sealed class TrialActor : UntypedActor
{
    private readonly TrialLife _life;

    public TrialActor(Scenario scenario, TrialServices services, TrialLife life)
    {
        _life = life;
        foreach (var zone in scenario.Zones)
        {
            var assets = scenario.Assets.Where(a => a.Zone == zone.Id).ToList();
            Context.ActorOf(ActorFactory.Props(() => new ZoneActor(assets, services)).WithDispatcher(Context.Props.Dispatcher), zone.Id);
        }

        _life.IsStarted = true;
    }

    public static Akka.Actor.Props Create(Scenario scenario, TrialServices services, TrialLife life) =>
        ActorFactory.Props(() => new TrialActor(scenario, services, life));

    /// <summary>Nobody tells it anything; it lives while its zones do.</summary>
    protected override void OnReceive(object message) => Unhandled(message);

    protected override void PostStop() => _life.IsStopped = true;
}

/// <summary>
/// Parent of a zone's devices. A device that throws is stopped (its sockets close, its outputs go to their fail state) and comes back after simulated
/// seconds; its neighbours never notice but by its silence.
/// </summary>
internal sealed class ZoneActor : UntypedActor
{
    private readonly Dictionary<string, AssetConfig> _assets;
    private readonly TrialServices _services;

    public ZoneActor(IReadOnlyList<AssetConfig> assets, TrialServices services)
    {
        _assets = assets.ToDictionary(a => a.Id);
        _services = services;
        foreach (var asset in assets)
        {
            Start(asset.Id);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                OnTerminated(terminated.ActorRef.Path.Name);
                break;
            case TrialProtocol.RestartDevice restart:
                Start(restart.Asset);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Start(string asset)
    {
        var device = Context.Watch(Context.ActorOf(_services.MakeDevice(_assets[asset]).WithDispatcher(Context.Props.Dispatcher), asset));
        _services.Started(asset, device);
    }

    private void OnTerminated(string asset)
    {
        _services.Failed(asset);
        var self = Self;
        _services.ScheduleRestart(() => self.Tell(new TrialProtocol.RestartDevice(asset)));
    }
}
