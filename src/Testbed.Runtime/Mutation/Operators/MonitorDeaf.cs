using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A monitor without rules, and a monitor without the one rule that a step of the detection scope at its conduit is named after.</summary>
public sealed class MonitorDeaf() : MutationOperator<MonitorConfig>("monitor-deaf", "a monitor has its rules switched off")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MonitorConfig control)
    {
        var blame = Rows("SR 6.2");
        yield return new("all", control with { Rules = [] }, blame, "all rules are off");
        var steps = scenario.DetectionScope.Where(s => s.Places.Contains(control.On)).Select(s => s.Step).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in control.Rules.Where(steps.Contains).Order(StringComparer.Ordinal))
        {
            yield return new(
                rule, control with { Rules = [.. control.Rules.Where(r => r != rule)] }, blame, $"the rule {rule} is off",
                KeepsRules: true, Detail: $":{rule}");
        }
    }
}
