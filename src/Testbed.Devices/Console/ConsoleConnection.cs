using System.Globalization;
using System.Text;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>One connection to the console: reads lines of at most <see cref="ConsoleProtocol.MaxLine"/> bytes, answers each. No input makes it throw.</summary>
internal sealed partial class ConsoleConnection(ConsoleServer server, AcceptedConnection connection)
{
    private const int MaxReplyText = ConsoleProtocol.MaxLine - 4;
    private readonly List<byte> _line = [];
    private bool _overlong;
    private bool _closing;
    private ITimer? _idle;
    private ITimer? _lock;

    public ConsoleServer Server => server;

    public DeviceControls Controls => server.Controls;

    public ConsoleSession? Session { get; private set; }

    /// <summary>Whose password was right and whose code is awaited; null for nobody.</summary>
    public Account? AwaitsCode { get; set; }

    /// <summary>Who asks.</summary>
    public Origin Origin => new(connection.Peer, Session?.Account.Name ?? "", connection.Port);

    public async Task RunAsync()
    {
        _idle = Controls.Sessions.WatchIdle(EndIdle);
        _lock = Controls.Sessions.WatchLock(LockIdle);
        try
        {
            var asset = server.Device.Asset;
            await SendAsync(new ConsoleAnswer(220, [.. Controls.Notification.Lines(Origin), $"{asset.Id} console ready"]));
            var buffer = new byte[1024];
            int read;
            while (!_closing && (read = await connection.Stream.ReadAsync(buffer, server.Device.Stopping)) > 0)
            {
                for (var i = 0; i < read && !_closing; i++)
                {
                    if (_relay is not null)
                    {
                        await ForwardAsync(buffer.AsMemory(i, read - i));
                        break;
                    }

                    await TakeAsync(buffer[i]);
                }
            }
        }
        finally
        {
            _closing = true;
            await EndRelayAsync();
            if (_idle is not null)
            {
                await _idle.DisposeAsync();
            }

            if (_lock is not null)
            {
                await _lock.DisposeAsync();
            }

            if (Session is { } session)
            {
                Controls.Sessions.Detach(session);
            }

            await connection.Stream.DisposeAsync();
        }
    }

    public void Attach(ConsoleSession session)
    {
        Session = session;
        session.OnEnd = End;
    }

    /// <summary>Ends the session of this connection, if any.</summary>
    public void LogOff()
    {
        if (Session is not { } session)
        {
            return;
        }

        Controls.Audit.Record(AuditCategories.AccessControl, "log-off", true, Origin, $"from {Origin.Peer}");
        Controls.Sessions.Close(session);
        Session = null;
    }

    /// <summary>Closes the connection after the answer.</summary>
    public void Quit()
    {
        LogOff();
        _closing = true;
    }

    private async Task TakeAsync(byte b)
    {
        if (b != (byte)'\n')
        {
            _overlong |= _line.Count >= ConsoleProtocol.MaxLine;
            if (!_overlong)
            {
                _line.Add(b);
            }

            return;
        }

        Controls.Sessions.Touch(_idle, Session);
        Controls.Sessions.TouchLock(_lock);
        var text = Encoding.UTF8.GetString([.. _line]).TrimEnd('\r');
        var isOverlong = _overlong;
        _line.Clear();
        _overlong = false;
        await SendAsync(isOverlong ? Error(500, "line too long", "") : await AnswerAsync(text));
        if (_relay is not null)
        {
            server.Device.Run(ReturnAsync);
        }
    }

    private async Task<ConsoleAnswer> AnswerAsync(string text)
    {
        if (await RefusalOfDirectoryAsync() is { } ended)
        {
            return ended;
        }

        if (Session is { IsLive: false })
        {
            Session = null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ConsoleServer.Find(words, out var arguments) is not { } command)
        {
            Controls.Audit.Record(AuditCategories.Reconnaissance, "command", false, Origin, words.Length == 0 ? "empty" : words[0]);
            return Error(500, "unknown command", text);
        }

        if (Refusal(command) is { } refusal)
        {
            return refusal;
        }

        var answer = command.ExecuteAsync is { } execute ? await execute(this, arguments) : command.Execute(this, arguments);
        if (answer.Code != 501)
        {
            return answer;
        }

        Controls.Audit.Record(AuditCategories.RequestError, "argument", false, Origin, $"{command.Name}: {answer.Lines[0]}");
        return Error(501, answer.Lines[0], text);
    }

