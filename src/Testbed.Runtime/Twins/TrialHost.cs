using Akka.Actor;
using Testbed.Conduits;

namespace Testbed.Runtime;

/// <summary>
/// What one worker lends to its trials, one after the other: an executor bound to its thread, an address slot and a dispatcher. Make and use it on one thread.
/// </summary>
public sealed class TrialHost : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TrialActorSystem _actors;
    private readonly SlotLease _lease;
    private readonly string _dispatcher;
    private readonly TrialExecutor.Entered _entered;

    /// <summary>Leases a slot and enters the executor on this thread.</summary>
    public TrialHost(TrialActorSystem actors, int preferredSlot = 1)
    {
        _actors = actors;
        _lease = SlotLease.Acquire(preferredSlot);
        Executor = new TrialExecutor();
        _entered = Executor.Enter();
        _dispatcher = actors.Register(Executor);
    }

    /// <summary>The executor.</summary>
    public TrialExecutor Executor { get; }

    /// <summary>The address slot.</summary>
    public int Slot => _lease.Slot;

    /// <inheritdoc/>
    public void Dispose()
    {
        _entered.Dispose();
        _lease.Dispose();
    }

    /// <summary>Starts a trial's guardian and pumps until it is up: a top-level actor is born on its parent's thread, hence the wall limit.</summary>
    internal IActorRef StartTrial(Props props, TrialLife life, LoopbackTransport transport)
    {
        var trial = _actors.System.ActorOf(props.WithDispatcher(_dispatcher), _actors.NextTrialName());
        Pump(() => life.IsStarted, transport, "The trial's guardian did not start.");
        return trial;
    }

    /// <summary>Stops a trial's actors and pumps until the guardian is gone.</summary>
    internal void Stop(IActorRef trial, TrialLife life, LoopbackTransport transport)
    {
        _actors.System.Stop(trial);
        Pump(() => life.IsStopped, transport, "The trial's guardian did not stop.");
    }

    private static void Pump(Func<bool> done, LoopbackTransport transport, string otherwise)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            if (TimeProvider.System.GetElapsedTime(since) > Limit)
            {
                throw new TimeoutException(otherwise);
            }

            transport.RunUntilQuiescent();
            Thread.Yield();
        }
    }
}
