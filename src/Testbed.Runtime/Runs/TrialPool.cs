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
        new WorkerPool(actors, "trials", workers, preferredSlot).Run(
            [.. warmUp, .. sorted.Skip(warmUp.Count).OrderByDescending(s => s.Watch)], (spec, host) => ended(runner.Run(spec, host)), cancellation);
    }
}
