using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>lock-out</c>: a known account is locked after failed log-ons within the window, for the duration, by the simulated clock; exempt accounts never.
/// </summary>
internal sealed class LockOutControl(DeviceContext device, AuditControl audit) : AssetControl<LockOutConfig>(device)
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> _failures = [];
    private readonly Dictionary<string, DateTimeOffset> _lockedUntil = [];

    public bool IsLocked(string account) => IsArmed && _lockedUntil.TryGetValue(account, out var until) && Device.Now < until;

    public void Succeeded(string account) => _failures.Remove(account);

    public void Failed(string account, Origin origin)
    {
        if (Armed is not { } config || config.Exempt.Contains(account))
        {
            return;
        }

        if (!_failures.TryGetValue(account, out var times))
        {
            _failures[account] = times = new Queue<DateTimeOffset>();
        }

        times.Enqueue(Device.Now);
        while (Device.Now - times.Peek() > config.Window)
        {
            times.Dequeue();
        }

        if (times.Count < config.Attempts)
        {
            return;
        }

        _failures.Remove(account);
        _lockedUntil[account] = Device.Now + config.Duration;
        Note(LedgerAction.Recorded, "locked-out", origin with { Account = account });
        audit.Record(
            AuditCategories.AccessControl, "lock-out", true, origin with { Account = account },
            string.Create(CultureInfo.InvariantCulture, $"after {config.Attempts} failures from {origin.Peer}"));
    }

    public void NoteBlocked(Origin origin) => Note(LedgerAction.Blocked, "locked", origin);
}
