using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A device answers every function code and keeps every service open.</summary>
public sealed class FunctionsTooWide() : MutationOperator<LeastFunctionalityConfig>("functions-too-wide", "a device answers function codes nobody uses")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, LeastFunctionalityConfig control)
    {
        // Services stay closed, so only an asset that speaks Modbus is any weaker.
        if (scenario.Asset(control.On)?.Services.Any(s => s.Protocol == ServiceProtocol.Modbus) == true)
        {
            yield return new("", control with { Functions = [1, 2, 3, 4, 5, 6, 15, 16] }, Rows("SR 7.7"), "all function codes that the device knows answer");
        }
    }
}
