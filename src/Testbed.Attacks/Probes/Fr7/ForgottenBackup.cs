using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 7.3 RE 2: the next automatic backup falls due. Breach: the backup server holds no new backup of the asset, or none is declared.</summary>
public sealed class ForgottenBackup() : UpkeepProbe("forgotten-backup", "SR 7.3 RE 2")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var (asset, config) = (target.Asset.Id, range.Scenario.Control<BackupConfig>(target.Asset.Id));
        if (config?.Server is not { } server || range.Scenario.Asset(server) is not { } host || Console(host) is not { } console)
        {
            return AttackOutcome.Succeeded($"Nobody fetches backups of {asset} by itself.");
        }

        var start = range.Clock.GetUtcNow();
        var elapsed = start - range.Scenario.Start;
        await range.WaitAsync(config.DueAfter(elapsed) - elapsed + TimeSpan.FromSeconds(30));
        using var keeper = new ConsoleTarget(range, host, console, null, null);
        var reply = await AskAsync(keeper, range, "backup", "BACKUP LIST");
        var isThere = reply is { IsSuccess: true } && reply.Lines.Select(l => l.Split(' ')).Any(w =>
            w.Length == 3 && w[0] == asset
            && DateTimeOffset.TryParse(w[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time >= start);
        return isThere
            ? AttackOutcome.Resisted($"{server} fetched a backup of {asset} by itself.")
            : AttackOutcome.Succeeded($"{server} holds no backup of {asset} after one was due.");
    }
}
