using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>An account as the directory tells of it (<see cref="Core.DirectoryMessage"/>, answer to FETCH).</summary>
internal sealed record DirectoryRecord(AccountRole Role, bool Service, bool IsEnabled, DateTimeOffset? PasswordSet, IReadOnlyList<PasswordHash> Passwords)
{
    public static string Write(Account account) => string.Create(
        CultureInfo.InvariantCulture,
        $"ACCOUNT {account.Role.ToString().ToLowerInvariant()} {(account.Service ? "program" : "person")} {(account.IsEnabled ? "enabled" : "disabled")} {account.PasswordSet?.UtcTicks ?? 0} {string.Join(',', account.Passwords.Select(p => $"{Convert.ToBase64String(p.Salt)}:{Convert.ToBase64String(p.Hash)}"))}");

    /// <summary>Null when the line is no account.</summary>
    public static DirectoryRecord? Read(string line)
    {
        var words = line.Split(' ');
        if (words.Length != 6 || words[0] != "ACCOUNT" || !AccountCommands.TryParseRole(words[1], out var role)
            || !long.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
        {
            return null;
        }

        var passwords = words[5].Split(',').Select(Hash).ToList();
        return passwords.Contains(null) ? null
            : new(role, words[2] == "program", words[3] == "enabled", ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero), passwords!);
    }

    private static PasswordHash? Hash(string text)
    {
        var parts = text.Split(':');
        var (salt, hash) = (new byte[16], new byte[32]);
        return parts.Length == 2 && Convert.TryFromBase64String(parts[0], salt, out var s) && s == salt.Length
            && Convert.TryFromBase64String(parts[1], hash, out var h) && h == hash.Length ? new PasswordHash(salt, hash) : null;
    }
}
