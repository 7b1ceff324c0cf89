using System.Globalization;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Runtime.Tests;

/// <summary>
/// The hardened utility with weaker controls, and its monitors on an ordinary day. The environment variable <c>TESTBED_MUTANTS</c> makes the sample larger, up
/// to the whole sweep with <c>all</c>.
/// </summary>
public sealed class UtilityMutationTests
{
    private const int Sample = 8;
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly Scenario Utility = ScenarioLoader.Load(Repository.PathOf("scenarios/gas-distribution-hardened")).Scenario!;

    [Fact]
    public void Every_Control_That_Claims_Is_Disarmed_And_Many_Operators_Apply()
    {
        var mutants = MutationOperators.Mutants(Utility, []);
        Assert.Equal(
            Utility.Controls.Where(c => c.Claims.Count > 0).Select(c => c.Id).Order(StringComparer.Ordinal),
            mutants.Where(m => m.Operator == "control-disarmed").Select(m => m.Control.Id).Order(StringComparer.Ordinal));
        Assert.True(mutants.DistinctBy(m => m.Operator).Count() >= 15);
        Assert.Equal(mutants.Count, mutants.DistinctBy(m => m.Id).Count());
    }

    /// <summary>Two that were missed once come first: function codes of a server with one table, roles of an instrument that can only be read.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void A_Sample_Of_Weaker_Controls_Is_Noticed_And_Blamed_Right()
    {
        string[] missedOnce = ["functions-too-wide/server-functions@HIST-1", "modbus-security-weak/calibrator-security/no-roles"];
        var all = MutationOperators.Mutants(Utility, []);
        var count = Environment.GetEnvironmentVariable("TESTBED_MUTANTS") switch
        {
            null or "" => Sample,
            "all" => all.Count,
            var text => int.Parse(text, CultureInfo.InvariantCulture),
        };
        var request = new MutationRequest
        {
            Scenario = Utility,
            Mutants = [.. all.Where(m => missedOnce.Contains(m.Id)).Union(MutantSample.Of(all, count, 4))],
            AsOf = Day,
            PreferredSlot = 210,
        };
        var outcome = new MutationRun(request, Plant.Assess).Execute(null, CancellationToken.None);

        Assert.True(outcome.Complete);
        Assert.All(outcome.Results, r => Assert.False(r.IsBad || r.Verdict == MutantVerdict.Broken, $"{r.Mutant.Id}: {r.Verdict}: {r.Reason}"));
        Assert.All(missedOnce, id => Assert.Equal(MutantVerdict.Noticed, outcome.Results.Single(r => r.Mutant.Id == id).Verdict));
        Assert.True(outcome.Results.Count(r => r.IsKilled) * 2 > outcome.Results.Count);
    }

    /// <summary>Twenty minutes, with polls, a set-point move and eight log-ons; every whole run has four hours.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Monitors_Raise_No_False_Alarm_In_Ordinary_Traffic()
    {
        var quiet = new TrialSpec
        {
            Id = "negative-control", Kind = TrialKind.NegativeControl, Twin = TwinKind.Armed, Subject = "negative-control", Watch = TimeSpan.FromMinutes(20),
        };
        using var blueprint = new TwinBlueprint(Utility, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 215);
        var trial = new TrialRunner(blueprint, new TwinOptions()).Run(quiet, host).Result;
        var nothing = new RunRequest { Scenario = Utility, HighestProfile = 0, Only = ["no such trial"], AsOf = Day };
        var input = new AssessmentRun(nothing, new AttackLibrary([], []), "").Execute(null, null, CancellationToken.None).Input;
        var rates = Plant.Result(input with { Trials = [trial] }).FalseAlarms;

        var monitors = Utility.Controls.OfType<MonitorConfig>().Select(m => m.Id).Order(StringComparer.Ordinal);
        Assert.Equal(monitors, rates.Select(r => r.Control).Order(StringComparer.Ordinal));
        Assert.All(rates, r => Assert.Equal(0, r.Alarms));
        Assert.All(rates, r => Assert.InRange(r.Days * 24 * 60, 20, 21));
    }
}
