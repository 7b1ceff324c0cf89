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

    /// <summary>Runs every trial of every mutant instead of those that its control can touch.</summary>
    public bool Full { get; init; }
}

/// <summary>Progress of a mutation run, called from worker threads.</summary>
public interface IMutationProgress
{
    /// <summary>The trials of the scenario as declared begin.</summary>
    void BaselineBegins(int trials);

    /// <summary>A trial of the scenario as declared ended.</summary>
    void BaselineTrialEnded();

    /// <summary>The mutants' trials begin.</summary>
    void MutantsBegin(int mutants, int trials);

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
/// Weakens the controls of a scenario one at a time and lets the assessment judge each mutant. The scenario as declared is run once. The trials of a mutant
/// differ from it in the armed twin and in the probe twins of the rows that the control claims, and there only where the control can be touched
/// (<see cref="ControlReach"/>); all other results, those of the open twin among them, are taken over, and the whole is assessed. Plays are not run: the
/// question is about rows. Neither are negative control and reachability, which decide no row.
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
        var baseline = new AssessmentRun(run, noPlays, "").Execute(null, progress is null ? null : new BaselineProgress(progress), cancellation);
        var results = new ConcurrentDictionary<string, MutantResult>(StringComparer.Ordinal);
        var trials = 0;
        if (baseline.Input.Complete)
        {
            var judge = new MutantJudge(request.Scenario, assess(baseline.Input));
            var works = request.Mutants.Select(m => new MutantWork(m, request, plan, baseline.Input)).ToList();
            trials = works.Sum(w => w.Specs.Count);
            progress?.MutantsBegin(works.Count, trials);
            new MutantPool(request).Run(
                works,
                work =>
                {
                    var result = work.Judge(judge, assess);
                    results[result.Mutant.Id] = result;
                    progress?.Judged(result);
                },
                cancellation);
        }

        return new(
            [.. request.Mutants.Where(m => results.ContainsKey(m.Id)).Select(m => results[m.Id])], plan.Trials.Count, trials,
            TimeProvider.System.GetElapsedTime(began).TotalSeconds, results.Count == request.Mutants.Count);
    }

    private sealed class BaselineProgress(IMutationProgress progress) : IRunProgress
    {
        public void Begin(int trials, int alreadyEnded) => progress.BaselineBegins(trials);

        public void Ended(TrialResult trial) => progress.BaselineTrialEnded();
    }
}
