using System.Collections.Concurrent;

namespace Testbed.Runtime;

/// <summary>Runs the trials of many mutants on worker threads, mutant after mutant, so that no worker waits for the last trial of one.</summary>
internal sealed class MutantPool(MutationRequest request)
{
    /// <summary>Runs all; <paramref name="ended"/> is called from a worker for each mutant whose trials have all ended. Stops early when cancelled.</summary>
    /// <exception cref="AggregateException">A worker could not work at all, or <paramref name="ended"/> threw.</exception>
    public void Run(IReadOnlyList<MutantWork> works, Action<MutantWork> ended, CancellationToken cancellation)
    {
        foreach (var idle in works.Where(w => w.Specs.Count == 0))
        {
            ended(idle);
        }

        var queue = new ConcurrentQueue<(MutantWork Work, TrialSpec Spec)>(works.SelectMany(w => w.Specs.Select(s => (w, s))));
        var failures = new ConcurrentQueue<Exception>();
        using var actors = new TrialActorSystem();
        var threads = Enumerable.Range(0, Math.Max(1, Math.Min(request.Workers, queue.Count)))
            .Select(i => new Thread(() => Work(i, actors, queue, failures, ended, cancellation))
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
        int index, TrialActorSystem actors, ConcurrentQueue<(MutantWork Work, TrialSpec Spec)> queue, ConcurrentQueue<Exception> failures,
        Action<MutantWork> ended, CancellationToken cancellation)
    {
        try
        {
            using var host = new TrialHost(actors, request.PreferredSlot + index);
            while (!cancellation.IsCancellationRequested && failures.IsEmpty && queue.TryDequeue(out var next))
            {
                if (next.Work.Run(next.Spec, host))
                {
                    ended(next.Work);
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
