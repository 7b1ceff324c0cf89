using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>An island order that refuses newcomers and lets go on what runs.</summary>
public sealed class IslandLeavesRunning() : MutationOperator<IslandModeConfig>("island-leaves-running", "an order to close leaves connections that run")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, IslandModeConfig control) => !control.CutsRunning ? [] :
    [
        new("", control with { CutsRunning = false }, Rows("SR 5.2 RE 2"), "connections that run outlive the order to close"),
    ];
}
