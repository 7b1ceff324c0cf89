using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>
/// Turns evidence and declarations into verdicts, levels and claims by the project's measurement rule (IEC 62443-3-3 defines SL-C only and
/// gives no formula for SL-A). Pure: no clock, no file, no randomness; equal inputs give equal results. Thread safe.
/// </summary>
public static class Assessor
{
    /// <summary>Assesses a run.</summary>
    /// <param name="input">Everything the verdict may rest on.</param>
    /// <param name="activities">How each row is evaluated; a row that is missing here is treated as testable everywhere.</param>
    /// <exception cref="ArgumentException">Two places share an id.</exception>
    public static AssessmentResult Assess(AssessmentInput input, IReadOnlyDictionary<RequirementId, Activity> activities)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activities);
        if (input.Places.GroupBy(p => p.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two places share the id {twice.Key}.", nameof(input));
        }

        var claims = new ControlClaims(input.Controls, input.Places);
        var book = new DeclarationBook(input.Declarations, input.AsOf);
        var cells = JudgeCells(input, claims);
        var judge = new RequirementJudge(book);
        List<RequirementVerdict> own =
        [
            .. from place in input.Places
               from row in RequirementCatalogue.All
               select judge.Judge(place, row, activities.GetValueOrDefault(row.Id), [.. cells[(place.Id, row.Id)]]),
        ];
        var compensation = new CompensationJudge(book, claims, own);
        var verdicts = own.Select(compensation.Apply).ToLookup(v => v.Place, StringComparer.Ordinal);
        var replay = Replay(input);
        var withstood = new WithstoodRule(replay);
        var places = JudgePlaces(input.Places, verdicts, withstood);
        var flags = CapabilityRule.Flags(places, book, compensation);
        return new()
        {
            Scenario = input.Scenario,
            Title = input.Title,
            ModelHash = input.ModelHash,
            Seed = input.Seed,
            AsOf = input.AsOf,
            Complete = input.Complete,
            Places = places,
            Problems = RunHealth.Problems(input),
            Remarks = RunHealth.Remarks(input, replay, withstood.Remark),
            Declarations = book.Uses(places.SelectMany(p => p.Requirements), flags),
            Contradictions = book.Contradictions,
            CapabilityFlags = flags,
            Expectations = Expect(input.Expectations, places),
            Replay = replay,
            WorstImpact = ImpactRule.Worst(replay),
            FalseAlarms = FalseAlarmRule.Of(input),
        };
    }

    private static ILookup<(string Place, RequirementId Id), CellVerdict> JudgeCells(AssessmentInput input, ControlClaims claims)
    {
        var judge = new CellJudge(claims);
        var trials = input.Trials
            .Where(t => t.Cell is not null && t.Kind is TrialKind.Probe or TrialKind.ModelCheck)
            .ToLookup(t => (t.Cell!, t.Subject));

        // Trials of cells that nobody planned count too: evidence is never dropped.
        return input.Cells.Select(c => (c.Cell, c.Probe))
            .Concat(trials.Select(g => (g.Key.Item1, g.Key.Subject)))
            .Distinct()
            .OrderBy(c => c.Item1.ToString(), StringComparer.Ordinal).ThenBy(c => c.Item2, StringComparer.Ordinal)
            .Select(c => judge.Judge(c.Item1, c.Item2, [.. trials[(c.Item1, c.Item2)]]))
            .ToLookup(v => (v.Cell.Place, v.Cell.Requirement));
    }

    private static List<TrialResult> Replay(AssessmentInput input) =>
    [
        .. input.Trials.Where(t => t.Kind is TrialKind.Play or TrialKind.Campaign && t.Twin == TwinKind.Armed)
            .OrderBy(t => t.ProfileLevel ?? 0).ThenBy(t => t.Id, StringComparer.Ordinal),
    ];

    private static List<PlaceResult> JudgePlaces(
        IReadOnlyList<Place> places, ILookup<string, RequirementVerdict> verdicts, WithstoodRule withstood)
    {
        FrLevels Levels(Place place, FoundationalRequirement fr)
        {
            var rows = verdicts[place.Id].Where(v => v.Requirement.Fr == fr).ToList();
            return new(LevelRule.Of(fr, rows, r => r.TestedOnly), LevelRule.Of(fr, rows, r => r.Verdict), withstood.At(place.Id, fr));
        }

        var conduits = places.Where(p => p.Kind == PlaceKind.Conduit).ToDictionary(p => p.Id, p => Levels(p, FoundationalRequirement.Rdf));
        return
        [
            .. places.Select(place => new PlaceResult(
                place,
                [
                    .. FoundationalRequirements.All.Select(fr =>
                    {
                        var levels = Levels(place, fr);
                        return Result(place, fr, verdicts[place.Id], place.Kind == PlaceKind.Zone && fr == FoundationalRequirement.Rdf
                            ? ConduitCap.Apply(levels, place.Conduits, conduits)
                            : levels);
                    }),
                ],
                [.. verdicts[place.Id]])),
        ];
    }

    private static FrResult Result(Place place, FoundationalRequirement fr, IEnumerable<RequirementVerdict> rows, FrLevels levels)
    {
        var (with, withstood) = (levels.WithDeclarations, levels.Withstood);
        var byReplay = withstood.Ran && withstood.Level < with.Level;
        var claim = byReplay ? withstood.Level : with.Level;
        return new()
        {
            Fr = fr,
            Target = place.Target[fr],
            Capability = CapabilityRule.Of(place, fr),
            TestedOnly = levels.TestedOnly,
            WithDeclarations = with,
            Withstood = withstood,
            Claim = claim,
            LimitedBy = (byReplay ? withstood.CappedBy : with.CappedBy) is not null ? ClaimLimit.Conduit
                : byReplay ? ClaimLimit.Replay
                : with.Limiting.Count > 0 || !with.Level.IsAssessed ? ClaimLimit.Requirements
                : ClaimLimit.Nothing,
            Coverage = Coverage.Of(rows.Where(r => r.Requirement.Fr == fr)),
        };
    }

    private static List<ExpectationResult> Expect(IReadOnlyList<Expectation> expectations, List<PlaceResult> places) =>
    [
        .. expectations.OrderBy(e => e.Place, StringComparer.Ordinal).ThenBy(e => e.Fr).Select(e => new ExpectationResult(
            e, places.Find(p => p.Place.Id == e.Place)?[e.Fr].Claim ?? SecurityLevel.NotAssessed)),
    ];
}
