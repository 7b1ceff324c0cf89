using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A key in RUN that lets one operation through.</summary>
public sealed class KeySwitchOpen() : MutationOperator<KeySwitchConfig>("key-switch-open", "the key in RUN lets an operation through")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, KeySwitchConfig control)
    {
        var run = control.Allow.GetValueOrDefault(KeyPosition.Run, []);
        foreach (var operation in Enum.GetValues<EngineeringOperation>().Where(o => !run.Contains(o)))
        {
            var name = operation.ToString().ToLowerInvariant();
            yield return new(
                name, control with { Allow = new Dictionary<KeyPosition, IReadOnlyList<EngineeringOperation>>(control.Allow) { [KeyPosition.Run] = [.. run, operation] } },
                Rows("SR 2.1"), $"{name} is allowed in RUN");
        }
    }
}
