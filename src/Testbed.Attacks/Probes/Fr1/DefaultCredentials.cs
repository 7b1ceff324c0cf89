using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.5: supplier default credentials. Cells: every account the supplier ships, or, where none is known, a short list everybody tries.
/// Breach: a session, or data without one. Initial distribution and refresh of authenticators are declared, not tested.
/// </summary>
public sealed class DefaultCredentials() : ConsoleProbe("default-credentials", "SR 1.5")
{
    private static readonly (string Name, string Password)[] Everybodys =
        [("admin", "admin"), ("administrator", "password"), ("root", "root"), ("service", "1234"), ("operator", "operator")];

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset)
    {
        var shipped = asset.Accounts.Where(a => a.VendorDefault).Select(a => a.Name).ToList();
        return shipped.Count > 0 ? shipped : ["-"];
    }

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            range.Act("T0812", $"default credentials at {target.Asset.Id}");
            var tries = target.HasAccount ? [(target.Account.Name, target.Account.Password)] : Everybodys;
            foreach (var (name, password) in tries)
            {
                if (await link.LogOnAsync(name, password) is not null)
                {
                    return AttackOutcome.Succeeded($"{target.Asset.Id} opened a session for the default credentials of {name}.");
                }
            }

            return await AnonymousUse.FirstServedAsync(link, target, range) is { } served
                ? AttackOutcome.Succeeded($"{target.Asset.Id} served {served} although no authenticator was accepted.")
                : AttackOutcome.Resisted($"{target.Asset.Id} refused the default credentials.");
        }
    }
}
