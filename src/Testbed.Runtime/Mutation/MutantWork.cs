using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>
/// The trials of one mutant. First, row by row of those to be blamed, the armed trials of the cells that the control answers for, until one is a breach, which
/// decides the row; where none is, the probe twins of those that were resisted. If that shows the right blame, the rest is left out: it could only add other
/// cells and rows. If not, everything the control can touch is run, so that a wrong blame is found and a survivor has had every chance.
/// </summary>
internal sealed class MutantWork
{
    private readonly MutationRequest _request;
    private readonly RunPlan _plan;
    private readonly Dictionary<string, TrialResult> _ended = new(StringComparer.Ordinal);
    private readonly List<TrialSpec> _touched;
    private readonly List<TrialSpec> _aimed;
    private int _trials;

    /// <summary>Plans the trials.</summary>
    public MutantWork(Mutant mutant, MutationRequest request, RunPlan plan)
    {
        (Mutant, _request, _plan) = (mutant, request, plan);
        var reach = new ControlReach(request.Scenario, mutant.Control);
        var probes = plan.Trials.Where(t => t.Kind == TrialKind.Probe);
        _touched = [.. request.Full ? probes : probes.Where(t => IsOther(t) && plan.CellsOf(t).Any(reach.Touches))];
        _aimed = [.. _touched.Where(t => IsOther(t) && plan.CellsOf(t).Any(c => mutant.ExpectedBlame.Contains(c.Requirement) && reach.Answers(c)))];
    }

    /// <summary>The mutant.</summary>
    public Mutant Mutant { get; }

    /// <summary>The rows, by place, that show whether the mutant is blamed right.</summary>
    public IEnumerable<(string Place, RequirementId Requirement)> AimedRows =>
        RowsOf(_aimed).Concat(Mutant.ExpectedBlame.Select(r => (Mutant.Place, r)));

    /// <summary>The rows, by place, that the mutant can change at all.</summary>
    public IEnumerable<(string Place, RequirementId Requirement)> TouchedRows => RowsOf(_touched).Concat(AimedRows);

    /// <summary>Runs what aims at the mutant; null when that does not show the right blame, or was cancelled.</summary>
    /// <param name="host">The worker's host.</param>
    /// <param name="baseline">Trials of the scenario as declared, of <see cref="AimedRows"/> at least.</param>
    /// <param name="judge">Who judges.</param>
    /// <param name="assess">The assessment.</param>
    /// <param name="cancellation">Ends it after a running trial.</param>
    public MutantResult? Aimed(TrialHost host, MutationBaseline baseline, MutantJudge judge, AssessRequirements assess, CancellationToken cancellation)
    {
        if (_request.Full)
        {
            return null;
        }

        using var blueprint = new TwinBlueprint(Mutant.Mutated, _request.Seed);
        var runner = new TrialRunner(blueprint, new TwinOptions());
        // A breach in the scenario as declared is no worse with a weaker control.
        var open = _aimed.Where(t => baseline.Outcome(t.Id) is { } before && before != TrialOutcome.Succeeded);
        foreach (var row in open.GroupBy(t => t.Cell!.Requirement))
        {
            var armed = row.Where(t => t.Twin == TwinKind.Armed);
            var alone = row.Where(t => t.Twin == TwinKind.Probe);
            if (!UntilBreach(runner, host, armed, cancellation))
            {
                UntilBreach(runner, host, alone, cancellation);
            }
        }

        // Where no row in question applies there is nothing to look for elsewhere.
        return !cancellation.IsCancellationRequested && Judge(baseline, judge, assess) is { } seen
            && (seen.IsKilled || (_aimed.Count == 0 && seen.Verdict == MutantVerdict.NothingToLose)) ? seen : null;
    }

