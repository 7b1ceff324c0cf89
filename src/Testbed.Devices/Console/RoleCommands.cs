using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>The permission table.</summary>
internal static class RoleCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("ROLE SHOW", "", false, "roles", (c, _) => ConsoleAnswer.Ok([.. c.Controls.Roles.Describe()])),
        new("ROLE SET", "role permission,permission", false, "roles", Set),
    ];

    private static ConsoleAnswer Set(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length is not (1 or 2) || !AccountCommands.TryParseRole(arguments[0], out var role))
        {
            return ConsoleAnswer.BadArgument("ROLE SET role permission,permission");
        }

        var permissions = arguments.Length == 1 ? [] : arguments[1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (permissions.FirstOrDefault(p => !RolesConfig.AllPermissions.Contains(p)) is not null)
        {
            return ConsoleAnswer.BadArgument("no such permission");
        }

        c.Controls.Roles.Set(role, permissions);
        c.Controls.Audit.Record(
            AuditCategories.Configuration, "role-set", true, c.Origin, $"{role.ToString().ToLowerInvariant()} {string.Join(',', permissions)}");
        return ConsoleAnswer.Ok();
    }
}
