using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Backups over the console, as a person with the tools of the product takes and restores them.</summary>
internal static class BackupStep
{
    /// <summary>Enough for a restored device to be back.</summary>
    public static TimeSpan Restart { get; } = TimeSpan.FromSeconds(7);

    /// <summary>Takes a backup and reads it out; null when that fails.</summary>
    public static async Task<IReadOnlyList<string>?> TakeAsync(ConsoleLink link) =>
        await link.SendAsync("BACKUP TAKE") is { IsSuccess: true } && await link.SendAsync("BACKUP SHOW") is { IsSuccess: true } shown
            && BackupText.TryDecode(shown.Lines, out var lines)
            ? lines
            : null;

    /// <summary>Sends a backup and has it applied; true when the device says it did.</summary>
    public static async Task<bool> RestoreAsync(ConsoleLink link, IEnumerable<string> lines)
    {
        await link.SendAsync("RESTORE RESET");
        return await link.SendEachAsync("RESTORE DATA", BackupText.Encode(lines)) && await link.SendAsync("RESTORE APPLY") is { IsSuccess: true };
    }

    /// <summary>Swaps the asset for a spare and waits until that one is up.</summary>
    public static async Task ReplaceAsync(IAttackRange range, string asset)
    {
        range.Note("replace", $"{asset} is swapped for a spare out of its box");
        range.Faults.Replace(asset);
        await range.WaitAsync(TimeSpan.FromSeconds(2));
    }

    /// <summary>The first setting that differs, or null.</summary>
    public static string? Difference(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        before.Except(after).Concat(after.Except(before)).Select(BackupText.KeyOf).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Damaged copies of a backup: a setting left out, a digit changed, a byte of the program changed, another digest.</summary>
    public static IEnumerable<(string What, IReadOnlyList<string> Lines)> Damaged(IReadOnlyList<string> lines)
    {
        var content = lines.Where(l => BackupText.KeyOf(l) != BackupText.DigestKey).ToList();
        yield return ("a line left out", [.. lines.Where(l => l != content[^1])]);
        if (content.FindIndex(l => BackupText.ValueOf(l).Any(char.IsDigit) && !l.StartsWith("version", StringComparison.Ordinal)) is >= 0 and var at)
        {
            var digit = content[at].LastIndexOfAny([.. "0123456789"]);
            var changed = $"{content[at][..digit]}{(char)('0' + ((content[at][digit] - '0' + 1) % 10))}{content[at][(digit + 1)..]}";
            yield return ("a digit changed", [.. lines.Select(l => l == content[at] ? changed : l)]);
        }

        if (content.FindIndex(l => l.StartsWith(ProgramBackup.Prefix + "part.", StringComparison.Ordinal)) is >= 0 and var part)
        {
            var middle = content[part].Length / 2;
            var changed = $"{content[part][..middle]}{(content[part][middle] == 'A' ? 'B' : 'A')}{content[part][(middle + 1)..]}";
            yield return ("a byte of the program changed", [.. lines.Select(l => l == content[part] ? changed : l)]);
        }

        if (content.Count < lines.Count)
        {
            yield return ("another digest", [.. content, $"{BackupText.DigestKey}=\"{new string('0', 64)}\""]);
        }
    }
}
