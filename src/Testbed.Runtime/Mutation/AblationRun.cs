using System.Collections.Concurrent;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Which controls to take away, one at a time.</summary>
public sealed record AblationRequest
{
    /// <summary>The scenario as declared.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The controls, mutants of <see cref="ControlDisarmed"/>.</summary>
    public required IReadOnlyList<Mutant> Controls { get; init; }

    /// <summary>The attack profiles.</summary>
    public required AttackLibrary Attacks { get; init; }

    /// <summary>The highest profile whose plays are replayed, 0..4; 0 for none, then claims rest on requirements alone.</summary>
    public int HighestProfile { get; init; } = 4;

    /// <summary>The day against which declarations expire.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Worker threads.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>First address slot to try.</summary>
    public int PreferredSlot { get; init; } = 1;

    /// <summary>
    /// Tries everything without the control, in every twin, and every play that was resisted: what is otherwise left out as untouched must not matter.
    /// </summary>
    public bool Full { get; init; }

    /// <summary>A whole run of the same scenario, seed, profiles and day that was made before; null to make what is needed of it.</summary>
    public AssessmentInput? Made { get; init; }
}

/// <summary>
/// What each control contributes: it is taken away alone, everything it can touch is tried again (<see cref="ControlReach"/>, and the plays in which it acted),
/// all other results of the scenario as declared stand, and the whole is assessed anew. Plays are tried for their breach; the gas is not watched.
/// </summary>
public sealed class AblationRun(AblationRequest request, AssessClaims assess)
{
    /// <summary>Runs it. A cancelled run returns the controls judged so far.</summary>
    /// <exception cref="TwinInvariantException">The scenario's process cannot be simulated.</exception>
    /// <exception cref="AggregateException">A worker could not work at all.</exception>
    public AblationOutcome Execute(IMutationProgress? progress, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var run = new RunRequest
        {
            Scenario = request.Scenario,
            Seed = request.Seed,
            HighestProfile = request.HighestProfile,
            Only = ["probe/", "model/", "play/", "campaign/"],
            AsOf = request.AsOf,
            Workers = request.Workers,
            PreferredSlot = request.PreferredSlot,
        };
        var attacks = Unwatched(request.Attacks);
        var plan = RunPlan.Make(run, attacks);
        var mutation = new MutationRequest
        {
            Scenario = request.Scenario, Mutants = request.Controls, AsOf = request.AsOf, Seed = request.Seed, Full = request.Full,
        };
        var work = request.Controls.Select(c => new MutantWork(c, mutation, plan)).ToList();
        var baseline = new MutationBaseline(run, attacks, progress, cancellation);
        if (request.Made is { } made)
        {
            baseline.Take(made);
        }
        else
        {
            baseline.Cover(Around([.. work.SelectMany(w => w.TouchedRows).Select(r => r.Place).Distinct()], plan));
        }

        var results = new ConcurrentDictionary<string, AblationResult>(StringComparer.Ordinal);
        if (baseline.IsComplete && !cancellation.IsCancellationRequested)
        {
            var declared = assess(baseline.Input);
            progress?.MutantsBegin(work.Count);
            using var actors = new TrialActorSystem();
            new WorkerPool(actors, "controls", request.Workers, request.PreferredSlot).Run(
                work,
                (control, host) =>
                {
                    if (Judge(control, host, baseline, declared, cancellation) is { } result)
                    {
                        results[control.Mutant.Id] = result;
                        progress?.Judged(result.Verdict);
                    }

                    return [];
                },
                cancellation);
        }

        return new(
            [.. request.Controls.Where(m => results.ContainsKey(m.Id)).Select(m => results[m.Id])], baseline.Trials, results.Values.Sum(r => r.Trials),
            TimeProvider.System.GetElapsedTime(began).TotalSeconds, results.Count == work.Count);
    }

    private AblationResult? Judge(MutantWork work, TrialHost host, MutationBaseline baseline, AblationState declared, CancellationToken cancellation)
    {
        if (work.Everything(host, baseline, cancellation) is not { } input)
        {
            return null;
        }

        var without = assess(input);
        var verdict = new MutantJudge(request.Scenario, declared.Rows).Judge(work.Mutant, without.Rows, work.Broken(baseline), work.Trials);
        var claims = declared.Claims.ToDictionary(c => (c.Place, c.Fr), c => c.Claim);
        var plays = work.Ended.Values.Where(t => t.Kind is TrialKind.Play or TrialKind.Campaign).ToList();
        var gained = plays.Where(p => p.Outcome == TrialOutcome.Succeeded).OrderBy(p => p.Id, StringComparer.Ordinal);
        var lower = without.Claims.Select(c => new ClaimDrop(c.Place, c.Fr, claims[(c.Place, c.Fr)], c.Claim, c.Target)).Where(d => d.Without < d.With);
        return new(
            work.Mutant.Control,
            work.Mutant.Place,
            verdict,
            [.. lower],
            [.. gained.Select(p => new PlayGained(p.Id, p.ProfileLevel, p.Reason))],
            plays.Count,
            work.Trials);
    }

    /// <summary>
    /// All rows of the places, of the zones at both ends of conduits among them, and of all conduits of these zones: what the claims of the places hang on.
    /// </summary>
    private HashSet<(string Place, RequirementId Requirement)> Around(HashSet<string> places, RunPlan plan)
    {
        var conduits = request.Scenario.Conduits;
        var zones = places.Concat(conduits.Where(c => places.Contains(c.Id)).SelectMany(c => new[] { c.ZoneA, c.ZoneB })).ToHashSet(StringComparer.Ordinal);
        var all = zones.Concat(conduits.Where(c => zones.Contains(c.ZoneA) || zones.Contains(c.ZoneB)).Select(c => c.Id)).ToHashSet(StringComparer.Ordinal);
        return [.. plan.Cells.Select(c => c.Cell).Where(c => all.Contains(c.Place)).Select(c => (c.Place, c.Requirement))];
    }

    private static AttackLibrary Unwatched(AttackLibrary attacks) => attacks with
    {
        Profiles =
        [
            .. attacks.Profiles.Select(p => p with
            {
                Plays = [.. p.Plays.Select(q => q with { WatchSeconds = 0 })],
                Campaigns = [.. p.Campaigns.Select(c => c with { WatchSeconds = 0, HoldSeconds = 0 })],
            }),
        ],
    };
}
