using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Techniques with parameters, a vantage and a goal. A campaign is a play with a process goal. Immutable; fits every scenario that has its roles.
/// </summary>
public sealed record Play
{
    /// <summary>Unique over all profiles.</summary>
    public required string Id { get; init; }

    /// <summary>In words.</summary>
    public required string Title { get; init; }

    /// <summary>The profile's level 1..4.</summary>
    public required int Level { get; init; }

    /// <summary>Asset kinds or ids, comma separated; the first found is the target.</summary>
    public required string Target { get; init; }

    /// <summary>The vantage word, such as <c>zone:target</c>.</summary>
    public required string Vantage { get; init; }

    /// <summary>The breach that makes the play a success.</summary>
    public required BreachKind Goal { get; init; }

    /// <summary>The steps.</summary>
    public required IReadOnlyList<PlayStep> Steps { get; init; }

    /// <summary>The ATT&amp;CK for ICS ids of the steps, distinct, in order.</summary>
    public IReadOnlyList<string> Techniques => [.. Steps.Select(s => s.Technique?.AttackId).OfType<string>().Distinct()];

    /// <summary>Guards written in the profile, as <c>conduit:FR</c> or <c>target:FR</c>; empty: those of the techniques.</summary>
    public IReadOnlyList<(bool OfConduit, FoundationalRequirement Fr)> StatedGuards { get; init; } = [];

    /// <summary>For campaigns: the id or measure of the scenario's goal.</summary>
    public string? ProcessGoal { get; init; }

    /// <summary>Simulated seconds the attacker keeps his position after the last step.</summary>
    public double HoldSeconds { get; init; }

    /// <summary>Simulated seconds from the first step on during which the process is watched once the play has succeeded; 0: its effect on the gas is not measured.</summary>
    public double WatchSeconds { get; init; }

    /// <summary>The scenario's goal that a campaign is after; null for plays and where the scenario has none.</summary>
    public AttackGoalConfig? GoalIn(Scenario scenario) =>
        scenario.Goals.FirstOrDefault(g => g.Id == ProcessGoal) ?? scenario.Goals.FirstOrDefault(g => g.Measure == ProcessGoal);

    /// <summary>
    /// The FRs of the places on the path: as the profile states them, else those of each step's technique, at the conduit crossed or sat on, or at the target's
    /// zone when the attacker is inside it.
    /// </summary>
    public IReadOnlyList<GuardedStep> Guards(Scenario scenario)
    {
        var guards = new List<GuardedStep>();
        foreach (var step in Steps)
        {
            if (step.Technique is not { } technique || PlayScene.Resolve(scenario, this, step) is not { } scene)
            {
                continue;
            }

            if (StatedGuards.Count > 0)
            {
                guards.AddRange(StatedGuards.Where(g => !g.OfConduit).Select(g => new GuardedStep(scene.Target.Zone, g.Fr)));
                guards.AddRange(StatedGuards.Where(g => g.OfConduit && scene.Vantage.Conduit is not null)
                    .Select(g => new GuardedStep(scene.Vantage.Conduit!.Id, g.Fr)));
            }
            else if (scene.Vantage.Conduit is { } conduit)
            {
                guards.AddRange(technique.ConduitGuards.Select(fr => new GuardedStep(conduit.Id, fr)));
            }
            else
            {
                guards.AddRange(technique.ZoneGuards.Select(fr => new GuardedStep(scene.Target.Zone, fr)));
            }
        }

        return [.. guards.Distinct().OrderBy(g => g.Place, StringComparer.Ordinal).ThenBy(g => g.Fr)];
    }

    /// <summary>
    /// Runs the play. Succeeded: a step broke what the goal names. Resisted: none did. Inapplicable: the scenario lacks a target, a vantage or the
    /// process goal.
    /// </summary>
    public async Task<AttackOutcome> RunAsync(IAttackRange range)
    {
        if (ProcessGoal is not null && GoalIn(range.Scenario) is null)
        {
            return AttackOutcome.Inapplicable($"The scenario has no process goal {ProcessGoal}.");
        }

        using var run = new PlayRun(this, range);
        return await run.RunAsync();
    }
}
