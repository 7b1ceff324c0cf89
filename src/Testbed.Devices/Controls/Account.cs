using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// An account with its password as a PBKDF2 hash (RFC 8018 section 5.2, HMAC-SHA-256). The hash of a password that the scenario gives is computed once and
/// shared by all twins of that scenario, because hundreds of them start in one run; it is released with the scenario.
/// </summary>
internal sealed partial class Account
{
    /// <summary>Fewer than a product should use (OWASP asks for 600,000): a twin must start in milliseconds, and nothing here guards a real secret.</summary>
    public const int Iterations = 1000;

    private static readonly ConditionalWeakTable<AccountConfig, byte[]> ScenarioHashes = [];
    private readonly byte[] _salt;
    private byte[] _hash;

    public Account(AccountConfig config, string asset)
    {
        (Name, Role, Personal, Service, HasVendorDefault) = (config.Name, config.Role, config.Personal, config.Service, config.VendorDefault);
        _salt = Salt(asset, config.Name);
        _hash = ScenarioHashes.GetValue(config, c => Hash(c.Password, Salt(asset, c.Name)));
    }

    public Account(string name, AccountRole role, string password, string asset)
    {
        (Name, Role, Personal) = (name, role, true);
        _salt = Salt(asset, name);
        _hash = Hash(password, _salt);
    }

    public string Name { get; }

    public AccountRole Role { get; }

    public bool Personal { get; }

    public bool Service { get; }

    /// <summary>True until somebody changes the password the supplier ships.</summary>
    public bool HasVendorDefault { get; private set; }

    public bool IsEnabled { get; set; } = true;

    public bool Verify(string password) => CryptographicOperations.FixedTimeEquals(_hash, Hash(password, _salt));

    public void SetPassword(string password)
    {
        _hash = Hash(password, _salt);
        HasVendorDefault = false;
    }

    // Fixed per account, so that twins of one scenario agree; a product would draw it at random.
    private static byte[] Salt(string asset, string account) => SHA256.HashData(Encoding.UTF8.GetBytes($"{asset}/{account}"))[..16];

    private static byte[] Hash(string password, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
}
