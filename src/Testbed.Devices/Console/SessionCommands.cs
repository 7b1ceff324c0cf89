using Testbed.Core;

namespace Testbed.Devices;

/// <summary>Log-on, log-off, resuming and locking of sessions, help.</summary>
internal static class SessionCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("HELP", "", true, null, Help),
        new("LOGON", "name password", true, null, (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = (c, a) => LogOnAsync(c, a, program: false) },
        new("BIND", "name password", true, null, (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = (c, a) => LogOnAsync(c, a, program: true) },
        new("CODE", "digits", true, null, Code),
        new("RESUME", "token", true, null, Resume),
        new("LOGOFF", "", true, null, LogOff),
        new("LOCK", "", false, null, Lock),
        new("UNLOCK", "password", false, null, (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = UnlockAsync },
        new("QUIT", "", true, null, Quit),
    ];

    private static ConsoleAnswer Help(ConsoleConnection c, string[] arguments)
    {
        var onlyOpen = c.Session is null && c.Controls.Accounts.IsArmed;
        return ConsoleAnswer.Ok([.. ConsoleServer.AllCommands.Where(k => k.IsOpen || !onlyOpen).Select(k => $"{k.Name} {k.Usage}".TrimEnd())]);
    }

    // People log on, programs bind: the same check, but each with its own kind of account.
    private static async Task<ConsoleAnswer> LogOnAsync(ConsoleConnection c, string[] arguments, bool program)
    {
        if (arguments.Length != 2)
        {
            return ConsoleAnswer.BadArgument(program ? "BIND name password" : "LOGON name password");
        }

        c.AwaitsCode = null;
        await c.Controls.Directory.RefreshAsync(arguments[0]);
        var verdict = c.Controls.Accounts.LogOn(arguments[0], arguments[1], c.Origin, program);
        if (verdict.Account is not { } account)
        {
            return ConsoleAnswer.Of(verdict.Code, verdict.Text);
        }

        if (!program && c.Controls.SecondFactor.IsNeeded(account))
        {
            c.AwaitsCode = account;
            return ConsoleAnswer.Of(ConsoleReply.AskForCode, "the code of the token: CODE digits");
        }

        return Grant(c, account);
    }

    private static ConsoleAnswer Code(ConsoleConnection c, string[] arguments)
    {
        if (c.AwaitsCode is not { } account || arguments.Length != 1)
        {
            return ConsoleAnswer.BadArgument("CODE digits, after LOGON");
        }

        c.AwaitsCode = null;
        return c.Controls.SecondFactor.Accepts(account, arguments[0], c.Origin) ? Grant(c, account) : ConsoleAnswer.Of(530, "log-on refused");
    }

    private static ConsoleAnswer Grant(ConsoleConnection c, Account account)
    {
        c.LogOff();
        if (c.Controls.Sessions.Open(account, c.Origin with { Account = account.Name }) is not { } session)
        {
            c.Controls.Audit.Record(AuditCategories.AccessControl, "session-limit", false, c.Origin with { Account = account.Name }, "too many sessions");
            return ConsoleAnswer.Of(552, "too many sessions");
        }

        c.Attach(session);
        session.Age = c.Controls.PasswordPolicy.AgeOf(account, c.Origin);
        if (session.Age != PasswordAge.InOrder)
        {
            return ConsoleAnswer.Of(232, $"password expired, change it; session {session.Token}");
        }

        return c.Controls.PasswordPolicy.Warning(account) is { } warning
            ? new(230, [warning, $"session {session.Token}"])
            : ConsoleAnswer.Of(230, $"session {session.Token}");
    }

    private static ConsoleAnswer Resume(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 1)
        {
            return ConsoleAnswer.BadArgument("RESUME token");
        }

        if (c.Controls.Sessions.Resume(arguments[0], c.Origin) is not { } session)
        {
            c.Controls.Audit.Record(AuditCategories.AccessControl, "session-resume", false, c.Origin, $"from {c.Origin.Peer}");
            return ConsoleAnswer.Of(530, "no such session");
        }

        if (c.Session is { } own && own != session)
        {
            c.LogOff();
        }

        c.Attach(session);
        c.Controls.Audit.Record(AuditCategories.AccessControl, "session-resume", true, c.Origin, $"from {c.Origin.Peer}");
        return ConsoleAnswer.Of(230, $"session {session.Token}");
    }

    private static ConsoleAnswer LogOff(ConsoleConnection c, string[] arguments)
    {
        c.LogOff();
        return ConsoleAnswer.Ok("logged off");
    }

    private static ConsoleAnswer Lock(ConsoleConnection c, string[] arguments)
    {
        if (c.Session is not { } session)
        {
            return ConsoleAnswer.LogOnFirst;
        }

        session.IsLocked = true;
        c.Controls.Audit.Record(AuditCategories.AccessControl, "session-lock", true, c.Origin, "");
        return ConsoleAnswer.Ok("locked");
    }

    private static async Task<ConsoleAnswer> UnlockAsync(ConsoleConnection c, string[] arguments)
    {
        if (c.Session is not { IsLocked: true } session || arguments.Length != 1)
        {
            return ConsoleAnswer.BadArgument("UNLOCK password, in a locked session");
        }

        await c.Controls.Directory.RefreshAsync(session.Account.Name);
        var verdict = c.Controls.Accounts.LogOn(session.Account.Name, arguments[0], c.Origin, session.Account.Service);
        if (verdict.Account is null)
        {
            return ConsoleAnswer.Of(verdict.Code, verdict.Text);
        }

        session.IsLocked = false;
        return ConsoleAnswer.Ok("unlocked");
    }

    private static ConsoleAnswer Quit(ConsoleConnection c, string[] arguments)
    {
        c.Quit();
        return ConsoleAnswer.Of(221, "bye");
    }
}
