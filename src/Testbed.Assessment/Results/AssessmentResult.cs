using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>One expectation of the scenario against the claim.</summary>
/// <param name="Expectation">What was expected.</param>
/// <param name="Actual">The claim.</param>
public sealed record ExpectationResult(Expectation Expectation, SecurityLevel Actual)
{
    /// <summary>True when the claim is exactly the expected one; a better claim is a difference too, so that the scenario is kept current.</summary>
    public bool Met => Expectation.Claim == Actual;
}

/// <summary>The play or campaign that hurt the process most.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Impact">What the process suffered.</param>
public sealed record WorstImpact(TrialResult Trial, Impact Impact);

/// <summary>
/// The whole assessment: a dated prediction, as modelled. Immutable; two assessments of equal inputs are equal in content and order.
/// </summary>
public sealed record AssessmentResult
{
    /// <summary>The scenario's id.</summary>
    public required string Scenario { get; init; }

    /// <summary>The scenario's title.</summary>
    public required string Title { get; init; }

    /// <summary>SHA-256 over the scenario's files.</summary>
    public required string ModelHash { get; init; }

    /// <summary>The run seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The day of the assessment.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>False when the run was cut short.</summary>
    public required bool Complete { get; init; }

    /// <summary>Zones and conduits, in the input's order.</summary>
    public required IReadOnlyList<PlaceResult> Places { get; init; }

    /// <summary>What broke the run; any makes it end with exit code 3.</summary>
    public required IReadOnlyList<RunProblem> Problems { get; init; }

    /// <summary>What the reader must know about the run's scope, such as profiles that did not run.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>What became of every declaration, in id order.</summary>
    public required IReadOnlyList<DeclarationUse> Declarations { get; init; }

    /// <summary>Statements that model or evidence contradict.</summary>
    public required IReadOnlyList<Contradiction> Contradictions { get; init; }

    /// <summary>Claims above the products' SL-C.</summary>
    public required IReadOnlyList<CapabilityFlag> CapabilityFlags { get; init; }

    /// <summary>The scenario's expectations against the claims.</summary>
    public required IReadOnlyList<ExpectationResult> Expectations { get; init; }

    /// <summary>Plays and campaigns against the armed twin, by profile level and id.</summary>
    public required IReadOnlyList<TrialResult> Replay { get; init; }

    /// <summary>The play or campaign that hurt the process most; null when none watched the process.</summary>
    public required WorstImpact? WorstImpact { get; init; }

    /// <summary>False alarms of monitors, from the trials without attack; empty when none ran.</summary>
    public IReadOnlyList<FalseAlarmRate> FalseAlarms { get; init; } = [];

    /// <summary>True when no trial broke and all controls of the method held.</summary>
    public bool RunSound => Problems.Count == 0;

    /// <summary>True when every claim reaches its target.</summary>
    public bool MeetsTargets => Places.All(p => p.Frs.All(f => f.MeetsTarget));

    /// <summary>What all rows of all places rest on.</summary>
    public Coverage Coverage => Places.SelectMany(p => p.Frs).Aggregate(Coverage.None, (sum, f) => sum.Plus(f.Coverage));

    /// <summary>Rows that a test exists for but a declaration stands in for.</summary>
    public IEnumerable<RequirementVerdict> OpenItems => Places.SelectMany(p => p.Requirements).Where(r => r.OpenItem);

    /// <summary>Finds a place.</summary>
    public PlaceResult? Find(string place) => Places.FirstOrDefault(p => p.Place.Id == place);
}
