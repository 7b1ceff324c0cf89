using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// An account with its password and those before it. The hashes of what the scenario gives are computed once and shared by all twins of that scenario,
/// because hundreds of them start in one run; they are released with the scenario.
/// </summary>
internal sealed partial class Account
{
    private static readonly ConditionalWeakTable<AccountConfig, PasswordHash[]> ScenarioHashes = [];

    // The present one first.
    private List<PasswordHash> _passwords;

    public Account(AccountConfig config, string asset)
    {
        (Name, Role, Personal, Service, HasVendorDefault) = (config.Name, config.Role, config.Personal, config.Service, config.VendorDefault);
        (PasswordSet, LogOnTo, Token) = (config.PasswordSet, config.LogOnTo, config.Totp);
        _passwords = [.. ScenarioHashes.GetValue(config, c => [.. c.FormerPasswords.Prepend(c.Password).Select(p => PasswordHash.Of(p, Salt(asset, c.Name)))])];
    }

    public Account(string name, AccountRole role, string password, string asset)
    {
        (Name, Role, Personal) = (name, role, true);
        _passwords = [PasswordHash.Of(password, Salt(asset, name))];
    }

    /// <summary>An account as the directory tells of it.</summary>
    public Account(string name, AccountRole role, IEnumerable<PasswordHash> passwords)
    {
        (Name, Role, Personal) = (name, role, true);
        _passwords = [.. passwords];
    }

    public string Name { get; }

    public AccountRole Role { get; set; }

    public bool Personal { get; }

    public bool Service { get; init; }

    /// <summary>True for an account that came from the directory and was never the asset's own.</summary>
    public bool IsFetched { get; init; }

    /// <summary>Where the account may be used, when it is one of a directory; empty for everywhere.</summary>
    public IReadOnlyList<string> LogOnTo { get; } = [];

    /// <summary>Secret of the person's token, Base32; null where none was issued.</summary>
    public string? Token { get; }

    /// <summary>True until somebody changes the password the supplier ships.</summary>
    public bool HasVendorDefault { get; private set; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>When the password was set, as far as known.</summary>
    public DateTimeOffset? PasswordSet { get; private set; }

    /// <summary>The present password and those before it, newest first.</summary>
    public IReadOnlyList<PasswordHash> Passwords => _passwords;

    public bool Verify(string password) => _passwords[0].Verify(password);

    /// <summary>True when the password is one of the last so many, the present one among them.</summary>
    public bool WasUsed(string password, int last) => _passwords.Take(last).Any(p => p.Verify(password));

    public void SetPassword(string password, DateTimeOffset now)
    {
        _passwords.Insert(0, PasswordHash.Of(password, _passwords[0].Salt));
        PasswordSet = now;
        HasVendorDefault = false;
    }

    /// <summary>Takes over what the directory holds.</summary>
    public void Take(AccountRole role, DateTimeOffset? set, IEnumerable<PasswordHash> passwords)
    {
        (Role, PasswordSet, _passwords) = (role, set, [.. passwords]);
        HasVendorDefault = false;
    }

    // Fixed per account, so that twins of one scenario agree; a product would draw it at random.
    private static byte[] Salt(string asset, string account) => SHA256.HashData(Encoding.UTF8.GetBytes($"{asset}/{account}"))[..16];
}
