using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The trials of one mutant. Trials may end on several threads; everything else is done by one.</summary>
internal sealed class MutantWork
{
    private readonly RunPlan _plan;
    private readonly AssessmentInput _baseline;
    private readonly Lazy<TwinBlueprint> _blueprint;
    private readonly Dictionary<string, TrialResult> _ended = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public MutantWork(Mutant mutant, MutationRequest request, RunPlan plan, AssessmentInput baseline)
    {
        (Mutant, _plan, _baseline) = (mutant, plan, baseline);
        _blueprint = new(() => new TwinBlueprint(mutant.Mutated, request.Seed));
        var results = baseline.Trials.ToDictionary(t => t.Id, StringComparer.Ordinal);
        var reach = new ControlReach(request.Scenario, mutant.Control);
        bool Differs(TrialSpec spec) => spec.Kind == TrialKind.Probe && (request.Full
            || ((spec.Twin == TwinKind.Armed || (spec.Twin == TwinKind.Probe && mutant.Control.Claims.Contains(spec.Cell!.Requirement)))
                && plan.ForAllCells(results[spec.Id]).Any(r => reach.Touches(r.Cell!))));
        Specs = [.. plan.Trials.Where(Differs).Select(s => AsDeclared(s, request.Scenario))];
    }

    public Mutant Mutant { get; }

    /// <summary>The trials to run.</summary>
    public IReadOnlyList<TrialSpec> Specs { get; }

    /// <summary>Runs one trial on a worker's host; true when it was the last.</summary>
    public bool Run(TrialSpec spec, TrialHost host)
    {
        var result = new TrialRunner(_blueprint.Value, new TwinOptions()).Run(spec, host).Result;
        lock (_lock)
        {
            foreach (var one in _plan.ForAllCells(result))
            {
                _ended[one.Id] = one;
            }

            return ++Done == Specs.Count;
        }
    }

    public MutantResult Judge(MutantJudge judge, AssessRequirements assess)
    {
        if (_blueprint.IsValueCreated)
        {
            _blueprint.Value.Dispose();
        }

        var trials = _baseline.Trials.Select(t => _ended.GetValueOrDefault(t.Id, t)).ToList();
        var brokenAnyway = _baseline.Trials.Where(IsBroken).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var broken = _ended.Values.Where(t => IsBroken(t) && !brokenAnyway.Contains(t.Id)).MinBy(t => t.Id, StringComparer.Ordinal);
        return judge.Judge(Mutant, assess(_baseline with { Trials = trials }), broken, Specs.Count);
    }

    private int Done { get; set; }

    private static bool IsBroken(TrialResult trial) => trial.Outcome is TrialOutcome.Crashed or TrialOutcome.Void;

    private static TrialSpec AsDeclared(TrialSpec spec, Scenario declared)
    {
        var attack = spec.Attack!;
        return spec with { Attack = range => attack(new DeclaredRange(range, declared)) };
    }
}
