using System.Security.Cryptography;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>An account in a backup: salt and hash in hex, never a password.</summary>
internal sealed record SavedAccount(AccountRole Role, bool Enabled, bool Personal, bool Service, bool VendorDefault, string Salt, string Hash);

/// <summary>An account in a report: the fingerprint changes with the password and tells nothing of it.</summary>
internal sealed record AccountDescription(AccountRole Role, bool Enabled, bool Personal, bool Service, bool VendorDefault, string Password);

/// <content>Backups and reports.</content>
internal sealed partial class Account
{
    private Account(string name, SavedAccount saved, byte[] salt, byte[] hash)
    {
        (Name, Role, Personal, Service, HasVendorDefault) = (name, saved.Role, saved.Personal, saved.Service, saved.VendorDefault);
        (_salt, _hash, IsEnabled) = (salt, hash, saved.Enabled);
    }

    /// <summary>The account of a backup; null when it is none.</summary>
    public static Account? Load(string name, SavedAccount saved)
    {
        try
        {
            return new(name, saved, Convert.FromHexString(saved.Salt), Convert.FromHexString(saved.Hash));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public SavedAccount Save() => new(Role, IsEnabled, Personal, Service, HasVendorDefault, Convert.ToHexStringLower(_salt), Convert.ToHexStringLower(_hash));

    public AccountDescription Describe() =>
        new(Role, IsEnabled, Personal, Service, HasVendorDefault, Convert.ToHexStringLower(SHA256.HashData([.. _salt, .. _hash])[..4]));
}
