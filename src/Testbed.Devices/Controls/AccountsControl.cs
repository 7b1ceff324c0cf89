using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>The end of a log-on: an account, or a reply code and text.</summary>
internal readonly record struct LogOnVerdict(Account? Account, int Code, string Text);

/// <summary>
/// <c>accounts</c>: log-on before anything is shown, one text for every refusal, no interactive log-on of programs' accounts, shared accounts and supplier
/// defaults refused as configured. Disarmed: values are open to all, every account may log on, refusals tell names from passwords and echo them.
/// </summary>
internal sealed class AccountsControl : AssetControl<AccountsConfig>
{
    private const string UniformRefusal = "log-on refused";
    private static readonly Account Nobody = new("-", AccountRole.Viewer, "", "-");
    private readonly SortedDictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly LockOutControl _lockOut;
    private readonly AuditControl _audit;

    public AccountsControl(DeviceContext device, LockOutControl lockOut, AuditControl audit)
        : base(device)
    {
        (_lockOut, _audit) = (lockOut, audit);
        foreach (var account in device.Asset.Accounts)
        {
            _accounts[account.Name] = new Account(account, device.Asset.Id);
        }
    }

    public IEnumerable<Account> All => _accounts.Values;

    public Account? Find(string name) => _accounts.GetValueOrDefault(name);

    public bool TryAdd(string name, AccountRole role, string password) => _accounts.TryAdd(name, new Account(name, role, password, Device.Asset.Id));

    public void Add(Account account) => _accounts.Add(account.Name, account);

    /// <summary>What a directory says against the log-on of an account; null for nothing.</summary>
    public Func<Account, Origin, string?> DirectoryRefusal { get; set; } = (_, _) => null;

    /// <summary>True where a right password is only half of a log-on: it does not make failures before it forgotten.</summary>
    public Func<Account, bool> IsFirstOfTwo { get; set; } = _ => false;

    /// <summary>These accounts, as restored, and no others.</summary>
    public void Replace(IEnumerable<Account> accounts)
    {
        _accounts.Clear();
        foreach (var account in accounts)
        {
            _accounts[account.Name] = account;
        }
    }

    /// <summary>False when the command needs a log-on first.</summary>
    public bool AllowsAnonymous(string command, Origin origin)
    {
        if (!IsArmed)
        {
            return true;
        }

        Note(LedgerAction.Blocked, "log-on-required", origin, command);
        return false;
    }

    /// <summary>Judges a log-on of a person, or with <paramref name="program"/> of a program by its service account.</summary>
    public LogOnVerdict LogOn(string name, string password, Origin origin, bool program = false)
    {
        var account = Find(name);

        // An unknown name costs the same work as a known one, and a locked account does not tell whether the password was right.
        var verified = (account ?? Nobody).Verify(password) && account is not null;
        var reason = account is null ? "unknown-account" : _lockOut.IsLocked(name) ? "locked" : verified ? PolicyRefusal(account, program) : "wrong-password";
        var refusedCentrally = reason is null ? DirectoryRefusal(account!, origin) : null;
        reason ??= refusedCentrally;
        if (reason is null)
        {
            if (!IsFirstOfTwo(account!))
            {
                _lockOut.Succeeded(name);
            }

            _audit.Record(AuditCategories.AccessControl, "log-on", true, origin with { Account = name }, $"from {origin.Peer}");
            return new LogOnVerdict(account, 230, "");
        }

        _audit.Record(AuditCategories.AccessControl, "log-on", false, origin with { Account = name }, $"from {origin.Peer}");
        if (reason == "locked")
        {
            _lockOut.NoteBlocked(origin with { Account = name });
        }
        else if (IsArmed && refusedCentrally is null)
        {
            Note(LedgerAction.Blocked, reason is "unknown-account" or "wrong-password" ? "log-on-refused" : reason, origin with { Account = name });
        }

        if (reason == "wrong-password")
        {
            _lockOut.Failed(name, origin);
        }

        return new LogOnVerdict(null, !IsArmed && reason == "disabled" ? 534 : 530, IsArmed ? UniformRefusal : Chatty(reason, name, password));
    }

    private static string Chatty(string reason, string name, string password) => reason switch
    {
        "unknown-account" => $"unknown user '{name}'",
        "disabled" => $"account '{name}' is disabled",
        "locked" or "wrong-password" => $"wrong password '{password}' for user '{name}'",
        _ => $"log-on of '{name}' refused: {reason}",
    };

    private string? PolicyRefusal(Account account, bool program)
    {
        if (!account.IsEnabled)
        {
            return "disabled";
        }

        return Armed switch
        {
            null => null,
            _ when account.Service != program => program ? "not-a-program" : "service-account",
            _ when account.LogOnTo.Count > 0 && !account.LogOnTo.Contains(Device.Asset.Id) => "not-here",
            { PersonalOnly: true } when !account.Personal => "shared-account",
            { RefuseVendorDefaults: true } when account.HasVendorDefault => "vendor-default",
            _ => null,
        };
    }
}
