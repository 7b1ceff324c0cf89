using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Passwords and accounts.</summary>
internal static class AccountCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("PASSWD", "old new", false, null, (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = ChangePasswordAsync },
        new("USER ADD", "name role password", false, "accounts", Add),
        new("USER DISABLE", "name", false, "accounts", (c, a) => SetEnabled(c, a, false)),
        new("USER ENABLE", "name", false, "accounts", (c, a) => SetEnabled(c, a, true)),
        new("USER ROLE", "name role", false, "accounts", SetRole),
        new("USER LIST", "", false, "accounts", (c, _) => ConsoleAnswer.Ok([.. c.Controls.Accounts.All.Select(Describe)])),
    ];

    /// <summary>Reads a role's name; numbers are none.</summary>
    public static bool TryParseRole(string text, out AccountRole role)
    {
        var match = Enum.GetValues<AccountRole>().Where(r => string.Equals(r.ToString(), text, StringComparison.OrdinalIgnoreCase)).ToArray();
        role = match.FirstOrDefault();
        return match.Length == 1;
    }

    private static string Describe(Account account) =>
        $"{account.Name} {account.Role.ToString().ToLowerInvariant()} {(account.IsEnabled ? "enabled" : "disabled")}";

    private static async Task<ConsoleAnswer> ChangePasswordAsync(ConsoleConnection c, string[] arguments)
    {
        if (c.Session is not { } session)
        {
            return ConsoleAnswer.LogOnFirst;
        }

        if (arguments.Length != 2)
        {
            return ConsoleAnswer.BadArgument("PASSWD old new");
        }

        if (!session.Account.Verify(arguments[0]))
        {
            c.Controls.LockOut.Failed(session.Account.Name, c.Origin);
            c.Controls.Audit.Record(AuditCategories.Configuration, "password-change", false, c.Origin, session.Account.Name);
            return ConsoleAnswer.NotPermitted;
        }

        if (c.Controls.PasswordPolicy.RefusalOf(arguments[1], c.Origin, session.Account) is { } refusal)
        {
            return ConsoleAnswer.BadArgument(refusal);
        }

        if (await c.Controls.Directory.ChangeAsync(session.Account, arguments[0], arguments[1]) == false)
        {
            c.Controls.Audit.Record(AuditCategories.Configuration, "password-change", false, c.Origin, session.Account.Name);
            return ConsoleAnswer.Of(550, "the directory did not take it");
        }

        session.Account.SetPassword(arguments[1], c.Server.Device.Clock.Now);
        session.Age = PasswordAge.InOrder;
        c.Controls.Audit.Record(AuditCategories.Configuration, "password-change", true, c.Origin, session.Account.Name);
        return ConsoleAnswer.Ok();
    }

    private static ConsoleAnswer Add(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 3 || !TryParseRole(arguments[1], out var role))
        {
            return ConsoleAnswer.BadArgument("USER ADD name role password");
        }

        if (c.Controls.PasswordPolicy.RefusalOf(arguments[2], c.Origin) is { } refusal)
        {
            return ConsoleAnswer.BadArgument(refusal);
        }

        if (!c.Controls.Accounts.TryAdd(arguments[0], role, arguments[2]))
        {
            return ConsoleAnswer.BadArgument("account exists");
        }

        c.Controls.Audit.Record(AuditCategories.AccessControl, "account-added", true, c.Origin, $"{arguments[0]} {role.ToString().ToLowerInvariant()}");
        return ConsoleAnswer.Ok();
    }

    private static ConsoleAnswer SetRole(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 2 || c.Controls.Accounts.Find(arguments[0]) is not { } account || !TryParseRole(arguments[1], out var role))
        {
            return ConsoleAnswer.BadArgument("USER ROLE name role");
        }

        account.Role = role;
        c.Controls.Audit.Record(AuditCategories.AccessControl, "account-role", true, c.Origin, $"{account.Name} {role.ToString().ToLowerInvariant()}");
        return ConsoleAnswer.Ok();
    }

    private static ConsoleAnswer SetEnabled(ConsoleConnection c, string[] arguments, bool enabled)
    {
        if (arguments.Length != 1 || c.Controls.Accounts.Find(arguments[0]) is not { } account)
        {
            return ConsoleAnswer.BadArgument("no such account");
        }

        account.IsEnabled = enabled;
        c.Controls.Audit.Record(AuditCategories.AccessControl, enabled ? "account-enabled" : "account-disabled", true, c.Origin, account.Name);
        if (!enabled)
        {
            c.Controls.Sessions.CloseAll(account);
        }

        return ConsoleAnswer.Ok();
    }
}
