using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>An allow list lets every flow pass: the rule that a commissioning engineer forgot to take out. Everything a boundary claims is at stake.</summary>
public sealed class AllowListTooWide() : MutationOperator<AllowListConfig>("rule-too-wide", "an allow list permits any to any")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AllowListConfig control) =>
    [
        new("", control with { Permit = [.. control.Permit, new PermitConfig("any-to-any", "*", "*", 0)] }, control.Claims,
            "any asset may reach any port of any other"),
    ];
}
