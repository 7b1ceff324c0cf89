using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>account-directory</c>: before a log-on the account is fetched from the directory (role, whether enabled, password) unless what is known of it is younger
/// than the propagation time. Lock-out, roles, rules for passwords and sessions stay the asset's own and work on what was fetched. While the directory cannot be
/// reached, emergency accounts and programs work from the asset's store, nobody else. Disarmed: the asset's store only.
/// </summary>
internal sealed class AccountDirectoryControl : AssetControl<AccountDirectoryConfig>
{
    /// <summary>After a silence of the directory it is not asked again for so long.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Names come from whoever tries to log on.
    private const int MaxEntries = 256;

    private readonly AccountsControl _accounts;
    private readonly AuditControl _audit;
    private FrameLink? _link;
    private byte[] _key = [];
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private RandomStream? _random;
    private DateTimeOffset? _silentSince;

    public AccountDirectoryControl(DeviceContext device, AccountsControl accounts, AuditControl audit)
        : base(device)
    {
        (_accounts, _audit) = (accounts, audit);
        accounts.DirectoryRefusal = (account, origin) => IsArmed ? Refusal(account, origin) : null;
        OnConfigured();
    }

    private enum State
    {
        Enabled,
        Disabled,
        Unknown,
    }

    /// <summary>True for an account that the directory keeps: what the asset holds of it is a copy.</summary>
    public bool Keeps(Account account) => Armed is { } config
        && (account.IsFetched || Device.Environment.Scenario.Asset(config.Server)?.Accounts.Any(a => a.Name == account.Name) == true);

    /// <summary>Makes sure that what is known of an account is no older than the propagation time, if the directory answers.</summary>
    public Task RefreshAsync(string name) => Armed is { } config && !IsFresh(name, config) && !IsPausing ? FetchAsync(name) : Task.CompletedTask;

    /// <summary>Why somebody who is logged on may not go on; null for nothing. An unreachable directory throws nobody out.</summary>
    public string? RefusalInSession(Account account, Origin origin)
    {
        if (!IsArmed || !_entries.TryGetValue(account.Name, out var entry) || entry.State != State.Disabled)
        {
            return null;
        }

        Note(LedgerAction.Blocked, "disabled-centrally", origin);
        return "disabled-centrally";
    }

    /// <summary>Sends a new password to the directory; null when the account is not one of its, else whether it took it.</summary>
    public async Task<bool?> ChangeAsync(Account account, string old, string changed)
    {
        if (!IsArmed || !_entries.TryGetValue(account.Name, out var entry) || entry.State == State.Unknown)
        {
            return null;
        }

        return await AskAsync($"CHANGE {account.Name} {old} {changed}") == "DONE";
    }

    protected override void OnConfigured()
    {
        _entries.Clear();
        if (Armed is { } config)
        {
            var port = Device.Environment.Scenario.Asset(config.Server)?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Directory)?.Port;
            _link = new FrameLink(Device, config.Server, port ?? DirectoryMessage.DefaultPort, keep: false);
            _key = DirectoryMessage.KeyOf(config.Key);
        }
    }

    private bool IsPausing => _silentSince is { } since && Device.Now - since < Pause;

    private bool IsFresh(string name, AccountDirectoryConfig config) => _entries.TryGetValue(name, out var entry) && Device.Now - entry.At < config.Propagation;

    private async Task FetchAsync(string name)
    {
        var reply = await AskAsync($"FETCH {name}");
        if (reply is null)
        {
            return;
        }

        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        if (DirectoryRecord.Read(reply) is not { } record)
        {
            _entries[name] = new(State.Unknown, Device.Now);
            return;
        }

        _entries[name] = new(record.IsEnabled ? State.Enabled : State.Disabled, Device.Now);
        if (_accounts.Find(name) is { } known)
        {
            known.Take(record.Role, record.PasswordSet, record.Passwords);
        }
        else
        {
            _accounts.Add(new Account(name, record.Role, record.Passwords) { Service = record.Service, IsFetched = true });
        }
    }

    private async Task<string?> AskAsync(string question)
    {
        _random ??= Device.Environment.Random($"{Device.Asset.Id}/directory-nonces");
        var nonce = new byte[DirectoryMessage.NonceLength];
        _random.NextBytes(nonce);
        var answer = await _link!.AskAsync(DirectoryMessage.Seal(_key, false, Device.Asset.Id, nonce, [], question));
        var server = new Origin(Armed!.Server, "", 0);
        if (answer is null)
        {
            if (_silentSince is null)
            {
                Note(LedgerAction.Recorded, "unreachable", server);
                _audit.Record(AuditCategories.System, "directory-unreachable", false, server, Armed.Server);
            }

            _silentSince = Device.Now;
            return null;
        }

        if (DirectoryMessage.Parse(answer) is not { IsReply: true } envelope || envelope.Device != Device.Asset.Id
            || DirectoryMessage.Open(envelope, _key, nonce) is not { } reply)
        {
            Note(LedgerAction.Blocked, "forged-answer", server);
            _audit.Record(AuditCategories.AccessControl, "directory-answer-refused", false, server, Armed.Server);
            return null;
        }

        if (_silentSince is not null)
        {
            _silentSince = null;
            _audit.Record(AuditCategories.System, "directory-back", true, server, Armed.Server);
        }

        return reply;
    }

    // The verdict of the directory comes last: the asset's own rules have let the log-on pass.
    private string? Refusal(Account account, Origin origin)
    {
        var config = Armed!;
        var entry = _entries.GetValueOrDefault(account.Name);
        var isFresh = entry is not null && IsFresh(account.Name, config);
        var rule = entry?.State == State.Disabled ? "disabled-centrally"
            : isFresh && entry!.State == State.Enabled ? null
            : isFresh ? config.LocalAccounts ? null : "not-in-directory"
            : config.EmergencyAccounts.Contains(account.Name) || account.Service ? null : "directory-unreachable";
        var named = origin with { Account = account.Name };
        Note(rule is null ? LedgerAction.Recorded : LedgerAction.Blocked, rule ?? (isFresh ? "confirmed" : "emergency"), named);
        if (rule is null && !isFresh)
        {
            _audit.Record(AuditCategories.AccessControl, "emergency-log-on", true, named, $"{config.Server} cannot be reached");
        }

        return rule;
    }

    private sealed record Entry(State State, DateTimeOffset At);
}
