using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.7 RE 2: the clock of an asset is set past the greatest age of its programs' passwords, then a program logs on and reads, and sets its password to what it
/// is. Breach: nobody is told of the expiry (the program, and the records where any are kept), the used password is taken again, or the program is stopped: an
/// essential function may not end by a date. Cells: service accounts.
/// </summary>
public sealed class ExpiredServicePassword() : ConsoleProbe("expired-service-password", "SR 1.7 RE 2")
{
    private const int Expired = 232;
    private static readonly TimeSpan UsualAge = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.AccountWith(asset, "clock") is null ? [] : asset.Accounts.Where(a => a.Service).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var (account, asset) = (target.Account, target.Asset);
        var age = (range.Scenario.Control<PasswordPolicyConfig>(asset.Id)?.ServiceMaxAge ?? UsualAge) + TimeSpan.FromDays(1);
        if (!await ClockCommand.AdvanceAsync(target, range, age) || await target.OpenAsync() is not { } link)
        {
            return AttackOutcome.Resisted($"The clock of {asset.Id} could not be moved, or its console not be reached.");
        }

        var last = AuditStimulus.LastEventId(range, asset.Id);
        await using (link)
        {
            range.Act("T0859", $"expired password of the program {account.Name}");
            var reply = await link.BindAsync(account.Name, account.Password);
            if (reply is not { IsSuccess: true } || !await link.IsServedAsync())
            {
                return AttackOutcome.Succeeded($"{asset.Id} stopped the program {account.Name} because its password had expired.");
            }

            if (reply.Code != Expired)
            {
                return AttackOutcome.Succeeded($"{asset.Id} took an expired password of the program {account.Name} without a word.");
            }

            foreach (var used in ReusedPassword.Used(range.Scenario, asset, account))
            {
                if (await link.SendAsync($"PASSWD {account.Password} {used}") is { IsSuccess: true })
                {
                    return AttackOutcome.Succeeded($"{asset.Id} took a password that the program {account.Name} had used before.");
                }
            }
        }

        // An asset that keeps records has at least its start among them.
        return last > 0 && AuditStimulus.Since(range, asset.Id, last).All(r => r.Type != "password-expired" || r.Subject != account.Name)
            ? AttackOutcome.Succeeded($"No record of {asset.Id} tells that the password of the program {account.Name} has expired.")
            : AttackOutcome.Resisted($"{asset.Id} lets the program {account.Name} go on reading, says that its password has expired and takes no used one.");
    }
}