    /// <summary>Ends the session of somebody whom the directory has disabled since.</summary>
    private async Task<ConsoleAnswer?> RefusalOfDirectoryAsync()
    {
        if (Session is not { IsLive: true } session)
        {
            return null;
        }

        await Controls.Directory.RefreshAsync(session.Account.Name);
        if (Controls.Directory.RefusalInSession(session.Account, Origin) is not { } reason)
        {
            return null;
        }

        Controls.Audit.Record(AuditCategories.AccessControl, reason, true, Origin, $"from {Origin.Peer}");
        Controls.Sessions.Close(session);
        Session = null;
        _closing = true;
        return ConsoleAnswer.Of(421, "session ended");
    }

    private ConsoleAnswer? RefusalOfAge(ConsoleCommand command)
    {
        var isStopped = Session?.Age switch
        {
            PasswordAge.MustChange => command.Name is not ("PASSWD" or "LOGOFF" or "QUIT" or "HELP"),
            PasswordAge.ReadOnly => command.Permission is not (null or "read"),
            _ => false,
        };
        if (!isStopped)
        {
            return null;
        }

        Controls.PasswordPolicy.NoteExpired(Origin, command.Name);
        return ConsoleAnswer.Of(550, "change the password first");
    }

    private ConsoleAnswer? Refusal(ConsoleCommand command)
    {
        if (RefusalOfAge(command) is { } aged)
        {
            return aged;
        }

        if (Session is { IsLocked: true } && Controls.Sessions.IsArmed && command.Name is not ("UNLOCK" or "LOGOFF" or "QUIT" or "HELP"))
        {
            Controls.Sessions.NoteLocked(Origin);
            return ConsoleAnswer.Of(550, "session is locked");
        }

        if (command.IsOpen)
        {
            return null;
        }

        if (Session is null && !Controls.Accounts.AllowsAnonymous(command.Name, Origin))
        {
            Controls.Audit.Record(AuditCategories.AccessControl, "log-on-required", false, Origin, command.Name);
            return ConsoleAnswer.LogOnFirst;
        }

        if (Session is { } visiting && command.Name != "APPROVE" && Controls.Broker.Awaits(visiting.Account))
        {
            Controls.Broker.NoteAwaiting(Origin, command.Name);
            return ConsoleAnswer.Of(550, "not approved");
        }

        if (command.Permission is { } permission && !Controls.Allows(Session?.Account.Role, permission, Origin, command.Name))
        {
            Controls.Audit.Record(AuditCategories.AccessControl, "not-permitted", false, Origin, command.Name);
            return ConsoleAnswer.NotPermitted;
        }

        return null;
    }

    private ConsoleAnswer Error(int code, string sentence, string command) => new(code, Controls.ErrorHandling.Lines(sentence, command, Origin));

    private void LockIdle()
    {
        if (_closing || Session is not { IsLive: true, IsLocked: false } session)
        {
            return;
        }

        session.IsLocked = true;
        Controls.Audit.Record(AuditCategories.AccessControl, "session-lock", true, Origin, "idle");
    }

    private void EndIdle()
    {
        if (_closing)
        {
            return;
        }

        Controls.Sessions.NoteIdleEnd(Origin);
        End("session-idle-end");
    }

    private void End(string type)
    {
        _closing = true;
        Controls.Audit.Record(AuditCategories.AccessControl, type, true, Origin, $"from {Origin.Peer}");
        if (Session is { } session)
        {
            Controls.Sessions.Close(session);
            Session = null;
        }

        server.Device.Run(async () =>
        {
            await SendAsync(ConsoleAnswer.Of(421, "session ended"));
            await connection.Stream.DisposeAsync();
        });
    }

    private async Task SendAsync(ConsoleAnswer answer)
    {
        var text = new StringBuilder();
        for (var i = 0; i < answer.Lines.Count; i++)
        {
            var line = new string([.. answer.Lines[i].Take(MaxReplyText).Select(c => char.IsControl(c) ? '?' : c)]);
            text.Append(CultureInfo.InvariantCulture, $"{answer.Code:000}{(i < answer.Lines.Count - 1 ? '-' : ' ')}{line}\n");
        }

        await connection.Stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
