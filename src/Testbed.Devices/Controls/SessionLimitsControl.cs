using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>A console session: it may outlive its connection until it idles out.</summary>
internal sealed class ConsoleSession(string token, Account account, string peer)
{
    public string Token => token;

    public Account Account => account;

    public string Peer => peer;

    public bool IsLive { get; set; } = true;

    public bool IsLocked { get; set; }

    public bool IsAttached { get; set; } = true;

    /// <summary>When something was last asked for in it.</summary>
    public DateTimeOffset LastUse { get; set; }

    /// <summary>Ends the session when nobody is connected.</summary>
    public ITimer? Expiry { get; set; }

    /// <summary>Ends the session when it has lasted its longest.</summary>
    public ITimer? Duration { get; set; }

    /// <summary>What the age of the password leaves open.</summary>
    public PasswordAge Age { get; set; }

    /// <summary>Set by the connection that holds the session: closes it.</summary>
    public Action<string>? OnEnd { get; set; }
}

/// <summary>
/// <c>session-limits</c>: random 128-bit tokens that die at log-off and belong to one peer, an idle lock and an idle end, a longest duration, a number of
/// sessions per account and of all. Disarmed: tokens are 1, 2, 3, ..., live forever and serve anybody; no limit, no idle end, and the lock does not hold.
/// </summary>
internal sealed class SessionLimitsControl(DeviceContext device) : AssetControl<SessionLimitsConfig>(device)
{
    private readonly SortedDictionary<string, ConsoleSession> _sessions = new(StringComparer.Ordinal);
    private RandomStream? _random;
    private int _lastToken;

    /// <summary>Opens a session; null when there are too many, of the account or in all.</summary>
    public ConsoleSession? Open(Account account, Origin origin)
    {
        var rule = Armed is not { } config ? null
            : _sessions.Values.Count(s => s.Account == account) >= config.MaxSessions ? "max-sessions"
            : _sessions.Count >= config.MaxTotal ? "max-total" : null;
        if (rule is not null)
        {
            Note(LedgerAction.Blocked, rule, origin);
            return null;
        }

        var session = new ConsoleSession(NewToken(), account, origin.Peer) { LastUse = Device.Now };
        _sessions.Add(session.Token, session);
        if (IsArmed)
        {
            Note(LedgerAction.Recorded, "token-issued", origin);
        }

        if (Armed?.MaxDuration is { } longest)
        {
            session.Duration = Device.Environment.Clock.CreateTimer(_ => EndOfDuration(session, origin), null, longest, Timeout.InfiniteTimeSpan);
        }

        return session;
    }

    /// <summary>Finds the session of a token for a new connection; null when it may not be resumed.</summary>
    public ConsoleSession? Resume(string token, Origin origin)
    {
        _sessions.TryGetValue(token, out var session);
        if (!IsArmed)
        {
            return session;
        }

        var rule = session is null ? "dead-token" : session.Peer != origin.Peer ? "foreign-peer" : session.IsAttached ? "in-use" : null;
        if (rule is not null)
        {
            Note(LedgerAction.Blocked, rule, origin);
            return null;
        }

        session!.Expiry?.Dispose();
        session.IsAttached = true;
        session.LastUse = Device.Now;
        return session;
    }

    /// <summary>Log-off.</summary>
    public void Close(ConsoleSession session)
    {
        if (!IsArmed)
        {
            return;
        }

        session.IsLive = false;
        session.Expiry?.Dispose();
        session.Duration?.Dispose();
        _sessions.Remove(session.Token);
    }

    /// <summary>Ends the sessions of an account, or of all when the device stops.</summary>
    public void CloseAll(Account? account)
    {
        foreach (var session in _sessions.Values.Where(s => account is null || s.Account == account).ToArray())
        {
            Close(session);
        }
    }

    /// <summary>Drops a session whatever is armed: a device has room for so many.</summary>
    public void Forget(ConsoleSession session)
    {
        session.IsLive = false;
        session.Expiry?.Dispose();
        session.Duration?.Dispose();
        _sessions.Remove(session.Token);
    }

    /// <summary>The connection went away without log-off. Idle time goes on from the last use: whoever cuts a connection prolongs nothing.</summary>
    public void Detach(ConsoleSession session)
    {
        session.IsAttached = false;
        session.OnEnd = null;
        if (Armed is { } config && session.IsLive)
        {
            var left = config.Idle - (Device.Now - session.LastUse);
            session.Expiry = Device.Environment.Clock.CreateTimer(_ => Close(session), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A timer that ends a connection which stays idle, or null when nothing limits it. Reset it with <see cref="Touch"/>.</summary>
    public ITimer? WatchIdle(Action end) => Armed is { } config
        ? Device.Environment.Clock.CreateTimer(_ => end(), null, config.Idle, Timeout.InfiniteTimeSpan)
        : null;

    public void Touch(ITimer? timer, ConsoleSession? session)
    {
        timer?.Change(Armed?.Idle ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (session is not null)
        {
            session.LastUse = Device.Now;
        }
    }

    /// <summary>As <see cref="WatchIdle"/>, for the lock that comes first; null when there is none.</summary>
    public ITimer? WatchLock(Action lockIt) => Armed?.Lock is { } idle
        ? Device.Environment.Clock.CreateTimer(_ => lockIt(), null, idle, Timeout.InfiniteTimeSpan)
        : null;

    public void TouchLock(ITimer? timer) => timer?.Change(Armed?.Lock ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void NoteIdleEnd(Origin origin) => Note(LedgerAction.Blocked, "idle", origin);

    /// <summary>A session number was shown that is none, or on another connection than its own.</summary>
    public void NoteForeign(Origin origin) => Note(LedgerAction.Blocked, "foreign-session", origin);

    public void NoteLocked(Origin origin) => Note(LedgerAction.Blocked, "session-locked", origin);

    private void EndOfDuration(ConsoleSession session, Origin origin)
    {
        Note(LedgerAction.Blocked, "duration", origin);
        Close(session);
        session.OnEnd?.Invoke("session-duration-end");
    }

    private string NewToken()
    {
        if (!IsArmed)
        {
            return (++_lastToken).ToString(CultureInfo.InvariantCulture);
        }

        _random ??= Device.Environment.Random($"{Device.Asset.Id}/session-tokens");
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
