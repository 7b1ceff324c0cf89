using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.1 RE 2 and RE 3: somebody logs on with the password alone, with a wrong code, with the code alone, and with a code that its owner has just used; then the owner
/// with both factors. Breach: any of the first opens a session, or the owner gets none. Cells: a person per console and declared console flow; accounts exempt for an
/// essential function are left out (the list is declared).
/// </summary>
public abstract class OneFactorProbe : ConsoleProbe
{
    private readonly bool _untrusted;

    /// <summary>Sets id, requirement, and whether only consoles behind untrusted spans have cells.</summary>
    protected OneFactorProbe(string id, string requirement, bool untrusted)
        : base(id, requirement, acrossConduits: true) => _untrusted = untrusted;

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset)
    {
        var exempt = scenario.Control<SecondFactorConfig>(asset.Id)?.Exempt ?? [];
        var isBehind = scenario.Conduits.Any(c => !c.Span.Trusted && (c.ZoneA == asset.Zone || c.ZoneB == asset.Zone));
        return _untrusted && !isBehind ? [] : asset.Personal().Where(a => !exempt.Contains(a.Name)).Take(1).Select(a => a.Name);
    }

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var person = target.Account;
        range.Act("T0859", $"one factor of {person.Name} at {target.Asset.Id}");
        foreach (var (what, lines) in Attempts(person))
        {
            if (await target.OpenAsync() is not { } link)
            {
                return Unreachable;
            }

            await using (link)
            {
                if (await IsOpenedAsync(link, lines))
                {
                    return AttackOutcome.Succeeded($"{target.Asset.Id} gave {person.Name} a session for {what}.");
                }
            }
        }

        return await OwnerAsync(target, range, person);
    }

    private static IEnumerable<(string What, string[] Lines)> Attempts(AccountConfig person) =>
    [
        ("the password alone", [$"LOGON {person.Name} {person.Password}"]),
        ("the password and a wrong code", [$"LOGON {person.Name} {person.Password}", "CODE 000000"]),
        ("a code alone", ["CODE 000000"]),
    ];

    private static async Task<AttackOutcome> OwnerAsync(ConsoleTarget target, IAttackRange range, AccountConfig person)
    {
        if (person.Totp is not { } token)
        {
            return AttackOutcome.Resisted($"{person.Name} has no token and gets no session at {target.Asset.Id}.");
        }

        var code = await TokenCodes.NextAsync(range, token);
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            if (!await IsOpenedAsync(link, [$"LOGON {person.Name} {person.Password}", $"CODE {code}"]))
            {
                return AttackOutcome.Succeeded($"{person.Name} got no session at {target.Asset.Id} with both factors.");
            }

            await link.SendAsync("LOGOFF");
        }

        if (await target.OpenAsync() is not { } again)
        {
            return Unreachable;
        }

        await using (again)
        {
            return await IsOpenedAsync(again, [$"LOGON {person.Name} {person.Password}", $"CODE {code}"])
                ? AttackOutcome.Succeeded($"{target.Asset.Id} took a code of {person.Name} twice.")
                : AttackOutcome.Resisted($"{target.Asset.Id} opens to {person.Name} with both factors, each used once, and not otherwise.");
        }
    }

    /// <summary>True when the last line opened a session that serves.</summary>
    private static async Task<bool> IsOpenedAsync(ConsoleLink link, string[] lines)
    {
        ConsoleReply? reply = null;
        foreach (var line in lines)
        {
            reply = await link.SendAsync(line);
        }

        return reply is { IsSuccess: true } && ConsoleLink.Token(reply).Length > 0;
    }
}

/// <summary>SR 1.1 RE 2: of networks that the owner does not control, across untrusted spans and at the consoles behind them.</summary>
public sealed class OneFactorFromOutside() : OneFactorProbe("one-factor-from-outside", "SR 1.1 RE 2", untrusted: true);

/// <summary>SR 1.1 RE 3: of every network.</summary>
public sealed class OneFactorAnywhere() : OneFactorProbe("one-factor-anywhere", "SR 1.1 RE 3", untrusted: false);
