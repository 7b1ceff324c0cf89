using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 3.9: every account that may not clears the audit records. Breach: the command is taken, or a record is gone.</summary>
public sealed class ErasedTrail() : ConsoleProbe("erased-trail", "SR 3.9")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        asset.Personal().Where(a => !scenario.Permissions(asset.Id, a.Role).Contains("audit-clear")).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            var before = range.Truth.Audit(target.Asset.Id);
            range.Act("T0872", $"{target.Account.Name} clears the audit records");
            var reply = await link.SendAsync("AUDIT CLEAR");
            var after = range.Truth.Audit(target.Asset.Id).Select(r => r.EventId).ToHashSet();
            return reply is { IsSuccess: true } || before.Any(r => !after.Contains(r.EventId))
                ? AttackOutcome.Succeeded($"{target.Account.Name} could clear the audit records of {target.Asset.Id}.")
                : AttackOutcome.Resisted($"{target.Account.Name} could not clear the audit records of {target.Asset.Id}.");
        }
    }
}
