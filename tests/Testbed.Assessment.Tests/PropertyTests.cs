using CsCheck;
using Testbed.Core;

namespace Testbed.Assessment.Tests;

/// <summary>Properties over random small assessments: six rows over five levels' worth of FRs, random trials, declarations and plays.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Rows = ["SR 1.1", "SR 1.2", "SR 1.1 RE 2", "SR 5.1", "SR 5.1 RE 1", "SR 5.1 RE 3"];

    private static readonly Gen<TrialOutcome?> Outcome =
        Gen.Int[0, 9].Select(i => i < 4 ? TrialOutcome.Resisted : i < 8 ? TrialOutcome.Succeeded : i == 8 ? (TrialOutcome?)null : TrialOutcome.Crashed);

    private static readonly Gen<(string Row, string Place, TrialOutcome? Open, TrialOutcome? Armed, TrialOutcome? Probe, string? Control)> Trio =
        from row in Pick(Rows)
        from place in Pick("Z", "C")
        from open in Gen.Frequency((4, Gen.Const((TrialOutcome?)TrialOutcome.Succeeded)), (1, Outcome))
        from armed in Gen.Frequency((3, Gen.Const((TrialOutcome?)TrialOutcome.Resisted)), (1, Outcome))
        from probe in Gen.Frequency((3, Gen.Const((TrialOutcome?)TrialOutcome.Resisted)), (1, Outcome))
        from control in Gen.Frequency((4, Gen.Const((string?)(place == "Z" ? "K" : "GATE"))), (1, Gen.Const((string?)null)))
        select (row, place, open, armed, probe, control);

    private static readonly Gen<(DeclarationKind Kind, string Row, string Place, int To, string? Accepted)> Paper =
        from kind in Pick(DeclarationKind.Document, DeclarationKind.NotApplicable, DeclarationKind.Compensation)
        from row in Pick(Rows)
        from place in Pick("Z", "C")
        from to in Pick(-1, 5)
        from accepted in Pick("owner", (string?)null)
        select (kind, row, place, to, accepted);

    private static readonly Gen<(int Level, bool Success, string Place, int Fr)> PlayGen =
        Gen.Select(Gen.Int[1, 4], Gen.Bool, Pick("Z", "C"), Pick(1, 5));

    private static readonly Gen<Bench> AnyBench =
        from strong in Gen.Bool
        from trios in Gen.OneOf(Trio.Array[0, 10], Trio.Array[0, 1])
        from papers in Paper.Array[0, 4]
        from plays in PlayGen.Array[0, 4]
        select Build(strong, trios, papers, plays);

    [Fact]
    public void A_Succeeded_Play_Never_Raises_A_Claim() => Gen.Select(AnyBench, PlayGen).Sample((bench, play) =>
    {
        var before = bench.Assess();
        bench.Play("extra", play.Level, TrialOutcome.Succeeded, new GuardedStep(play.Place, (FoundationalRequirement)play.Fr));
        AssertNowhereHigher(before, bench.Assess(), p => p.Claim);
    });

    [Fact]
    public void Removing_Probe_Evidence_Never_Raises_A_Level() => Gen.Select(AnyBench, Gen.ULong).Sample((bench, mask) =>
    {
        var input = bench.Input();
        var fewer = input with { Trials = [.. input.Trials.Where((t, i) => t.Kind != TrialKind.Probe || (mask >> (i % 64) & 1) == 0)] };
        var (before, after) = (bench.Assess(input), bench.Assess(fewer));
        // Losing the re-test of a compensation uncovers the failed row beneath it: then 0 may replace '-', nothing else rises.
        var compensated = bench.Declarations.Exists(d => d.Kind == DeclarationKind.Compensation);
        SlVector Seen(SlVector vector) => compensated ? SlVector.From(fr => Floor(vector[fr])) : vector;
        AssertNowhereHigher(before, after, p => Seen(p.Claim));
        AssertNowhereHigher(before, after, p => Seen(p.TestedOnly));
    });

    [Fact]
    public void Removing_Declarations_Never_Raises_A_Level() => Gen.Select(AnyBench, Gen.Int[0, 15]).Sample((bench, mask) =>
    {
        // A contradicted "not applicable" takes a row down, so only honest papers are taken away here.
        var input = bench.Input() with { Declarations = [.. bench.Declarations.Where(d => d.Kind != DeclarationKind.NotApplicable)] };
        var fewer = input with { Declarations = [.. input.Declarations.Where((_, i) => (mask >> i & 1) == 0)] };
        // 0 to '-' is the documented exception of repairing, by compensation, a failed SL 1 row beside an open one.
        AssertNowhereHigher(bench.Assess(input), bench.Assess(fewer), p => SlVector.From(fr => Floor(p.Claim[fr])));
    });

    [Fact]
    public void A_Declaration_Never_Beats_A_Failure() => AnyBench.Sample(bench =>
    {
        var input = bench.Input();
        var with = bench.Assess(input);
        var without = bench.Assess(input with { Declarations = [] });
        foreach (var (bare, declared) in without.Places.SelectMany(p => p.Requirements).Zip(with.Places.SelectMany(p => p.Requirements)))
        {
            Assert.True(bare.Verdict != Verdict.Failed || declared.Verdict is Verdict.Failed or Verdict.Compensated);
            Assert.True(declared.Verdict != Verdict.Compensated
                || bench.Declarations.Exists(d => d.Id == declared.Declarations[0] && d.AcceptedBy is not null));
        }
    });

    [Fact]
    public void Vectors_Are_Ordered_And_Cumulative() => AnyBench.Sample(bench =>
    {
        foreach (var level in bench.Assess().Places.SelectMany(p => p.Frs))
        {
            Assert.True(level.TestedOnly.Level <= level.WithDeclarations.Level);
            Assert.True(level.Claim <= level.WithDeclarations.Level);
            Assert.True(!level.Withstood.Ran || level.Claim <= level.Withstood.Level);
            Assert.True(!level.Claim.IsAssessed || level.Claim.Value <= level.Fr.HighestDistinguishableLevel());
        }
    });

    [Fact]
    public void A_Claim_Needs_Every_Row_Up_To_It() => AnyBench.Sample(bench =>
    {
        foreach (var place in bench.Assess().Places)
        {
            foreach (var level in place.Frs.Where(f => f.Claim.IsAssessed))
            {
                Assert.All(RequirementCatalogue.RequiredFor(level.Fr, level.Claim.Value), r => Assert.True(place[r.Id].Verdict.Supports()));
            }
        }
    });

    [Fact]
    public void Input_Order_Of_Trials_And_Declarations_Does_Not_Matter() => AnyBench.Sample(bench =>
    {
        var input = bench.Input();
        var turned = input with { Trials = [.. input.Trials.Reverse()], Declarations = [.. input.Declarations.Reverse()], Cells = [.. input.Cells.Reverse()] };
        var (a, b) = (bench.Assess(input), bench.Assess(turned));
        Assert.Equal(Flat(a), Flat(b));
    });

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Flat(AssessmentResult result) => string.Join(
        '\n',
        result.Places.SelectMany(p => p.Requirements.Select(r => $"{r.Place} {r.Requirement.Id} {r.Verdict} {r.Reason} {string.Join(',', r.Declarations)}"))
            .Concat(result.Places.Select(p => $"{p.Claim} {p.Withstood}")).Concat(result.Problems.Select(p => p.ToString())));

    private static SecurityLevel Floor(SecurityLevel level) => level.IsAssessed ? level : SecurityLevel.Of(0);

    private static void AssertNowhereHigher(AssessmentResult before, AssessmentResult after, Func<PlaceResult, SlVector> pick)
    {
        foreach (var (old, now) in before.Places.Zip(after.Places))
        {
            foreach (var fr in FoundationalRequirements.All)
            {
                Assert.True(pick(now)[fr] <= pick(old)[fr], $"{old.Place.Id} {fr}: {pick(old)[fr]} -> {pick(now)[fr]}");
            }
        }
    }

    /// <summary>A strong bench starts with every cell held and every remainder declared, so that the upper levels are reached too.</summary>
    private static Bench Build(
        bool strong,
        (string Row, string Place, TrialOutcome? Open, TrialOutcome? Armed, TrialOutcome? Probe, string? Control)[] trios,
        (DeclarationKind Kind, string Row, string Place, int To, string? Accepted)[] papers, (int Level, bool Success, string Place, int Fr)[] plays)
    {
        var bench = new Bench().Control("K", "Z", Rows).Control("GATE", "C", Rows);
        foreach (var row in Rows)
        {
            bench.Row(row, row.EndsWith("RE 1", StringComparison.Ordinal) ? TestMode.Partial : TestMode.Dynamic, [PlaceKind.Zone, PlaceKind.Conduit]);
        }

        bench.Places[0] = Bench.Zone("Z", "C");
        foreach (var row in strong ? Rows : [])
        {
            bench.Held(row).Held(row, "C", control: "GATE")
                .Declare($"Z {row}", DeclarationKind.Document, row).Declare($"C {row}", DeclarationKind.Document, row, "C");
        }

        foreach (var (t, i) in trios.Select((t, i) => (t, i)))
        {
            bench.Probe(t.Row, t.Open, t.Armed, t.Probe, t.Control, t.Place, $"A{i}");
        }

        foreach (var (p, i) in papers.Select((p, i) => (p, i)))
        {
            bench.Declare($"D{i}", p.Kind, p.Row, p.Place, controls: [p.Place == "Z" ? "GATE" : "K"], acceptedBy: p.Accepted, toDays: p.To);
        }

        foreach (var (p, i) in plays.Select((p, i) => (p, i)))
        {
            bench.Play($"play{i}", p.Level, p.Success ? TrialOutcome.Succeeded : TrialOutcome.Resisted,
                new GuardedStep(p.Place, (FoundationalRequirement)p.Fr));
        }

        return bench;
    }
}
