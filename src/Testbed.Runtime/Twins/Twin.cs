using Akka.Actor;
using Testbed.Conduits;
using Testbed.Core;
using Testbed.Devices;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// A running scenario: physics, devices, conduits, one clock. In lockstep <see cref="Tick"/> advances one simulated second in phases of fixed order
/// (timers, physics, scans, polls, operators), each participant in id order and each to quiescence. Trial thread only.
/// </summary>
public sealed partial class Twin : IDisposable, IDeviceEnvironment
{
    /// <summary>The base tick.</summary>
    public static readonly TimeSpan BaseTick = TimeSpan.FromSeconds(1);

    private const double MassTolerance = 1e-9;
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(5);

    private readonly TwinBlueprint _blueprint;
    private readonly TrialHost _host;
    private readonly Dictionary<string, RandomStream> _random = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private Device[] _inOrder;
    private readonly Dictionary<string, IActorRef> _actors = new(StringComparer.Ordinal);
    private readonly PlantIo _plant;
    private IActorRef? _trial;
    private bool _stopping;
    private readonly TrialLife _life = new();

    /// <summary>Builds a twin on a host; <see cref="Start"/> brings it up.</summary>
    public Twin(TwinBlueprint blueprint, TrialHost host, string trialId, IControlArming arming, TwinOptions options)
    {
        (_blueprint, _host, TrialId, Arming) = (blueprint, host, trialId, arming);
        host.Executor.ClearFailure();
        SimulatedClock = new SimulationClock(Scenario.Start);
        Record = new TrialRecorder(SimulatedClock, trialId, options.KeepText);
        Transport = new LoopbackTransport(host.Executor, TimeProvider.System, options.DeliveryNoise is { } n ? new DeliveryNoise(n) : null)
        {
            Observer = options.Wire,
        };
        Gas = blueprint.NewGasTwin();
        Meter = new ConsequenceMeter(blueprint.Gas);
        _plant = new PlantIo(Scenario.Process, Gas, Random);
        ZoneNetwork = new UserspaceNetwork(Scenario, Transport, host.Slot, SimulatedClock, Record, arming, blueprint.Pki, options.RealPorts);
        foreach (var asset in Scenario.Assets)
        {
            _devices[asset.Id] = DeviceFactory.Create(asset, this);
        }

        _inOrder = [.. _devices.Values];
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario => _blueprint.Scenario;

    /// <summary>The trial.</summary>
    public string TrialId { get; }

    /// <inheritdoc/>
    public IControlArming Arming { get; }

    /// <summary>Simulated time.</summary>
    public SimulationClock SimulatedClock { get; }

    /// <summary>Evidence.</summary>
    public TrialRecorder Record { get; }

    /// <summary>Sockets.</summary>
    public LoopbackTransport Transport { get; }

    /// <summary>The zones' network.</summary>
    public UserspaceNetwork ZoneNetwork { get; }

    /// <summary>Physics.</summary>
    public GasTwin Gas { get; }

    /// <summary>Consequences so far.</summary>
    public ConsequenceMeter Meter { get; private set; }

    /// <summary>Devices by asset id.</summary>
    public IReadOnlyDictionary<string, Device> Devices => _devices;

    /// <summary>How far the attack is; the trial says so.</summary>
    public AttackPhase Attack { get; internal set; }

    /// <summary>Called after every tick, for recordings.</summary>
    public Action? Ticked { get; set; }

    /// <summary>Device failures so far, with their simulated second.</summary>
    public IReadOnlyList<(string Asset, double Second)> Failures => _failures;

    private readonly List<(string Asset, double Second)> _failures = [];

    IZoneNetwork IDeviceEnvironment.Network => ZoneNetwork;

    IPlantIo IDeviceEnvironment.Plant => _plant;

    TimeProvider IDeviceEnvironment.Clock => SimulatedClock;

    ITrialRecorder IDeviceEnvironment.Recorder => Record;

    bool IDeviceEnvironment.IsOver => _stopping;

    ScenarioPki IDeviceEnvironment.Pki => _blueprint.Pki;

    TrafficTrials IDeviceEnvironment.Trial => TrialOf(TrialId);

    /// <inheritdoc/>
    public RandomStream Random(string path)
    {
        if (!_random.TryGetValue(path, out var stream))
        {
            _random[path] = stream = RandomStream.For(_blueprint.Seed, $"{TrialId}/{path}");
        }

        return stream;
    }

    /// <summary>Starts the actors and brings every device up.</summary>
    public void Start()
    {
        Record.BeginStep("start", "");
        var services = new TrialServices(
            asset => DeviceActor.PropsFor(_devices[asset.Id]),
            (asset, actor) =>
            {
                _actors[asset] = actor;
                if (!_outages.Contains(asset))
                {
                    actor.Tell(new DeviceProtocol.Start(), ActorRefs.Nobody);
                }
            },
            asset =>
            {
                _actors.Remove(asset);
                if (!_stopping)
                {
                    _failures.Add((asset, SimulatedClock.Elapsed.TotalSeconds));
                    Record.Fact(asset, "device", "failed and stopped");
                }
            },
            restart => SimulatedClock.CreateTimer(_ => restart(), null, RestartAfter, Timeout.InfiniteTimeSpan));
        _trial = _host.StartTrial(TrialActor.Create(Scenario, services, _life), _life, Transport);
        Transport.RunUntilQuiescent();
        ScheduleOutages();
    }

    /// <summary>Advances one simulated second.</summary>
    /// <exception cref="TwinInvariantException">Mass balance broke or the physics did not converge: the trial ends loudly.</exception>
    /// <exception cref="NotQuiescentException">A phase did not come to rest.</exception>
    public void Tick()
    {
        FireTimers(((SimulatedClock.Ticks / BaseTick.Ticks) + 1) * BaseTick.Ticks);
        StepPhysics();
        var tick = Record.Tick;
        var scan = new DeviceProtocol.ScanTick(tick);
        foreach (var device in _inOrder)
        {
            if (device.HasScan)
            {
                Turn("scans", device.Id, scan);
            }
        }

        var poll = new DeviceProtocol.PollTick(tick);
        foreach (var device in _inOrder)
        {
            if (device.HasPoll(tick))
            {
                Turn("polls", device.Id, poll);
            }
        }

        var operate = new DeviceProtocol.OperatorTick(tick);
        foreach (var device in _inOrder)
        {
            if (device.HasOperation(tick))
            {
                Turn("operators", device.Id, operate);
            }
        }

        Ticked?.Invoke();
    }

    /// <summary>
    /// Real time only: timers and scans that are due up to an instant before the next base tick, on the transmitters' values of the last one. In lockstep a
    /// base tick runs all its scans itself.
    /// </summary>
    /// <param name="at">Simulated time since the start.</param>
    public void ScanBetween(TimeSpan at)
    {
        FireTimers(at.Ticks);
        Record.BeginStep("scans", "");
        var scan = new DeviceProtocol.ScanTick(Record.Tick, IsPart: true);
        foreach (var device in _inOrder)
        {
            if (device.IsScanDue(scan.TickMs) && _actors.TryGetValue(device.Id, out var actor))
            {
                actor.Tell(scan, ActorRefs.Nobody);
            }
        }

        Settle();
    }

    /// <summary>Runs a piece of work as a participant, to quiescence.</summary>
    public void Act(string participant, Action work)
    {
        Record.BeginStep("attackers", participant);
        work();
        Settle();
    }

    /// <summary>Forgets what the process suffered so far: observation begins now.</summary>
    public void BeginObservation() => Meter = new ConsequenceMeter(_blueprint.Gas);

    /// <inheritdoc/>
    public void Dispose()
    {
        var first = !_stopping;
        _stopping = true;
        if (_trial is { } trial && !_life.IsStopped)
        {
            _host.Stop(trial, _life, Transport);
        }

        ZoneNetwork.Dispose();
        Transport.Dispose();
        // Last, when no device moves it any more, and once only: two trials must never share a gas twin.
        if (first)
        {
            _blueprint.GiveBack(Gas);
        }
    }

    private void FireTimers(long until)
    {
        Record.BeginStep("timers", "");
        while (SimulatedClock.FireNext(until))
        {
            Record.BeginStep(SimulatedClock.Participant.Length > 0 ? "attackers" : "timers", SimulatedClock.Participant);
            Settle();
        }
    }

    private void Turn(string phase, string id, object message)
    {
        if (!_actors.TryGetValue(id, out var actor))
        {
            return;
        }

        Record.BeginStep(phase, id);
        actor.Tell(message, ActorRefs.Nobody);
        Settle();
    }

    private void Settle()
    {
        Transport.RunUntilQuiescent();
        if (_host.Executor.Failure is { } failure)
        {
            throw new TwinInvariantException($"A continuation failed at {SimulatedClock.Elapsed.TotalSeconds:F0} s: {failure.Message}");
        }
    }

    private void StepPhysics()
    {
        var step = Gas.Step(BaseTick.TotalSeconds);
        if (!step.Converged)
        {
            throw new TwinInvariantException($"Physics did not converge at {SimulatedClock.Elapsed.TotalSeconds:F0} s: node {step.WorstNodeId}.");
        }

        if (step.Mass.RelativeError > MassTolerance)
        {
            throw new TwinInvariantException(FormattableString.Invariant($"Mass balance broke at {SimulatedClock.Elapsed.TotalSeconds:F0} s: {step.Mass.RelativeError:E2}."));
        }

        _plant.Sample(BaseTick.TotalSeconds);
        Meter.Observe(Gas, step);
    }
}
