using System.Text.Json;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Runtime.Tests;

/// <summary>What each control of the smallest scenario contributes: real twins, real plays, real assessment.</summary>
[Trait("Category", "Slow")]
public sealed class AblationRunTests
{
    private static readonly Scenario Pair = ScenarioLoader.Load(Repository.PathOf("scenarios/modbus-pair")).Scenario!;
    private static readonly AttackLibrary Attacks = AttackLibrary.Load(Repository.PathOf("attack-profiles"));
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly Lazy<AssessmentInput> Declared = new(() => new AssessmentRun(
        new RunRequest { Scenario = Pair, HighestProfile = 1, AsOf = Day, PreferredSlot = 205, Only = ["probe/", "model/", "play/"] }, Attacks, "")
        .Execute(null, null, CancellationToken.None).Input);

    [Fact]
    public void Each_Control_Is_Blamed_For_What_Falls_Without_It_And_For_Nothing_Else()
    {
        var request = Request();
        var outcome = new AblationRun(request, Plant.Claims).Execute(null, CancellationToken.None);

        Assert.True(outcome.Complete);
        Assert.Equal(0, outcome.BaselineTrials);
        Assert.Equal(Pair.Controls.Select(c => c.Id), outcome.Results.Select(r => r.Control.Id));
        var boundary = outcome.Results.Single(r => r.Control is AllowListConfig);
        Assert.Contains(boundary.Claims, c => c is { Place: "C1", Fr: FoundationalRequirement.Rdf } && c.Without < c.With);
        Assert.Contains(boundary.Claims, c => c is { Place: "Z-DRS", Fr: FoundationalRequirement.Rdf });
        Assert.Contains(boundary.Rows, r => r.Requirement == RequirementId.Parse("SR 5.2"));
        Assert.Empty(boundary.Plays);

        var ranges = outcome.Results.Single(r => r.Control is RangeCheckConfig);
        Assert.Equal(["SR 3.5"], ranges.Rows.Select(r => r.Requirement.ToString()).Distinct());
        Assert.Contains(ranges.Plays, p => p.Trial == "play/sl1/mistyped-set-point");
        Assert.All(outcome.Results, r => Assert.NotEqual(MutantVerdict.Broken, r.Verdict.Verdict));

        Files(request, outcome);
    }

    [Fact]
    public void Without_A_Run_It_Makes_What_It_Needs()
    {
        var one = Request() with { Controls = [.. Request().Controls.Where(m => m.Control is RangeCheckConfig)], HighestProfile = 0 };
        var made = new AblationRun(one, Plant.Claims).Execute(null, CancellationToken.None).Results.Single();
        var outcome = new AblationRun(one with { Made = null }, Plant.Claims).Execute(null, CancellationToken.None);
        Assert.True(outcome.BaselineTrials > 0);
        Assert.Equal(made.Rows, outcome.Results.Single().Rows);
    }

    [Fact]
    public void What_A_Control_Cannot_Touch_Is_Rightly_Taken_Over()
    {
        var one = Request() with { Controls = [.. Request().Controls.Where(m => m.Control is AllowListConfig)] };
        var narrow = new AblationRun(one, Plant.Claims).Execute(null, CancellationToken.None).Results.Single();
        var full = new AblationRun(one with { Full = true }, Plant.Claims).Execute(null, CancellationToken.None).Results.Single();
        Assert.True(full.Trials > narrow.Trials);
        Assert.Equal(full.Claims, narrow.Claims);
        Assert.Equal(full.Rows, narrow.Rows);
        Assert.Equal(full.Plays, narrow.Plays);
    }

    private static AblationRequest Request() => new()
    {
        Scenario = Pair,
        Controls = [.. new ControlDisarmed().Apply(Pair)],
        Attacks = Attacks,
        HighestProfile = 1,
        AsOf = Day,
        PreferredSlot = 205,
        Made = Declared.Value,
    };

    private static void Files(AblationRequest request, AblationOutcome outcome)
    {
        using var folder = new TempFolder();
        foreach (var file in AblationReport.Write(folder["results"], request, outcome))
        {
            Assert.True(new FileInfo(file).Length > 100, file);
        }

        using var json = JsonDocument.Parse(AblationReport.Json(request, outcome));
        Assert.Equal(outcome.Results.Count, json.RootElement.GetProperty("controls").GetArrayLength());
        var lines = AblationReport.Csv(outcome).TrimEnd('\n').Split('\n');
        Assert.Equal(outcome.Results.Count + 1, lines.Length);
        Assert.All(outcome.Results, r => Assert.Contains(lines, l => l.StartsWith(r.Control.Id + ",", StringComparison.Ordinal)));
        Assert.Contains("C1 RDF 1 to 0", AblationReport.Markdown(request, outcome), StringComparison.Ordinal);
    }
}
