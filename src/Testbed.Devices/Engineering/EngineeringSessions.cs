using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// Sessions of the engineering service by number. They are sessions like those of the console, under the same limits. Armed <c>session-limits</c>: a random number
/// that serves on the connection it was given to and dies with it, when idle and at log-off. Disarmed: 1, 2, 3, ..., good on any connection and never dead, up to
/// <see cref="Most"/>, then the oldest is forgotten.
/// </summary>
internal sealed class EngineeringSessions(DeviceContext device, DeviceControls controls)
{
    /// <summary>Sessions a controller has room for.</summary>
    public const int Most = 16;

    private readonly List<Entry> _entries = [];

    /// <summary>Opens a session; zero when the limits refuse one.</summary>
    public UInt128 Open(Account account, long connection, Origin origin)
    {
        _entries.RemoveAll(e => !e.Session.IsLive);
        if (controls.Sessions.Open(account, origin) is not { } session)
        {
            controls.Audit.Record(AuditCategories.AccessControl, "session-limit", false, origin, "too many sessions");
            return 0;
        }

        if (_entries.Count >= Most)
        {
            Remove(_entries[0]);
        }

        var entry = new Entry(NumberOf(session.Token), session, connection);
        entry.Idle = controls.Sessions.WatchIdle(() =>
        {
            controls.Sessions.NoteIdleEnd(origin);
            End(entry, "session-idle-end", origin);
        });
        session.OnEnd = type => End(entry, type, origin);
        _entries.Add(entry);
        return entry.Number;
    }

    /// <summary>The session of a number on a connection; null when it has none, which is noted.</summary>
    public ConsoleSession? Find(UInt128 number, long connection, Origin origin)
    {
        var entry = _entries.Find(e => e.Number == number && e.Session.IsLive);
        if (!controls.Sessions.IsArmed)
        {
            return entry?.Session;
        }

        if (entry is null || entry.Connection != connection)
        {
            controls.Sessions.NoteForeign(origin);
            controls.Audit.Record(AuditCategories.AccessControl, "session-refused", false, origin, $"from {origin.Peer}");
            return null;
        }

        controls.Sessions.Touch(entry.Idle, entry.Session);
        return entry.Session;
    }

    /// <summary>Log-off, or the end of a session for another reason.</summary>
    public void Close(ConsoleSession session)
    {
        if (controls.Sessions.IsArmed && _entries.Find(e => e.Session == session) is { } entry)
        {
            Remove(entry);
        }
    }

    /// <summary>A connection has ended.</summary>
    public void Closed(long connection)
    {
        foreach (var entry in controls.Sessions.IsArmed ? _entries.Where(e => e.Connection == connection).ToArray() : [])
        {
            Remove(entry);
        }
    }

    // Tokens are 128 bits in hex where they are random, else decimal.
    private static UInt128 NumberOf(string token) =>
        token.Length == 32 ? UInt128.Parse(token, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : UInt128.Parse(token, CultureInfo.InvariantCulture);

    private void End(Entry entry, string type, Origin origin)
    {
        if (_entries.Contains(entry) && device.IsRunning)
        {
            controls.Audit.Record(AuditCategories.AccessControl, type, true, origin with { Account = entry.Session.Account.Name }, $"from {origin.Peer}");
        }

        Remove(entry);
    }

    private void Remove(Entry entry)
    {
        _entries.Remove(entry);
        entry.Idle?.Dispose();
        controls.Sessions.Forget(entry.Session);
    }

    private sealed class Entry(UInt128 number, ConsoleSession session, long connection)
    {
        public UInt128 Number => number;

        public ConsoleSession Session => session;

        public long Connection => connection;

        public ITimer? Idle { get; set; }
    }
}
