using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <content>Who may ask: log-on, session, directory, role, key switch.</content>
internal sealed partial class EngineeringService
{
    /// <summary>Status Done when the call may go on; its origin then names the account.</summary>
    private EngineeringOutcome Admit(ref EngineeringCall call, UInt128 number)
    {
        var session = number == 0 ? null : _sessions.Find(number, call.Connection, call.Origin);
        if (session is null && (number != 0 || !controls.Accounts.AllowsAnonymous(call.Subfunction.Name(), call.Origin)))
        {
            Record(AuditCategories.AccessControl, "log-on-required", false, call, call.Subfunction.Name());
            return new(EngineeringStatus.LogOnRequired);
        }

        if (session is not null)
        {
            call = call with { Session = session, Origin = call.Origin with { Account = session.Account.Name } };
            if (RefusalOfDirectory(call, session) is { } ended)
            {
                return ended;
            }
        }

        var permission = PermissionOf(call.Subfunction);
        if (session?.Age == PasswordAge.ReadOnly && permission != "read")
        {
            controls.PasswordPolicy.NoteExpired(call.Origin, call.Subfunction.Name());
            return new(EngineeringStatus.PasswordExpired);
        }

        if (!controls.Allows(session?.Account.Role, permission, call.Origin, call.Text))
        {
            Record(AuditCategories.AccessControl, "not-permitted", false, call, call.Text);
            return new(EngineeringStatus.NotPermitted);
        }

        return KeyOperation(call.Subfunction) is { } operation && controls.KeySwitch.RefusalOf(operation, bank, call.Origin, call.Text) is { } refusal
            ? new(EngineeringStatus.KeySwitch, refusal)
            : EngineeringOutcome.Done;
    }

    private static EngineeringOperation? KeyOperation(EngineeringSubfunction subfunction) => subfunction switch
    {
        EngineeringSubfunction.Start => EngineeringOperation.Start,
        EngineeringSubfunction.Stop => EngineeringOperation.Stop,
        EngineeringSubfunction.DownloadBegin or EngineeringSubfunction.DownloadBlock or EngineeringSubfunction.DownloadCommit => EngineeringOperation.Download,
        EngineeringSubfunction.Force or EngineeringSubfunction.Unforce => EngineeringOperation.Force,
        EngineeringSubfunction.WriteVariable => EngineeringOperation.Write,
        _ => null,
    };

    private int LogOn(EngineeringCall call, string name, string password, Span<byte> response)
    {
        if (IsFetching(name))
        {
            return EngineeringReply.Refuse(response, call.Subfunction, EngineeringStatus.AskAgain, "");
        }

        var verdict = controls.Accounts.LogOn(name, password, call.Origin);
        if (verdict.Account is not { } account)
        {
            return EngineeringReply.Refuse(response, call.Subfunction, EngineeringStatus.LogOnRefused, verdict.Text);
        }

        var origin = call.Origin with { Account = account.Name };
        var age = controls.PasswordPolicy.AgeOf(account, origin);
        if (age == PasswordAge.MustChange)
        {
            return EngineeringReply.Refuse(response, call.Subfunction, EngineeringStatus.PasswordExpired, "change it at the console");
        }

        var number = _sessions.Open(account, call.Connection, origin);
        if (number == 0)
        {
            return EngineeringReply.Refuse(response, call.Subfunction, EngineeringStatus.TooManySessions, "");
        }

        if (_sessions.Find(number, call.Connection, origin) is { } session)
        {
            session.Age = age;
        }

        var reply = new EngineeringReply(response, call.Subfunction);
        reply.Session(number);
        return reply.Length;
    }

    private int LogOff(EngineeringCall call, Span<byte> response)
    {
        if (call.Session is { } session)
        {
            Record(AuditCategories.AccessControl, "log-off", true, call, $"from {call.Origin.Peer}");
            _sessions.Close(session);
            _transfer.Closed(call.Connection);
        }

        return Answer(call, EngineeringOutcome.Done, response);
    }

    private EngineeringOutcome? RefusalOfDirectory(EngineeringCall call, ConsoleSession session)
    {
        if (IsFetching(session.Account.Name))
        {
            return new(EngineeringStatus.AskAgain);
        }

        if (controls.Directory.RefusalInSession(session.Account, call.Origin) is not { } reason)
        {
            return null;
        }

        Record(AuditCategories.AccessControl, reason, true, call, $"from {call.Origin.Peer}");
        _sessions.Close(session);
        return new(EngineeringStatus.LogOnRequired);
    }

    /// <summary>True while the account is being fetched from the directory, one account at a time: a response cannot wait for it.</summary>
    private bool IsFetching(string account)
    {
        if (_refreshing.IsCompleted)
        {
            device.Run(() => _refreshing = controls.Directory.RefreshAsync(account));
        }

        return !_refreshing.IsCompleted;
    }
}
