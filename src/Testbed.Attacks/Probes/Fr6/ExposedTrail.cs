using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 6.1: every account that may not reads the audit records. Breach: it gets them.</summary>
public sealed class ExposedTrail() : ConsoleProbe("exposed-trail", "SR 6.1")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        asset.Personal().Where(a => !scenario.Permissions(asset.Id, a.Role).Contains("audit")).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            range.Act("T0811", $"{target.Account.Name} reads the audit records");
            return await link.SendAsync("AUDIT LIST 10") is { IsSuccess: true }
                ? AttackOutcome.Succeeded($"{target.Account.Name} could read the audit records of {target.Asset.Id}.")
                : AttackOutcome.Resisted($"{target.Account.Name} could not read the audit records of {target.Asset.Id}.");
        }
    }
}
