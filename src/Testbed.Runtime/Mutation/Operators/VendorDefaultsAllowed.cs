using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Supplier default credentials work. Only where the supplier ships some.</summary>
public sealed class VendorDefaultsAllowed() : MutationOperator<AccountsConfig>("vendor-defaults-allowed", "supplier default credentials work")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AccountsConfig control)
    {
        var shipped = scenario.Asset(control.On)?.Accounts.Where(a => a.VendorDefault).ToList() ?? [];
        if (shipped.Count > 0)
        {
            // Default accounts that nobody owns are refused as shared ones too.
            yield return new(
                "", control with { RefuseVendorDefaults = false }, Rows("SR 1.5"), "supplier default credentials are not refused",
                KeepsRules: control.PersonalOnly && shipped.TrueForAll(a => !a.Personal));
        }
    }
}
