using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>supervisor-override</c>: lends a permission to an account until it ends by itself; loans and every use of them go into the journal and the records.
/// What can be lent is refused to who has neither the permission nor a loan, whatever <c>roles</c> does. Disarmed: anybody lends anything, for ever, and nobody
/// notes it. A device without the control lends nothing.
/// </summary>
internal sealed class SupervisorOverrideControl(DeviceContext device, AuditControl audit, RolesControl roles) : AssetControl<SupervisorOverrideConfig>(device)
{
    private const int JournalLines = 200;
    private readonly Dictionary<(string Account, string Permission), Loan> _loans = [];
    private readonly Queue<string> _journal = [];

    /// <summary>Loans, uses and ends, oldest first.</summary>
    public IEnumerable<string> Journal => _journal;

    /// <summary>Lends a permission; why not, or null.</summary>
    public string? Lend(string account, string permission, TimeSpan time, string reason, Origin by)
    {
        if (Config is null)
        {
            return "nothing can be lent here";
        }

        if (Armed is not { } config)
        {
            _loans[(account, permission)] = new Loan(by.Account);
            return null;
        }

        if (RefusalOf(config, account, permission, time, reason, by) is { } rule)
        {
            Note(LedgerAction.Blocked, rule, by, $"{account} {permission}");
            audit.Record(AuditCategories.AccessControl, "override", false, by, $"{account} {permission}: {rule}");
            return rule.Replace('-', ' ');
        }

        End(account, permission);
        var loan = new Loan(by.Account);
        loan.Timer = Device.Environment.Clock.CreateTimer(_ => End(account, permission), null, time, Timeout.InfiniteTimeSpan);
        _loans[(account, permission)] = loan;
        Note(LedgerAction.Recorded, "override", by, $"{account} {permission}");
        Record("override", by, string.Create(CultureInfo.InvariantCulture, $"{account} {permission} for {time.TotalMinutes:0} min: {reason}"));
        return null;
    }

    /// <summary>Ends a loan before its time; false when there is none.</summary>
    public bool TryEnd(string account, string permission, Origin by) =>
        (!IsArmed || Armed!.Supervisors.Contains(by.Account) || by.Account == account) && End(account, permission);

    /// <summary>True when somebody uses a permission that was lent to him; the use is recorded.</summary>
    public bool Lends(string permission, Origin origin, string command)
    {
        if (_loans.Count == 0 || !_loans.TryGetValue((origin.Account, permission), out var loan))
        {
            return false;
        }

        if (IsArmed)
        {
            Note(LedgerAction.Recorded, "override-use", origin, command);
            Record("override-use", origin, $"{command} with {permission} of {loan.By}");
        }

        return true;
    }

    /// <summary>True when a permission that can be lent is neither in the role nor on loan.</summary>
    public bool Refuses(AccountRole? role, string permission, Origin origin, string command)
    {
        if (Armed is not { } config || !config.Permissions.Contains(permission) || roles.IsGranted(role, permission))
        {
            return false;
        }

        Note(LedgerAction.Blocked, "no-override", origin, command);
        return true;
    }

    /// <summary>Nothing is on loan any more.</summary>
    public void Clear()
    {
        foreach (var (account, permission) in _loans.Keys.ToArray())
        {
            End(account, permission);
        }
    }

    private static string? RefusalOf(SupervisorOverrideConfig config, string account, string permission, TimeSpan time, string reason, Origin by) =>
        !config.Supervisors.Contains(by.Account) ? "not-a-supervisor"
        : by.Account == account ? "not-to-oneself"
        : !config.Permissions.Contains(permission) ? "not-lent"
        : reason.Length == 0 ? "no-reason"
        : time > config.Longest ? "too-long"
        : null;

    private bool End(string account, string permission)
    {
        if (!_loans.Remove((account, permission), out var loan))
        {
            return false;
        }

        loan.Timer?.Dispose();
        if (IsArmed)
        {
            Record("override-end", Origin.Self, $"{account} {permission}");
        }

        return true;
    }

    private void Record(string type, Origin by, string detail)
    {
        audit.Record(AuditCategories.AccessControl, type, true, by, detail);
        _journal.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Device.Clock.Now.UtcDateTime:HH:mm:ss} {type} {by.Subject} {detail}"));
        if (_journal.Count > JournalLines)
        {
            _journal.Dequeue();
        }
    }

    private sealed class Loan(string by)
    {
        public string By => by;

        public ITimer? Timer { get; set; }
    }
}
