using System.Collections.Concurrent;

namespace Testbed.Runtime;

/// <summary>
/// Works a queue off on threads, each with a <see cref="TrialHost"/> of its own. The order in which items end is chance; nothing may depend on it.
/// </summary>
internal sealed class WorkerPool(TrialActorSystem actors, string name, int workers, int preferredSlot)
{
    /// <summary>
    /// Calls <paramref name="work"/> on a worker's thread for each item, and for each that it returns. Stops early, after running items, when cancelled.
    /// </summary>
    /// <exception cref="AggregateException">A worker could not work at all: no slot, no sockets, or <paramref name="work"/> threw.</exception>
    public void Run<T>(IReadOnlyCollection<T> items, Func<T, TrialHost, IEnumerable<T>> work, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<T>(items);
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, Math.Max(1, Math.Min(workers, items.Count)))
            .Select(i => new Thread(() => Work(i, queue, failures, work, cancellation))
            {
                IsBackground = true,
                Name = FormattableString.Invariant($"{name}-{i}"),
            }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }

    private void Work<T>(
        int index, ConcurrentQueue<T> queue, ConcurrentQueue<Exception> failures, Func<T, TrialHost, IEnumerable<T>> work, CancellationToken cancellation)
    {
        try
        {
            using var host = new TrialHost(actors, preferredSlot + index);
            while (!cancellation.IsCancellationRequested && failures.IsEmpty && queue.TryDequeue(out var item))
            {
                foreach (var next in work(item, host))
                {
                    queue.Enqueue(next);
                }
            }
        }
#pragma warning disable CA1031 // Collected and thrown by the caller's thread.
        catch (Exception e)
        {
            failures.Enqueue(e);
        }
#pragma warning restore CA1031
    }
}
