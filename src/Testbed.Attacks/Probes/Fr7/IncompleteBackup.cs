using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.3: a backup is taken during operation, right after a set-point change. Breach: it cannot be taken, a setting, account, role or control of the asset is not in it,
/// or a controller's program with what it retains, a password is, or control loses a scan. Scope and places of keeping are declared.
/// </summary>
public sealed class IncompleteBackup() : UpkeepProbe("incomplete-backup", "SR 7.3")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset;
        if (target.Writable() is { } move)
        {
            await AskAsync(target, range, "write", move.Target.Command(move.Raw));
        }

        if (await OpenForAsync(target, range, "backup") is not { } link)
        {
            return AttackOutcome.Succeeded($"Nobody can take a backup of {asset.Id}.");
        }

        IReadOnlyList<string>? lines;
        await using (link)
        {
            lines = await BackupStep.TakeAsync(link);
        }

        if (lines is null)
        {
            return AttackOutcome.Succeeded($"{asset.Id} gives no backup.");
        }

        var missing = Missing(range, asset, lines);
        if (missing.Count > 0)
        {
            return AttackOutcome.Succeeded($"The backup of {asset.Id} lacks {string.Join(", ", missing.Take(3))}{(missing.Count > 3 ? " and more" : "")}.");
        }

        if (range.Truth.Program(asset.Id) is { Digest: { Length: > 0 } digest }
            && (!ProgramBackup.TryRead(lines, out var saved, out _) || saved?.Bundle.DigestText != digest))
        {
            return AttackOutcome.Succeeded($"The backup of {asset.Id} does not hold its program.");
        }

        if (asset.Personal().FirstOrDefault(a => lines.Any(l => l.Contains(a.Password, StringComparison.Ordinal))) is { } told)
        {
            return AttackOutcome.Succeeded($"The backup of {asset.Id} tells the password of {told.Name}.");
        }

        await range.WaitAsync(AttackTimes.Settle(asset));
        return range.Truth.LongestScanGap(asset.Id) >= 2 * asset.Scan
            ? AttackOutcome.Succeeded($"{asset.Id} left out a scan while it was backed up.")
            : AttackOutcome.Resisted($"{asset.Id} gave a whole backup in operation.");
    }

    /// <summary>What the asset is set to and the backup does not hold: points and roles with their values, accounts and controls by name.</summary>
    private static List<string> Missing(IAttackRange range, AssetConfig asset, IReadOnlyList<string> lines)
    {
        var keys = lines.Select(BackupText.KeyOf).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var line in range.Truth.Settings(asset.Id))
        {
            var parts = BackupText.KeyOf(line).Split('.');
            var isThere = parts[0] switch
            {
                "service" => true,
                "account" => keys.Contains(BackupText.KeyOf(line)),
                "control" => keys.Contains($"{parts[0]}.{parts[1]}"),
                _ => lines.Contains(line),
            };
            if (!isThere)
            {
                missing.Add(BackupText.KeyOf(line));
            }
        }

        return missing;
    }
}
