using Testbed.Core;

namespace Testbed.Devices;

/// <summary>The device itself: its standing alarms, restart, inventory, security settings.</summary>
internal static class MaintenanceCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("ALARMS", "", false, "read", (c, _) => ConsoleAnswer.Ok(c.Controls.Alarms.Any ? [.. c.Controls.Alarms.Lines] : ["none"])),
        new("AUDIT ARCHIVE", "", false, "audit", Archive),
        new("RESTART", "", false, "restart", Restart),
        new("INVENTORY", "", false, "inventory", (c, _) => ConsoleAnswer.Ok([.. c.Server.Maintenance.InventoryFor(c.Origin)])),
        new("SETTINGS", "", false, "settings", (c, _) => ConsoleAnswer.Ok([.. c.Controls.SettingsReport.Report(c.Server.Maintenance.State, c.Origin)])),
        new("SETTINGS VERIFY", "", false, "settings",
            (c, _) => ConsoleAnswer.Ok([.. c.Controls.SettingsReport.Verify(c.Server.Maintenance.Deviations(), c.Origin)])),
        new("SETTINGS RELEASE", "", false, "settings-set", Release),
        new("SETTING SET", "kind.key value", false, "settings-set", Set),
    ];

    private static ConsoleAnswer Archive(ConsoleConnection c, string[] arguments)
    {
        var lines = c.Server.AuditLines();
        c.Controls.Audit.Archive();
        c.Controls.Audit.Record(AuditCategories.AuditLog, "audit-archived", true, c.Origin, "");
        return ConsoleAnswer.Ok([.. lines, "archived"]);
    }

    private static ConsoleAnswer Restart(ConsoleConnection c, string[] arguments)
    {
        c.Controls.Audit.Record(AuditCategories.System, "restart", true, c.Origin, "ordered");
        c.Server.Maintenance.RestartSoon();
        return ConsoleAnswer.Ok("restarting");
    }

    private static ConsoleAnswer Release(ConsoleConnection c, string[] arguments)
    {
        c.Server.Maintenance.Release();
        c.Controls.Audit.Record(AuditCategories.Configuration, "settings-released", true, c.Origin, "");
        return ConsoleAnswer.Ok();
    }

    private static ConsoleAnswer Set(ConsoleConnection c, string[] arguments)
    {
        var name = arguments.Length == 2 ? arguments[0].Split('.') : [];
        var control = name.Length == 2 ? c.Controls.Configurable.FirstOrDefault(k => DeviceControls.KindOf(k) == name[0]) : null;
        if (control?.InForce is not { } settings || SettingText.With(settings, name[1], arguments[1]) is not { } changed)
        {
            return ConsoleAnswer.BadArgument("no such setting or value");
        }

        control.Configure(changed);
        c.Controls.Audit.Record(AuditCategories.Configuration, "setting-set", true, c.Origin, $"{arguments[0]} {arguments[1]}");
        return ConsoleAnswer.Ok();
    }
}
