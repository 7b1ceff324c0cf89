using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The verification of security functions looks at nothing.</summary>
public sealed class VerificationOff() : MutationOperator<SettingsReportConfig>("verification-off", "security functions are not verified")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SettingsReportConfig control) =>
        [new("", control with { Verification = false }, Rows("SR 3.3"), "verification always says that all is well")];
}
