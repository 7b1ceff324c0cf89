using System.Collections.Concurrent;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>What to mutate.</summary>
public sealed record MutationRequest
{
    /// <summary>The scenario as declared.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The mutants, see <see cref="MutationOperators.Mutants"/>.</summary>
    public required IReadOnlyList<Mutant> Mutants { get; init; }

    /// <summary>The day against which declarations expire.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Worker threads.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>First address slot to try.</summary>
    public int PreferredSlot { get; init; } = 1;

    /// <summary>Runs every probe trial of every mutant, in every twin, instead of those that its control can touch and its verdict needs.</summary>
    public bool Full { get; init; }
}

/// <summary>Progress of a mutation run, called from worker threads.</summary>
public interface IMutationProgress
{
    /// <summary>The trials of the scenario as declared begin.</summary>
    void BaselineBegins(int trials);

    /// <summary>So many trials of the scenario as declared ended, or turned out not to be needed.</summary>
    void BaselineTrialsEnded(int trials);

    /// <summary>The mutants' trials begin.</summary>
    void MutantsBegin(int mutants);

    /// <summary>A mutant was judged.</summary>
    void Judged(MutantResult result);
}

/// <summary>What a mutation run gave.</summary>
/// <param name="Results">The judged mutants, in the order of the request.</param>
/// <param name="BaselineTrials">Trials of the scenario as declared.</param>
/// <param name="MutantTrials">Trials of mutants.</param>
/// <param name="WallSeconds">How long it took.</param>
/// <param name="Complete">False when it was cut short.</param>
public sealed record MutationOutcome(IReadOnlyList<MutantResult> Results, int BaselineTrials, int MutantTrials, double WallSeconds, bool Complete);

/// <summary>
/// Weakens the controls of a scenario one at a time and lets the assessment judge each mutant. Of the scenario as declared those rows are run that the mutants
/// can change, once. A mutant can differ from it only in trials where the control is armed (the armed twin, and the probe twins of the rows that it claims) and
/// which touch the control (<see cref="ControlReach"/>); these are run as far as the verdict needs them (<see cref="MutantWork"/>), all other results, those of
/// the open twin among them, are taken over, and the whole is assessed. Plays are not run: the question is about rows. Neither are negative control and
/// reachability, which decide no row.
/// </summary>
public sealed class MutationRun(MutationRequest request, AssessRequirements assess)
{
    /// <summary>Runs it. A cancelled run returns the mutants judged so far.</summary>
    /// <exception cref="TwinInvariantException">The scenario's process cannot be simulated.</exception>
    /// <exception cref="AggregateException">A worker could not work at all.</exception>
    public MutationOutcome Execute(IMutationProgress? progress, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var run = new RunRequest
        {
            Scenario = request.Scenario,
            Seed = request.Seed,
            HighestProfile = 0,
            Only = ["probe/", "model/"],
            AsOf = request.AsOf,
            Workers = request.Workers,
            PreferredSlot = request.PreferredSlot,
        };
        var noPlays = new AttackLibrary([], []);
        var plan = RunPlan.Make(run, noPlays);
        var baseline = new MutationBaseline(run, noPlays, progress, cancellation);
        var work = request.Mutants.Select(m => new MutantWork(m, request, plan)).ToList();
        var results = new ConcurrentDictionary<string, MutantResult>(StringComparer.Ordinal);
        using var actors = new TrialActorSystem();

        void Pass(Func<MutantWork, TrialHost, MutantJudge, MutantResult?> judge)
        {
            if (cancellation.IsCancellationRequested || !baseline.IsComplete)
            {
                return;
            }

            var judges = new MutantJudge(request.Scenario, assess(baseline.Input));
            var left = work.Where(w => !results.ContainsKey(w.Mutant.Id)).ToList();
            progress?.MutantsBegin(left.Count);
            new WorkerPool(actors, "mutants", request.Workers, request.PreferredSlot).Run(
                left,
                (mutant, host) =>
                {
                    if (judge(mutant, host, judges) is { } result)
                    {
                        results[mutant.Mutant.Id] = result;
                        progress?.Judged(result);
                    }

                    return [];
                },
                cancellation);
        }

        if (!request.Full)
        {
            baseline.Cover(work.SelectMany(w => w.AimedRows));
            Pass((mutant, host, judge) => mutant.Aimed(host, baseline, judge, assess, cancellation));
        }

        if (results.Count < work.Count && !cancellation.IsCancellationRequested)
        {
            baseline.Cover(request.Full ? null : work.Where(w => !results.ContainsKey(w.Mutant.Id)).SelectMany(w => w.TouchedRows));
            Pass((mutant, host, judge) => mutant.Rest(host, baseline, judge, assess, cancellation));
        }

        return new(
            [.. request.Mutants.Where(m => results.ContainsKey(m.Id)).Select(m => results[m.Id])], baseline.Trials, results.Values.Sum(r => r.Trials),
            TimeProvider.System.GetElapsedTime(began).TotalSeconds, results.Count == request.Mutants.Count);
    }
}
