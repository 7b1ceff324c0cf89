using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A person's account as somebody else uses it.</summary>
internal sealed record StolenSession(ConsoleLink Link, string Account, string Password);

/// <summary>
/// How an attacker gets a session at a console, by the word in <c>account</c>: <c>open</c> (nobody asks), <c>default</c> (the supplier's), <c>shared</c> (an
/// account that several people share, so that somebody told its password), <c>stolen</c> (the password of a member of the staff, without the token),
/// <c>visitor</c> (that of a supplier's person, stolen at the supplier), <c>any</c> (the first three in this order).
/// </summary>
internal static class StolenEntry
{
    /// <summary>The words.</summary>
    public static IReadOnlyList<string> Words { get; } = ["any", "open", "default", "shared", "stolen", "visitor"];

    /// <summary>A session, or null when the console let nobody in. The account is <c>-</c> where nobody asked.</summary>
    public static async Task<StolenSession?> InAsync(IAttackRange range, string from, AssetConfig target, int port, string word, string permission)
    {
        if (word is "any" or "open" && await ConsoleLink.OpenAsync(range, from, target.Id, port) is { } link)
        {
            if (await link.IsServedAsync())
            {
                return new(link, "-", "");
            }

            await link.DisposeAsync();
        }

        foreach (var account in Accounts(range.Scenario, target, word, permission))
        {
            if (await ConsoleLink.OpenAsync(range, from, target.Id, port) is not { } own)
            {
                return null;
            }

            if (await own.LogOnAsync(account.Name, account.Password) is not null)
            {
                return new(own, account.Name, account.Password);
            }

            await own.DisposeAsync();
        }

        return null;
    }

    /// <summary>The accounts a word stands for, those first whose role may what is wanted.</summary>
    public static IEnumerable<AccountConfig> Accounts(Scenario scenario, AssetConfig target, string word, string permission)
    {
        var people = target.Personal().Where(a => !a.Visitor);
        var accounts = word switch
        {
            "default" => target.Accounts.Where(a => a.VendorDefault),
            "shared" => target.Accounts.Where(IsShared),
            "stolen" => people,
            "visitor" => target.Accounts.Where(a => a.Visitor),
            "any" => target.Accounts.Where(a => a.VendorDefault).Concat(target.Accounts.Where(IsShared)),
            _ => [],
        };
        var ranked = accounts.OrderByDescending(a => scenario.Permissions(target.Id, a.Role).Contains(permission)).ThenBy(a => a.VendorDefault ? 0 : 1);

        // Whoever steals a password has one person's, not everybody's.
        return word is "stolen" or "visitor" ? ranked.Take(1) : ranked;
    }

    private static bool IsShared(AccountConfig account) => account is { Personal: false, Service: false, VendorDefault: false };
}
