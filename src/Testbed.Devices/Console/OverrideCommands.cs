using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Permissions that a supervisor lends for a while.</summary>
internal static class OverrideCommands
{
    private const string Usage = "OVERRIDE account permission minutes reason";

    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("OVERRIDE", "account permission minutes reason", false, null, Lend),
        new("OVERRIDE END", "account permission", false, null, End),
        new("OVERRIDE LIST", "", false, "read", (c, _) => ConsoleAnswer.Ok([.. c.Controls.Override.Journal.DefaultIfEmpty("nothing was lent")])),
    ];

    private static ConsoleAnswer Lend(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length < 3
            || !RolesConfig.AllPermissions.Contains(arguments[1])
            || c.Controls.Accounts.Find(arguments[0]) is null
            || !int.TryParse(arguments[2], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > 10_000)
        {
            return ConsoleAnswer.BadArgument(Usage);
        }

        var by = c.Origin;
        return c.Controls.DualApproval.IsNeeded(ApprovedOperation.Override)
            ? c.Controls.DualApproval.Hold($"OVERRIDE {string.Join(' ', arguments)}", by, () => Task.FromResult(Apply()))
            : Apply();

        ConsoleAnswer Apply() => c.Controls.Override.Lend(arguments[0], arguments[1], TimeSpan.FromMinutes(minutes), string.Join(' ', arguments[3..]), by) is { } why
            ? ConsoleAnswer.Of(550, why)
            : ConsoleAnswer.Ok();
    }

    private static ConsoleAnswer End(ConsoleConnection c, string[] arguments) => arguments.Length != 2 ? ConsoleAnswer.BadArgument("OVERRIDE END account permission")
        : c.Controls.Override.TryEnd(arguments[0], arguments[1], c.Origin) ? ConsoleAnswer.Ok()
        : ConsoleAnswer.NotPermitted;
}
