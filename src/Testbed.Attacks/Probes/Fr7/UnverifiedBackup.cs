using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.3 RE 1: damaged copies of a backup are offered to a fresh instance of the asset, then the good one. Breach: a damaged one is taken, changes anything, or the good
/// one is refused or leaves another state than before.
/// </summary>
public sealed class UnverifiedBackup() : UpkeepProbe("unverified-backup", "SR 7.3 RE 1")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset.Id;
        if (await OpenForAsync(target, range, "backup") is not { } link)
        {
            return AttackOutcome.Succeeded($"Nobody can take a backup of {asset}.");
        }

        IReadOnlyList<string>? lines;
        IReadOnlyList<string> before;
        await using (link)
        {
            lines = await BackupStep.TakeAsync(link);
            before = range.Truth.Settings(asset);
        }

        if (lines is null)
        {
            return AttackOutcome.Succeeded($"{asset} gives no backup.");
        }

        await BackupStep.ReplaceAsync(range, asset);
        if (await target.OpenAsync() is not { } spare)
        {
            return AttackOutcome.Succeeded($"The spare of {asset} does not answer.");
        }

        await using (spare)
        {
            var bare = range.Truth.Settings(asset);
            foreach (var (what, damaged) in BackupStep.Damaged(lines))
            {
                if (await BackupStep.RestoreAsync(spare, damaged) || BackupStep.Difference(bare, range.Truth.Settings(asset)) is not null)
                {
                    return AttackOutcome.Succeeded($"{asset} took a damaged backup ({what}).");
                }
            }

            if (!await BackupStep.RestoreAsync(spare, lines))
            {
                return AttackOutcome.Succeeded($"{asset} refused its own backup.");
            }
        }

        await range.WaitAsync(BackupStep.Restart);
        return BackupStep.Difference(before, range.Truth.Settings(asset)) is { } difference
            ? AttackOutcome.Succeeded($"After the restore {difference} of {asset} is not what it was.")
            : AttackOutcome.Resisted($"{asset} refused damaged backups, and the good one made a spare its equal.");
    }
}
