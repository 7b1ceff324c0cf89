using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>Reading and clearing of audit records. Their protection is a control of its own, so that it holds also where roles do not.</summary>
internal static class AuditCommands
{
    private const int UsualCount = 20;
    private const int MaxCount = 200;

    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("AUDIT LIST", "[count]", false, null, List),
        new("AUDIT CLEAR", "", false, null, Clear),
    ];

    /// <summary>One record as a line.</summary>
    public static string Describe(AuditRecord r) => string.Create(
        CultureInfo.InvariantCulture,
        $"{r.EventId} {r.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {r.Source} {r.Category} {r.Type} {r.Result} {r.Subject} {r.Detail}");

    private static ConsoleAnswer List(ConsoleConnection c, string[] arguments)
    {
        var count = UsualCount;
        if (arguments.Length > 1
            || (arguments.Length == 1 && (!int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count > MaxCount)))
        {
            return ConsoleAnswer.BadArgument("AUDIT LIST [1..200]");
        }

        if (!May(c, "audit", c.Controls.AuditProtection.AllowsList))
        {
            c.Controls.Audit.Record(AuditCategories.AuditLog, "audit-read", false, c.Origin, "");
            return ConsoleAnswer.NotPermitted;
        }

        var lines = c.Server.AuditLines().TakeLast(count).ToArray();
        c.Controls.Audit.Record(AuditCategories.AuditLog, "audit-read", true, c.Origin, "");
        return ConsoleAnswer.Ok([.. lines, string.Create(CultureInfo.InvariantCulture, $"{lines.Length} records")]);
    }

    private static ConsoleAnswer Clear(ConsoleConnection c, string[] arguments)
    {
        if (!May(c, "audit-clear", (_, origin) => c.Controls.AuditProtection.AllowsClear(origin)))
        {
            c.Controls.Audit.Record(AuditCategories.AuditLog, "audit-clear", false, c.Origin, "");
            return ConsoleAnswer.NotPermitted;
        }

        c.Server.ClearAudit();
        c.Controls.Audit.Record(AuditCategories.AuditLog, "audit-clear", true, c.Origin, "");
        return ConsoleAnswer.Ok();
    }

    private static bool May(ConsoleConnection c, string permission, Func<bool, Origin, bool> isProtectedFor)
    {
        var role = c.Session?.Account.Role;
        return isProtectedFor(c.Controls.Roles.IsGranted(role, permission), c.Origin) && c.Controls.Roles.Allows(role, permission, c.Origin, "AUDIT");
    }
}
