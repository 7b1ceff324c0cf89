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
    private readonly TrialLife _life = new();
    private readonly IActorRef _parent;

    /// <summary>Leases a slot and enters the executor on this thread.</summary>
    public TrialHost(TrialActorSystem actors, int preferredSlot = 1)
    {
        _actors = actors;
        _lease = SlotLease.Acquire(preferredSlot);
        Executor = new TrialExecutor();
        _entered = Executor.Enter();
        _dispatcher = actors.Register(Executor);
        _parent = actors.System.ActorOf(HostActor.Create(_life).WithDispatcher(_dispatcher), actors.NextWorkerName());
        Pump(() => _life.IsStarted, "The worker's actor did not start.");
    }

    /// <summary>The executor.</summary>
    public TrialExecutor Executor { get; }

    /// <summary>The address slot.</summary>
    public int Slot => _lease.Slot;

    /// <inheritdoc/>
    public void Dispose()
    {
        _actors.System.Stop(_parent);
        Pump(() => _life.IsStopped, "The worker's actor did not stop.");
        _entered.Dispose();
        _lease.Dispose();
    }

    /// <summary>Starts a trial's guardian; it is up when this returns.</summary>
    internal IActorRef StartTrial(Props props, TrialLife life, LoopbackTransport transport)
    {
        var start = new HostActor.Start(props.WithDispatcher(_dispatcher), _actors.NextTrialName());
        _parent.Tell(start, ActorRefs.Nobody);
        Settle(() => life.IsStarted, transport, "The trial's guardian did not start.");
        return start.Trial!;
    }

    /// <summary>Stops a trial's actors; the guardian is gone when this returns.</summary>
    internal void Stop(IActorRef trial, TrialLife life, LoopbackTransport transport)
    {
        _actors.System.Stop(trial);
        Settle(() => life.IsStopped, transport, "The trial's guardian did not stop.");
    }

    // Every message of a trial's actors is work of this thread's executor, so rest means that they have done what they were told.
    private static void Settle(Func<bool> done, LoopbackTransport transport, string otherwise)
    {
        transport.RunUntilQuiescent();
        if (!done())
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    /// <summary>A top-level actor is born and buried on a thread of the actor system's own, hence the wait.</summary>
    private void Pump(Func<bool> done, string otherwise)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            if (TimeProvider.System.GetElapsedTime(since) > Limit)
            {
                throw new TimeoutException(otherwise);
            }

            Executor.RunQueued();
            Thread.Yield();
        }
    }
}
