using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>
/// The trials of one mutant, run by one worker. First the armed trials of the cells that the control answers for in the rows that should be blamed, then the
/// probe twins of those that were resisted (a breach in the armed twin decides a cell alone). If that shows the right blame, the rest is left out: it could
/// only add other rows. If not, everything the control can touch is run, so that a wrong blame is found and a survivor has had every chance.
/// </summary>
internal sealed class MutantWork
{
    private readonly MutationRequest _request;
    private readonly RunPlan _plan;
    private readonly AssessmentInput _baseline;
    private readonly Dictionary<string, TrialResult> _ended = new(StringComparer.Ordinal);
    private readonly List<(TrialSpec Spec, IReadOnlyList<Cell> Cells)> _differing;
    private int _trials;

    /// <summary>Plans the trials.</summary>
    public MutantWork(Mutant mutant, MutationRequest request, RunPlan plan, AssessmentInput baseline)
    {
        (Mutant, _request, _plan, _baseline) = (mutant, request, plan, baseline);
        var results = baseline.Trials.ToDictionary(t => t.Id, StringComparer.Ordinal);
        Reach = new ControlReach(request.Scenario, mutant.Control);
        _differing =
        [
            .. plan.Trials.Where(t => t.Kind == TrialKind.Probe && results.ContainsKey(t.Id))
                .Select(t => (Spec: t, Cells: (IReadOnlyList<Cell>)[.. plan.ForAllCells(results[t.Id]).Select(r => r.Cell!)]))
                .Where(t => request.Full || (IsOther(t.Spec) && t.Cells.Any(Reach.Touches))),
        ];
    }

    /// <summary>The mutant.</summary>
    public Mutant Mutant { get; }

    private ControlReach Reach { get; }

    /// <summary>Runs and judges on a worker's host; null when cancelled.</summary>
    public MutantResult? Run(TrialHost host, MutantJudge judge, AssessRequirements assess, CancellationToken cancellation)
    {
        using var blueprint = new TwinBlueprint(Mutant.Mutated, _request.Seed);
        var runner = new TrialRunner(blueprint, new TwinOptions());
        if (!_request.Full)
        {
            var aimed = _differing.Where(t => t.Cells.Any(c => Mutant.ExpectedBlame.Contains(c.Requirement) && Reach.Answers(c))).ToList();
            Run(runner, host, aimed.Where(t => t.Spec.Twin == TwinKind.Armed).Select(t => t.Spec), cancellation);
            var resisted = _ended.Values.Where(t => t.Outcome != TrialOutcome.Succeeded).Select(t => (t.Subject, t.Cell)).ToHashSet();
            var open = aimed.Where(t => t.Spec.Twin == TwinKind.Probe && resisted.Contains((t.Spec.Subject, t.Spec.Cell)));
            Run(runner, host, open.Select(t => t.Spec), cancellation);
            if (Judge(judge, assess) is { IsKilled: true } killed)
            {
                return cancellation.IsCancellationRequested ? null : killed;
            }
        }

        Run(runner, host, _differing.Select(t => t.Spec).Where(s => !_ended.ContainsKey(s.Id)), cancellation);
        return cancellation.IsCancellationRequested ? null : Judge(judge, assess);
    }

    /// <summary>True for trials in which the control is armed: all others are the same as declared.</summary>
    private bool IsOther(TrialSpec spec) =>
        spec.Twin == TwinKind.Armed || (spec.Twin == TwinKind.Probe && Mutant.Control.Claims.Contains(spec.Cell!.Requirement));

    private void Run(TrialRunner runner, TrialHost host, IEnumerable<TrialSpec> specs, CancellationToken cancellation)
    {
        foreach (var spec in specs.ToList().TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            var attack = spec.Attack!;
            var result = runner.Run(spec with { Attack = range => attack(new DeclaredRange(range, _request.Scenario)) }, host).Result;
            _trials++;
            foreach (var one in _plan.ForAllCells(result))
            {
                _ended[one.Id] = one;
            }
        }
    }

    private MutantResult Judge(MutantJudge judge, AssessRequirements assess)
    {
        var trials = _baseline.Trials.Select(t => _ended.GetValueOrDefault(t.Id, t)).ToList();
        var brokenAnyway = _baseline.Trials.Where(IsBroken).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var broken = _ended.Values.Where(t => IsBroken(t) && !brokenAnyway.Contains(t.Id)).MinBy(t => t.Id, StringComparer.Ordinal);
        return judge.Judge(Mutant, assess(_baseline with { Trials = trials }), broken, _trials);
    }

    private static bool IsBroken(TrialResult trial) => trial.Outcome is TrialOutcome.Crashed or TrialOutcome.Void;
}
