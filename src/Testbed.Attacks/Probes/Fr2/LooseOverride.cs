using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 3: somebody tries to write what his role may not, by himself, with an override he gives himself, that somebody unentitled gives him, that has no
/// reason or is too
/// long; then with a supervisor's, and after its end. Breach: he does what he should not, he cannot when he should, or loan and use are not recorded. Cells:
/// consoles with
/// <c>supervisor-override</c> of <c>write</c> and somebody to lend it to.
/// </summary>
public sealed class LooseOverride() : ConsoleProbe("loose-override", "SR 2.1 RE 3")
{
    private const string Reason = "storm-duty";
    private const string Office = "office";
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(70);

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.Control<SupervisorOverrideConfig>(asset.Id) is { } control && control.Permissions.Contains("write")
        && Supervisor(asset, control) is not null && StepWrite.Of(scenario, asset) is not null
            ? asset.Personal().Where(a => !scenario.Permissions(asset.Id, a.Role).Contains("write") && !control.Supervisors.Contains(a.Name)).Select(a => a.Name).Take(1)
            : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var (asset, who) = (target.Asset, target.Account.Name);
        if (await target.LoggedOnAsync() is not { } door)
        {
            // A console that is closed lends nothing: that is no failure of the override.
            return NoLogOn;
        }

        await door.SendAsync("LOGOFF");
        await door.DisposeAsync();
        var control = range.Scenario.Control<SupervisorOverrideConfig>(asset.Id)!;
        var supervisor = Supervisor(asset, control)!;
        var other = asset.Personal().FirstOrDefault(a => a.Name != who && !control.Supervisors.Contains(a.Name));
        (AccountConfig? By, string How, string Breach)[] attempts =
        [
            (null, "", "without an override"),
            (target.Account, $"1 {Reason}", "with an override that he gave himself"),
            (other, $"1 {Reason}", $"with an override that {other?.Name}, who may not, gave him"),
            (supervisor, "1", "with an override without a reason"),
            (supervisor, $"{Math.Ceiling(control.Longest.TotalMinutes) + 1:0} {Reason}", "with an override that is longer than allowed"),
        ];
        foreach (var (by, rest, breach) in attempts)
        {
            await LendAsync(target, by, rest);
            range.Act("T0890", $"{who} writes at {asset.Id} {breach}");
            if (await WritesAsync(target, range))
            {
                return AttackOutcome.Succeeded($"{who} wrote at {asset.Id} {breach}.");
            }
        }

        return await LentAsync(target, range, supervisor);
    }

    /// <summary>As it is meant to be, then past the end.</summary>
    private static async Task<AttackOutcome> LentAsync(ConsoleTarget target, IAttackRange range, AccountConfig supervisor)
    {
        var (id, who) = (target.Asset.Id, target.Account.Name);
        var last = AuditStimulus.LastEventId(range, id);
        await LendAsync(target, supervisor, $"1 {Reason}");
        if (!await WritesAsync(target, range))
        {
            return AttackOutcome.Succeeded($"{who} could not write at {id} although {supervisor.Name} had lent him the right.");
        }

        await range.WaitAsync(Past);
        if (await WritesAsync(target, range))
        {
            return AttackOutcome.Succeeded($"{who} wrote at {id} past the end of the override.");
        }

        return await IsRecordedAsync(target, range, supervisor.Name, last)
            ? AttackOutcome.Resisted($"{who} wrote at {id} while the right lent by {supervisor.Name} lasted, neither before nor after, and it is on record.")
            : AttackOutcome.Succeeded($"No record of {id} tells that {supervisor.Name} lent {who} a right, why, and what he did with it.");
    }

    private static AccountConfig? Supervisor(AssetConfig asset, SupervisorOverrideConfig control) => asset.Personal().FirstOrDefault(a => control.Supervisors.Contains(a.Name));

    private static async Task LendAsync(ConsoleTarget target, AccountConfig? by, string rest)
    {
        if (by is not null)
        {
            await using var link = await target.LoggedOnAsync(by, Office);
            await (link?.SendAsync($"OVERRIDE {target.Account.Name} write {rest}") ?? Task.FromResult<ConsoleReply?>(null));
            await (link?.SendAsync("LOGOFF") ?? Task.FromResult<ConsoleReply?>(null));
        }
    }

    /// <summary>A session of his own each time: the one before may have ended while he waited.</summary>
    private static async Task<bool> WritesAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return false;
        }

        await using (link)
        {
            var write = StepWrite.Of(range.Scenario, target.Asset)!;
            var present = write.Present(range);
            await link.SendAsync(write.Command(present, 1));
            var moved = await write.MovedAsync(range, present);
            await link.SendAsync("LOGOFF");
            return moved;
        }
    }

    /// <summary>In the records, or where nothing else is armed in the control's own journal.</summary>
    private static async Task<bool> IsRecordedAsync(ConsoleTarget target, IAttackRange range, string supervisor, int last)
    {
        var who = target.Account.Name;
        var lines = AuditStimulus.Since(range, target.Asset.Id, last).Select(r => $"{r.Type} {r.Subject} {r.Detail}").ToList();
        if (await target.LoggedOnAsync() is { } link)
        {
            await using (link)
            {
                lines.AddRange((await link.SendAsync("OVERRIDE LIST"))?.Lines ?? []);
            }
        }

        return lines.Exists(l => l.Contains($"override {supervisor} {who} write", StringComparison.Ordinal) && l.Contains(Reason, StringComparison.Ordinal))
            && lines.Exists(l => l.Contains($"override-use {who} WRITE", StringComparison.Ordinal));
    }
}
