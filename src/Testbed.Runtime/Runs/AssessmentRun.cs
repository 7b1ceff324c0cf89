using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Wall-clock figures of a run.</summary>
public sealed record RunTimes(int Trials, int ResumedTrials, double WallSeconds, double SimulatedSeconds, long Pdus, double TwinStartMs, double NetworkTrialMs, double ProcessTrialMs);

/// <summary>What a run gave.</summary>
/// <param name="Input">Everything the assessment may use.</param>
/// <param name="Times">Wall-clock figures.</param>
/// <param name="Evidence">The evidence lines of all trials in id order.</param>
public sealed record RunOutcome(AssessmentInput Input, RunTimes Times, string Evidence);

/// <summary>Progress of a run, called from worker threads.</summary>
public interface IRunProgress
{
    /// <summary>The run begins; so many trials at most.</summary>
    void Begin(int trials, int alreadyEnded);

    /// <summary>So many trials turned out not to be needed.</summary>
    void NotNeeded(int trials);

    /// <summary>A trial ended.</summary>
    void Ended(TrialResult trial);
}

/// <summary>Plans, runs and journals the trials of an assessment. One per process at a time is enough: it uses all workers.</summary>
public sealed class AssessmentRun(RunRequest request, AttackLibrary attacks, string profilesHash)
{
    /// <summary>The build of the product, which a journal must match to be continued.</summary>
    public static string Build { get; } = typeof(AssessmentRun).Assembly.ManifestModule.ModuleVersionId.ToString("N")
        + (typeof(AssessmentRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    /// <summary>What identifies this run in a journal.</summary>
    public RunKey Key => new(request.Scenario.ModelHash, profilesHash, request.Seed, request.Selection, Build);

    /// <summary>The trials and cells of this run.</summary>
    public RunPlan Plan => field ??= RunPlan.Make(request, attacks);

    /// <summary>Runs what is missing and returns everything. A cancelled run returns what ended, marked incomplete.</summary>
    /// <exception cref="TwinInvariantException">The scenario's process cannot be simulated.</exception>
    public RunOutcome Execute(RunJournal? journal, IRunProgress? progress, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var plan = Plan;
        var ended = new Dictionary<string, TrialRecordSet>(journal?.Ended() ?? new Dictionary<string, TrialRecordSet>(), StringComparer.Ordinal);
        var resumed = ended.Count;
        var missing = plan.Due(OutcomeIn(ended)).ToList();
        progress?.Begin(plan.Trials.Count, resumed);
        progress?.NotNeeded(plan.Trials.Count(t => t.DecidedBy is { } first && OutcomeIn(ended)(first) == TrialOutcome.Succeeded));
        if (missing.Count > 0)
        {
            Run(missing, ended, journal, progress, cancellation);
        }

        var complete = plan.IsComplete(OutcomeIn(ended));
        if (complete)
        {
            journal?.Complete();
        }

        return Collect(plan, ended, complete, resumed, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>What a journal holds, without running anything.</summary>
    public RunOutcome FromJournal(RunJournal journal)
    {
        var plan = Plan;
        var ended = new Dictionary<string, TrialRecordSet>(journal.Ended(), StringComparer.Ordinal);
        return Collect(plan, ended, plan.IsComplete(OutcomeIn(ended)), ended.Count, 0);
    }

    private static Func<string, TrialOutcome?> OutcomeIn(Dictionary<string, TrialRecordSet> ended) =>
        id => ended.TryGetValue(id, out var set) ? set.Result.Outcome : null;

    private void Run(
        List<TrialSpec> missing, Dictionary<string, TrialRecordSet> ended, RunJournal? journal, IRunProgress? progress, CancellationToken cancellation)
    {
        using var blueprint = new TwinBlueprint(request.Scenario, request.Seed);
        using var actors = new TrialActorSystem();
        var runner = new TrialRunner(blueprint, new TwinOptions { KeepText = true, DeliveryNoise = request.DeliveryNoise });
        var sync = new Lock();
        new TrialPool(actors, runner, request.Workers, request.PreferredSlot).Run(
            missing,
            set =>
            {
                lock (sync)
                {
                    journal?.Add(set);
                    ended[set.Result.Id] = set;
                }

                progress?.Ended(set.Result);
                var waiting = Plan.WaitingFor(set.Result.Id);
                if (set.Result.Outcome != TrialOutcome.Succeeded)
                {
                    return waiting;
                }

                progress?.NotNeeded(waiting.Count);
                return [];
            },
            cancellation);
    }

    private RunOutcome Collect(RunPlan plan, Dictionary<string, TrialRecordSet> ended, bool complete, int resumed, double seconds)
    {
        var sets = plan.Trials.Where(t => ended.ContainsKey(t.Id)).Select(t => ended[t.Id]).ToList();
        var evidence = new StringBuilder();
        foreach (var set in sets)
        {
            evidence.Append(set.Evidence);
        }

        var trials = sets.Select(s => s.Result).ToList();
        var reachability = trials.FirstOrDefault(t => t.Id == ReachabilityTrial.Id);
        var scenario = request.Scenario;
        var text = evidence.ToString();
        var input = new AssessmentInput
        {
            Scenario = scenario.Id,
            Title = scenario.Title,
            ModelHash = scenario.ModelHash,
            Issuer = scenario.Issuer.Name,
            IssuerRole = scenario.Issuer.Role,
            Seed = request.Seed,
            AsOf = request.AsOf,
            EvidenceHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            LeftOut = request.LeftOut,
            Places = PlaceFactory.Places(scenario),
            Controls = [.. scenario.Controls.Select(c => new ControlDescription(
                c.Id, c.Kind, scenario.PlaceOf(c), c.On, c.Claims, c.Product, c.KnownLimits, c.Kind))],
            Declarations = scenario.Declarations,
            Cells = plan.Cells,
            Trials =
            [
                .. trials.Where(t => t.Id != ReachabilityTrial.Id || t.Outcome is TrialOutcome.Crashed or TrialOutcome.Void).SelectMany(plan.ForAllCells),
                .. plan.ModelChecks,
            ],
            Disagreements = reachability is null ? [] : ReachabilityTrial.Disagreements(reachability),
            Expectations = scenario.Expectations,
            Profiles = [.. attacks.Profiles.Where(p => p.Level <= request.HighestProfile).OrderBy(p => p.Level).Select(p => new ThreatProfile(
                p.Level, p.Title, p.Attacker.Means, p.Attacker.Resources, p.Attacker.Skills, p.Attacker.Motivation))],
            EssentialFunctions = [.. scenario.EssentialFunctions.Select(f => new EssentialFunction(f.Id, f.Title, f.Assets, f.LongestInterruption))],
            DetectionScope = [.. scenario.DetectionScope.Select(d => new DetectionStep(d.Step, d.Places, d.Within))],
            Complete = complete,
        };
        return new RunOutcome(input, Times(sets, resumed, seconds), text);
    }

    private static RunTimes Times(List<TrialRecordSet> sets, int resumed, double seconds)
    {
        static double Median(IEnumerable<double> values)
        {
            var sorted = values.Order().ToArray();
            return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
        }

        return new RunTimes(
            sets.Count, resumed, seconds, sets.Sum(s => s.Result.SimulatedSeconds), sets.Sum(s => s.Result.Pdus),
            Median(sets.Select(s => s.StartMilliseconds)),
            Median(sets.Where(s => s.Result.SimulatedSeconds < 3600).Select(s => s.WallMilliseconds)),
            Median(sets.Where(s => s.Result.SimulatedSeconds >= 4 * 3600).Select(s => s.WallMilliseconds)));
    }
}
