using System.Collections.Concurrent;

namespace Testbed.Runtime;

/// <summary>
/// Runs trials on worker threads, each with a host of its own. The order in which trials end is chance; nothing may depend on it.
/// </summary>
public sealed class TrialPool(TrialActorSystem actors, TrialRunner runner, int workers, int preferredSlot = 1)
{
    private const int WarmUp = 64;

    /// <summary>
    /// Runs all specs and calls <paramref name="ended"/> (from a worker) for each; the trials it returns are run too. Stops early, after running trials, when
    /// cancelled.
    /// </summary>
    /// <exception cref="AggregateException">A worker could not work at all: no slot, no sockets, or <paramref name="ended"/> threw.</exception>
    public void Run(IReadOnlyList<TrialSpec> specs, Func<TrialRecordSet, IEnumerable<TrialSpec>> ended, CancellationToken cancellation)
    {
        // Long trials early: the pool should not end with one worker watching gas alone. A few short ones before them warm the code up.
        var sorted = specs.OrderBy(s => s.Watch).ToList();
        var warmUp = sorted.TakeWhile(s => s.Watch == TimeSpan.Zero).Take(WarmUp).ToList();
        var queue = new ConcurrentQueue<TrialSpec>([.. warmUp, .. sorted.Skip(warmUp.Count).OrderByDescending(s => s.Watch)]);
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, Math.Max(1, Math.Min(workers, specs.Count))).Select(i => new Thread(() => Work(i, queue, failures, ended, cancellation))
        {
            IsBackground = true,
            Name = FormattableString.Invariant($"trials-{i}"),
        }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }

    private void Work(
        int index, ConcurrentQueue<TrialSpec> queue, ConcurrentQueue<Exception> failures, Func<TrialRecordSet, IEnumerable<TrialSpec>> ended, CancellationToken cancellation)
    {
        try
        {
            using var host = new TrialHost(actors, preferredSlot + index);
            while (!cancellation.IsCancellationRequested && failures.IsEmpty && queue.TryDequeue(out var spec))
            {
                foreach (var next in ended(runner.Run(spec, host)))
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
