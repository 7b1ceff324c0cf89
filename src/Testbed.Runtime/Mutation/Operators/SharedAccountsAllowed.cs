using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Accounts that several people share can log on. Only where there are some.</summary>
public sealed class SharedAccountsAllowed() : MutationOperator<AccountsConfig>("shared-accounts-allowed", "shared accounts can log on")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AccountsConfig control)
    {
        var shared = scenario.Asset(control.On)?.Accounts.Where(a => a is { Personal: false, Service: false }).ToList() ?? [];
        if (shared.Count > 0)
        {
            yield return new(
                "", control with { PersonalOnly = false }, Rows("SR 1.1 RE 1"), "shared accounts are not refused",
                KeepsRules: control.RefuseVendorDefaults && shared.TrueForAll(a => a.VendorDefault));
        }
    }
}
