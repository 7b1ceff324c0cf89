using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Every role may do everything.</summary>
public sealed class RolesAll() : MutationOperator<RolesConfig>("roles-all", "every role may do everything")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, RolesConfig control) =>
    [
        new("", control with { Permissions = Enum.GetValues<AccountRole>().ToDictionary(r => r, _ => RolesConfig.AllPermissions) },
            Rows("SR 2.1", "SR 2.1 RE 2"), "every role has every permission"),
    ];
}
