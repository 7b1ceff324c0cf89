using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.12: a person changes a set point at a console, then the records are asked who it was. Breach: no record names the person. How records are kept
/// as evidence is declared.
/// </summary>
public sealed class DeniableCommand() : ConsoleProbe("deniable-command", "SR 2.12")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        WriteTarget.Of(asset, asset.Services.First(s => s.Protocol == ServiceProtocol.Console)).Any()
            ? asset.Personal().Where(a => scenario.Permissions(asset.Id, a.Role).Contains("write")).Select(a => a.Name)
            : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        var last = AuditStimulus.LastEventId(range, target.Asset.Id);
        var (point, raw) = target.Writable()!.Value;
        await using (link)
        {
            if (await link.SendAsync(point.Command(raw)) is not { IsSuccess: true })
            {
                return AttackOutcome.Resisted($"{target.Account.Name} could not change {point.Point.Name}, so there is nothing to deny.");
            }

            await range.WaitAsync(AttackTimes.Settle(target.Asset));
        }

        return AuditStimulus.Since(range, target.Asset.Id, last).Any(r => r.Category == AuditCategories.ControlSystem && r.Subject == target.Account.Name)
            ? AttackOutcome.Resisted($"The records of {target.Asset.Id} name {target.Account.Name}.")
            : AttackOutcome.Succeeded($"No record of {target.Asset.Id} says that {target.Account.Name} changed {point.Point.Name}.");
    }
}
