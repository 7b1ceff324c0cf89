using Akka.Actor;
using Testbed.Conduits;

namespace Testbed.Runtime;

/// <summary>
/// What one worker lends to its trials, one after the other: an executor bound to its thread, an address slot and a dispatcher. Make and use it on one thread.
/// </summary>
public sealed class TrialHost : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

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

    internal IActorRef StartTrial(Props props) => _actors.System.ActorOf(props.WithDispatcher(_dispatcher), _actors.NextTrialName());

    /// <summary>Stops a trial's actors and pumps until the guardian is gone. Its parent lives on another thread, hence the wall limit.</summary>
    internal void Stop(IActorRef trial, Func<bool> stopped, LoopbackTransport transport)
    {
        _actors.System.Stop(trial);
        var since = TimeProvider.System.GetTimestamp();
        while (!stopped() && TimeProvider.System.GetElapsedTime(since) < StopLimit)
        {
            transport.RunUntilQuiescent();
            Thread.Yield();
        }
    }
}
