using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Testbed.Conduits;

namespace Testbed.Runtime;

/// <summary>
/// Runs a trial's actors on the trial's single-threaded executor: a mailbox that has work is posted there like any continuation. So no actor of a trial ever
/// runs beside another, and order never rests on Akka.
/// </summary>
internal sealed class TrialDispatcher(MessageDispatcherConfigurator configurator, TrialExecutor executor) : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) => executor.Schedule(static state => ((IRunnable)state!).Run(), run);

    protected override void Shutdown()
    {
        // The executor belongs to the worker, which outlives its trials.
    }
}

/// <summary>Makes the dispatcher of one worker.</summary>
internal sealed class TrialDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly TrialDispatcher _dispatcher;

    public TrialDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites, TrialExecutor executor)
        : base(config, prerequisites) => _dispatcher = new TrialDispatcher(this, executor);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}

/// <summary>The process's one actor system, and its workers' dispatchers.</summary>
public sealed class TrialActorSystem : IDisposable
{
    private static readonly Config Settings = ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          coordinated-shutdown.exit-clr = off
          actor.default-dispatcher.executor = default-executor
        }
        """);

    private int _dispatchers;
    private int _trials;
    private int _workers;

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; } = ActorSystem.Create("testbed", Settings);

    /// <inheritdoc/>
    public void Dispose()
    {
        System.Terminate().Wait(TimeSpan.FromSeconds(10));
        System.Dispose();
    }

    /// <summary>Registers a dispatcher that runs actors on an executor; returns its id.</summary>
    internal string Register(TrialExecutor executor)
    {
        var id = FormattableString.Invariant($"trial-dispatcher-{Interlocked.Increment(ref _dispatchers)}");
        var config = System.Settings.Config.GetConfig("akka.actor.default-dispatcher");
        System.Dispatchers.RegisterConfigurator(
            id, new TrialDispatcherConfigurator(ConfigurationFactory.ParseString($"id = {id}").WithFallback(config), System.Dispatchers.Prerequisites, executor));
        return id;
    }

    internal string NextWorkerName() => FormattableString.Invariant($"worker-{Interlocked.Increment(ref _workers)}");

    internal string NextTrialName() => FormattableString.Invariant($"trial-{Interlocked.Increment(ref _trials)}");
}
