using System.Collections.Concurrent;
using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// The single-threaded executor of a trial: a synchronisation context whose continuations run only inside <see cref="RunQueued"/>, on the thread
/// that drives the trial. <see cref="Schedule"/> may be called from any thread, everything else from the driving thread only: a continuation that comes
/// from elsewhere has run on the thread pool, its order would be chance, so it ends the trial.
/// </summary>
public sealed class TrialExecutor : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _threadId;

    /// <summary>True when nothing is queued.</summary>
    public bool IsIdle => _queue.IsEmpty;

    /// <summary>True on the thread that drives the trial.</summary>
    public bool IsCurrent => _threadId == Environment.CurrentManagedThreadId;

    /// <summary>The first exception that escaped a continuation; it ends the trial.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            Failure ??= new InvalidOperationException($"A continuation came from another thread ({d.Method.DeclaringType?.Name}): order would be lost.");
        }

        Schedule(d, state);
    }

    /// <summary>Queues work from any thread. Only for the actor system's own messages at a trial's start and end.</summary>
    public void Schedule(SendOrPostCallback work, object? state) => _queue.Enqueue((work, state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            throw new NotSupportedException("A trial's work is never waited for from another thread.");
        }

        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Makes this the current context of the calling thread until the result is disposed.</summary>
    public Entered Enter()
    {
        var previous = Current;
        SetSynchronizationContext(this);
        _threadId = Environment.CurrentManagedThreadId;
        return new Entered(previous);
    }

    /// <summary>Forgets a failure, between two trials.</summary>
    public void ClearFailure() => Failure = null;

    /// <summary>Watches work that nobody awaits: the end of a connection is its ordinary end, any other throw ends the trial.</summary>
    public async void Watch(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The peer's doing, or our own closing.
        }
#pragma warning disable CA1031 // Any other escape ends the trial and is reported with it.
        catch (Exception e)
        {
            Failure ??= e;
        }
#pragma warning restore CA1031
    }

    /// <summary>Runs what is queued, and what that queues. Returns true when anything ran.</summary>
    public bool RunQueued()
    {
        var ran = false;
        while (_queue.TryDequeue(out var item))
        {
            ran = true;
            try
            {
                item.Callback(item.State);
            }
#pragma warning disable CA1031 // Any escape ends the trial and is reported with it.
            catch (Exception e)
            {
                Failure ??= e;
            }
#pragma warning restore CA1031
        }

        return ran;
    }

    /// <summary>Restores the previous context.</summary>
    public readonly struct Entered : IDisposable, IEquatable<Entered>
    {
        private readonly SynchronizationContext? _previous;

        internal Entered(SynchronizationContext? previous) => _previous = previous;

        public static bool operator ==(Entered left, Entered right) => left.Equals(right);

        public static bool operator !=(Entered left, Entered right) => !left.Equals(right);

        /// <inheritdoc/>
        public void Dispose() => SetSynchronizationContext(_previous);

        /// <inheritdoc/>
        public bool Equals(Entered other) => ReferenceEquals(_previous, other._previous);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Entered other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => _previous?.GetHashCode() ?? 0;
    }
}
