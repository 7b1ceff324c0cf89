using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.4: one account is disabled, a backup taken, the asset lost; a spare is restored from the backup. Breach: its settings are not those from before, the supplier's
/// account of the spare still opens it, the disabled account is back, or its own people cannot log on. Recovery times and procedure are declared.
/// </summary>
public sealed class UnrecoveredAsset() : UpkeepProbe("unrecovered-asset", "SR 7.4")
{
    private const string Factory = "factory";

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset;
        var keeper = range.Scenario.AccountWith(asset, "accounts");
        var leaver = asset.Personal().LastOrDefault(a => a != keeper);
        if (leaver is not null)
        {
            await AskAsync(target, range, "accounts", $"USER DISABLE {leaver.Name}");
        }

        var person = asset.Personal().FirstOrDefault(a => a != leaver && range.Scenario.Permissions(asset.Id, a.Role).Contains("backup"));
        var link = person is null ? await target.OpenAsync() : await target.LoggedOnAsync(person);
        IReadOnlyList<string>? lines = null;
        var before = range.Truth.Settings(asset.Id);
        if (link is not null)
        {
            await using (link)
            {
                lines = await BackupStep.TakeAsync(link);
            }
        }

        if (lines is null)
        {
            return AttackOutcome.Succeeded($"There is no backup to recover {asset.Id} from.");
        }

        await BackupStep.ReplaceAsync(range, asset.Id);
        if (await target.OpenAsync() is not { } spare)
        {
            return AttackOutcome.Succeeded($"The spare of {asset.Id} does not answer.");
        }

        await using (spare)
        {
            if (!await BackupStep.RestoreAsync(spare, lines))
            {
                return AttackOutcome.Succeeded($"A spare of {asset.Id} did not take the backup.");
            }
        }

        await range.WaitAsync(BackupStep.Restart);
        return await FaultAsync(target, range, before, person, leaver) is { } fault
            ? AttackOutcome.Succeeded($"Recovered, {asset.Id} is not what it was: {fault}.")
            : AttackOutcome.Resisted($"{asset.Id} came back in the state it was in, people and rights included.");
    }

    private static async Task<string?> FaultAsync(
        ConsoleTarget target, IAttackRange range, IReadOnlyList<string> before, AccountConfig? person, AccountConfig? leaver)
    {
        if (BackupStep.Difference(before, range.Truth.Settings(target.Asset.Id)) is { } difference)
        {
            return $"{difference} differs";
        }

        if (person is not null && !await MayEnterAsync(target, l => l.LogOnAsync(person)))
        {
            return $"{person.Name} cannot log on";
        }

        if (leaver is not null && await MayEnterAsync(target, l => l.LogOnAsync(leaver)))
        {
            return $"{leaver.Name}, who was shut out, can log on again";
        }

        return target.Asset.Accounts.All(a => a.Name != Factory) && await MayEnterAsync(target, l => l.LogOnAsync(Factory, Factory)) ? "the supplier's account opens it" : null;
    }

    private static async Task<bool> MayEnterAsync(ConsoleTarget target, Func<ConsoleLink, Task<string?>> logOn)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return false;
        }

        await using (link)
        {
            return await logOn(link) is not null;
        }
    }
}
