using System.Security.Cryptography;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// An account in a backup: passwords as <c>salt:hash</c> in hex, the present one first, never in the clear; when the present one was set; where the account may be used; the
/// secret of the token, which cannot be checked from a hash.
/// </summary>
internal sealed record SavedAccount(
    AccountRole Role, bool Enabled, bool Personal, bool Service, bool VendorDefault, IReadOnlyList<string> Passwords, DateTimeOffset? PasswordSet,
    IReadOnlyList<string> LogOnTo, string? Token = null);

/// <summary>An account in a report: the fingerprint changes with the password and tells nothing of it.</summary>
internal sealed record AccountDescription(AccountRole Role, bool Enabled, bool Personal, bool Service, bool VendorDefault, string Password);

/// <content>Backups and reports.</content>
internal sealed partial class Account
{
    private Account(string name, SavedAccount saved, List<PasswordHash> passwords)
    {
        (Name, Role, Personal, Service, HasVendorDefault) = (name, saved.Role, saved.Personal, saved.Service, saved.VendorDefault);
        (_passwords, IsEnabled, PasswordSet, LogOnTo, Token) = (passwords, saved.Enabled, saved.PasswordSet, saved.LogOnTo ?? [], saved.Token);
    }

    /// <summary>The account of a backup; null when it is none.</summary>
    public static Account? Load(string name, SavedAccount saved)
    {
        List<PasswordHash> passwords = [];
        foreach (var password in saved.Passwords ?? [])
        {
            if (password.Split(':') is not [var salt, var hash] || !TryHex(salt, out var saltBytes) || !TryHex(hash, out var hashBytes))
            {
                return null;
            }

            passwords.Add(new PasswordHash(saltBytes, hashBytes));
        }

        return passwords.Count == 0 ? null : new(name, saved, passwords);
    }

    public SavedAccount Save() => new(
        Role, IsEnabled, Personal, Service, HasVendorDefault,
        [.. _passwords.Select(p => $"{Convert.ToHexStringLower(p.Salt)}:{Convert.ToHexStringLower(p.Hash)}")], PasswordSet, LogOnTo, Token);

    public AccountDescription Describe() => new(
        Role, IsEnabled, Personal, Service, HasVendorDefault, Convert.ToHexStringLower(SHA256.HashData([.. _passwords[0].Salt, .. _passwords[0].Hash])[..4]));

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 2];
        return text.Length > 0 && Convert.FromHexString(text, bytes, out var read, out _) == System.Buffers.OperationStatus.Done && read == text.Length;
    }
}
