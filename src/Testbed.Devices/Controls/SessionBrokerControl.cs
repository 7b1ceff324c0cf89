using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>session-broker</c>: a visitor's session serves while somebody else's approval lasts, and ends with it; what he does at the consoles he is led to is recorded.
/// Disarmed: a log-on is enough, nothing is recorded.
/// </summary>
internal sealed class SessionBrokerControl(DeviceContext device, AuditControl audit) : AssetControl<SessionBrokerConfig>(device)
{
    private readonly Dictionary<string, Approval> _approvals = new(StringComparer.Ordinal);
    private readonly List<string> _recording = [];

    /// <summary>What visitors did, oldest first.</summary>
    public IReadOnlyList<string> Recording => _recording;

    /// <summary>True when the account's session must wait.</summary>
    public bool Awaits(Account account) => Armed is { } config && config.Visitors.Contains(account.Name)
        && !(_approvals.TryGetValue(account.Name, out var approval) && Device.Now < approval.Until);

    /// <summary>Notes a command that had to wait.</summary>
    public void NoteAwaiting(Origin origin, string command) => Note(LedgerAction.Blocked, "not-approved", origin, command);

    /// <summary>Agrees to a visitor's session for so long, or for the longest; why not, or null.</summary>
    public string? Approve(string visitor, TimeSpan? asked, Origin by)
    {
        if (Armed is not { } config || !config.Visitors.Contains(visitor))
        {
            return "no such visitor";
        }

        if (!config.Approvers.Contains(by.Account) || by.Account == visitor)
        {
            Note(LedgerAction.Blocked, "not-an-approver", by, visitor);
            audit.Record(AuditCategories.AccessControl, "approval", false, by, visitor);
            return "somebody else has to approve";
        }

        var window = asked is { } a && a < config.Window ? a : config.Window;
        End(visitor);
        var approval = new Approval(Device.Now + window);
        approval.Timer = Device.Environment.Clock.CreateTimer(_ => End(visitor), null, window, Timeout.InfiniteTimeSpan);
        _approvals[visitor] = approval;
        Note(LedgerAction.Recorded, "approved", by, visitor);
        audit.Record(AuditCategories.AccessControl, "approval", true, by, string.Create(CultureInfo.InvariantCulture, $"{visitor} for {window.TotalMinutes:0} min"));
        return null;
    }

    /// <summary>Notes a relay that has to end with the approval.</summary>
    public void Carry(Account account, IDisposable relay)
    {
        if (_approvals.TryGetValue(account.Name, out var approval))
        {
            approval.Relays.Add(relay);
        }
    }

    /// <summary>Adds a line to the recording.</summary>
    public void Record(string account, string asset, char direction, string line)
    {
        if (IsArmed)
        {
            _recording.Add(string.Create(CultureInfo.InvariantCulture, $"{Device.Clock.Now.UtcDateTime:HH:mm:ss} {account} {asset} {direction} {line}"));
        }
    }

    private void End(string visitor)
    {
        if (!_approvals.Remove(visitor, out var approval))
        {
            return;
        }

        approval.Timer?.Dispose();
        approval.Relays.ForEach(r => r.Dispose());
        audit.Record(AuditCategories.AccessControl, "approval-end", true, Origin.Self, visitor);
    }

    private sealed class Approval(DateTimeOffset until)
    {
        public DateTimeOffset Until => until;

        public ITimer? Timer { get; set; }

        public List<IDisposable> Relays { get; } = [];
    }
}
