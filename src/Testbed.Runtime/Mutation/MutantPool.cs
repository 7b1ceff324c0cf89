using System.Collections.Concurrent;

namespace Testbed.Runtime;

/// <summary>Judges mutants on worker threads, each with a host of its own. The order in which they end is chance; no verdict depends on it.</summary>
internal sealed class MutantPool(MutationRequest request)
{
    /// <summary>Runs all; <paramref name="work"/> is called on a worker's thread for each mutant. Stops early, after running trials, when cancelled.</summary>
    /// <exception cref="AggregateException">A worker could not work at all, or <paramref name="work"/> threw.</exception>
    public void Run(IReadOnlyList<Mutant> mutants, Action<Mutant, TrialHost> work, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<Mutant>(mutants);
        var failures = new ConcurrentQueue<Exception>();
        using var actors = new TrialActorSystem();
        var threads = Enumerable.Range(0, Math.Max(1, Math.Min(request.Workers, mutants.Count)))
            .Select(i => new Thread(() => Work(i, actors, queue, failures, work, cancellation))
            {
                IsBackground = true,
                Name = FormattableString.Invariant($"mutants-{i}"),
            }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }

    private void Work(
        int index, TrialActorSystem actors, ConcurrentQueue<Mutant> queue, ConcurrentQueue<Exception> failures, Action<Mutant, TrialHost> work,
        CancellationToken cancellation)
    {
        try
        {
            using var host = new TrialHost(actors, request.PreferredSlot + index);
            while (!cancellation.IsCancellationRequested && failures.IsEmpty && queue.TryDequeue(out var next))
            {
                work(next, host);
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
