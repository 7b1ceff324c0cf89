using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// Taking, reading and restoring of backups. CHALLENGE and PULL are for the backup server: they need its key instead of a log-on.
/// </summary>
internal static class BackupCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("BACKUP TAKE", "", false, "backup", Take),
        new("BACKUP LIST", "", false, "backup", (c, _) => ConsoleAnswer.Ok([.. Every(c).Select(Describe)])),
        new("BACKUP SHOW", "[asset]", false, "backup", Show),
        new("BACKUP CHALLENGE", "", true, null, Challenge),
        new("BACKUP PULL", "answer", true, null, Pull),
        new("RESTORE DATA", "piece", false, "restore", Data),
        new("RESTORE CHECK", "", false, "restore", Check),
        new("RESTORE APPLY", "", false, "restore", Apply),
        new("RESTORE RESET", "", false, "restore", Reset),
    ];

    private static IEnumerable<(string Asset, DateTimeOffset Time, IReadOnlyList<string> Lines)> Every(ConsoleConnection c) =>
        c.Controls.Backup.Own.Select(b => (c.Server.Device.Asset.Id, b.Time, b.Lines)).Concat(c.Server.Maintenance.BackupServer.Kept);

    private static string Describe((string Asset, DateTimeOffset Time, IReadOnlyList<string> Lines) backup) => string.Create(
        CultureInfo.InvariantCulture, $"{backup.Asset} {backup.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {BackupControl.Digest(backup.Lines)}");

    private static ConsoleAnswer Take(ConsoleConnection c, string[] arguments)
    {
        var lines = c.Controls.Backup.Take(c.Origin, "backup-taken");
        return ConsoleAnswer.Ok(string.Create(CultureInfo.InvariantCulture, $"{lines.Count} lines {BackupControl.Digest(lines)}"));
    }

    private static ConsoleAnswer Show(ConsoleConnection c, string[] arguments)
    {
        var asset = arguments.FirstOrDefault() ?? c.Server.Device.Asset.Id;
        if (arguments.Length > 1 || Every(c).LastOrDefault(b => b.Asset == asset) is not { Lines: { } lines })
        {
            return ConsoleAnswer.BadArgument("no such backup");
        }

        c.Controls.Audit.Record(AuditCategories.Backup, "backup-export", true, c.Origin, $"{asset} {BackupControl.Digest(lines)}");
        return ConsoleAnswer.Ok([.. BackupText.Encode(lines)]);
    }

    private static ConsoleAnswer Challenge(ConsoleConnection c, string[] arguments) =>
        c.Controls.Backup.Challenge() is { } challenge ? ConsoleAnswer.Ok(challenge) : ConsoleAnswer.NotPermitted;

    private static ConsoleAnswer Pull(ConsoleConnection c, string[] arguments) =>
        arguments.Length == 1 && c.Controls.Backup.Pull(arguments[0], c.Origin) is { } lines
            ? ConsoleAnswer.Ok([.. BackupText.Encode(lines)])
            : ConsoleAnswer.NotPermitted;

    private static ConsoleAnswer Data(ConsoleConnection c, string[] arguments) =>
        arguments.Length == 1 && c.Controls.Backup.Upload(c, arguments[0]) ? ConsoleAnswer.Ok() : ConsoleAnswer.BadArgument("RESTORE DATA piece");

    private static ConsoleAnswer Check(ConsoleConnection c, string[] arguments) =>
        c.Controls.Backup.Check(c, c.Origin, out _) is { } wrong ? ConsoleAnswer.BadArgument(wrong) : ConsoleAnswer.Ok("the backup can be restored");

    private static ConsoleAnswer Apply(ConsoleConnection c, string[] arguments)
    {
        if (c.Controls.Backup.Restore(c, c.Origin) is { } wrong)
        {
            return ConsoleAnswer.BadArgument(wrong);
        }

        c.Server.Maintenance.Release();
        c.Server.Maintenance.RestartSoon();
        return ConsoleAnswer.Ok("restored, restarting");
    }

    private static ConsoleAnswer Reset(ConsoleConnection c, string[] arguments)
    {
        c.Controls.Backup.ForgetUpload(c);
        return ConsoleAnswer.Ok();
    }
}