    /// <summary>Runs everything that the control can touch and has not been run, and judges; null when cancelled.</summary>
    public MutantResult? Rest(TrialHost host, MutationBaseline baseline, MutantJudge judge, AssessRequirements assess, CancellationToken cancellation)
    {
        using var blueprint = new TwinBlueprint(Mutant.Mutated, _request.Seed);
        var runner = new TrialRunner(blueprint, new TwinOptions());
        RunAll(runner, host, _touched.Where(s => baseline.Outcome(s.Id) is not null && !_ended.ContainsKey(s.Id)), cancellation);
        return cancellation.IsCancellationRequested ? null : Judge(baseline, judge, assess);
    }

    /// <summary>
    /// Runs everything that the control can touch, and the plays that it withstood: those that were resisted with it and in which it acted. Null when cancelled.
    /// </summary>
    /// <param name="host">The worker's host.</param>
    /// <param name="baseline">The scenario as declared, plays among its trials.</param>
    /// <param name="cancellation">Ends it after a running trial.</param>
    public AssessmentInput? Everything(TrialHost host, MutationBaseline baseline, CancellationToken cancellation)
    {
        using var blueprint = new TwinBlueprint(Mutant.Mutated, _request.Seed);
        var runner = new TrialRunner(blueprint, new TwinOptions());
        var plays = _plan.Trials.Where(t => t.Kind is TrialKind.Play or TrialKind.Campaign && baseline.Result(t.Id) is { Outcome: TrialOutcome.Resisted } before
            && (_request.Full || before.Reactions.Any(r => r.Control == Mutant.Control.Id)));
        RunAll(runner, host, _touched.Where(s => baseline.Outcome(s.Id) is not null).Concat(plays), cancellation);
        return cancellation.IsCancellationRequested ? null : baseline.With(_ended);
    }

    /// <summary>The trials that were run, with the cells that share their stimulus.</summary>
    public IReadOnlyDictionary<string, TrialResult> Ended => _ended;

    /// <summary>How many trials were run.</summary>
    public int Trials => _trials;

    /// <summary>True for trials in which the control is armed: all others are the same as declared.</summary>
    private bool IsOther(TrialSpec spec) =>
        spec.Twin == TwinKind.Armed || (spec.Twin == TwinKind.Probe && Mutant.Control.Claims.Contains(spec.Cell!.Requirement));

    private IEnumerable<(string Place, RequirementId Requirement)> RowsOf(IEnumerable<TrialSpec> trials) =>
        trials.SelectMany(_plan.CellsOf).Select(c => (c.Place, c.Requirement)).Distinct();

    private void RunAll(TrialRunner runner, TrialHost host, IEnumerable<TrialSpec> specs, CancellationToken cancellation)
    {
        foreach (var spec in specs.ToList().TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            Run(runner, host, spec);
        }
    }

    private bool UntilBreach(TrialRunner runner, TrialHost host, IEnumerable<TrialSpec> specs, CancellationToken cancellation)
    {
        foreach (var spec in specs)
        {
            if (cancellation.IsCancellationRequested || Run(runner, host, spec).Outcome == TrialOutcome.Succeeded)
            {
                return true;
            }
        }

        return false;
    }

    private TrialResult Run(TrialRunner runner, TrialHost host, TrialSpec spec)
    {
        var attack = spec.Attack!;
        var result = runner.Run(spec with { Attack = range => attack(new DeclaredRange(range, _request.Scenario)) }, host).Result;
        _trials++;
        foreach (var one in _plan.ForAllCells(result))
        {
            _ended[one.Id] = one;
        }

        return result;
    }

    /// <summary>The first trial that broke and did not as declared; null when none did.</summary>
    public TrialResult? Broken(MutationBaseline baseline) =>
        _ended.Values.Where(t => IsBroken(t.Outcome) && !(baseline.Outcome(t.Id) is { } before && IsBroken(before))).MinBy(t => t.Id, StringComparer.Ordinal);

    private MutantResult Judge(MutationBaseline baseline, MutantJudge judge, AssessRequirements assess) =>
        judge.Judge(Mutant, assess(baseline.With(_ended)), Broken(baseline), _trials);

    private static bool IsBroken(TrialOutcome outcome) => outcome is TrialOutcome.Crashed or TrialOutcome.Void;
}
