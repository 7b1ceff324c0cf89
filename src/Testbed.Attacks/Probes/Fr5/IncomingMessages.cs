using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.3: from the other zone, e-mail and chat towards the zone (SMTP 25, POP3 110, IMAP 143, XMPP 5222, IRC 6667) to a listener on one of its assets.
/// Breach: a message arrives inside.
/// </summary>
public sealed class IncomingMessages() : BoundaryProbe("incoming-messages", "SR 5.3")
{
    private static readonly (int Port, string Line)[] Messages =
    [
        (25, "MAIL FROM:<friend@example.org>"), (110, "USER friend"), (143, "a1 LOGIN friend x"), (5222, "<message to='operator'/>"),
        (6667, "PRIVMSG operator :hi"),
    ];

    /// <inheritdoc/>
    private protected override IEnumerable<(string Asset, string Detail)> Attempts(Scenario scenario, Crossing crossing) =>
        scenario.In(crossing.Into.Id).Take(1).Select(a => (a.Id, "messages"));

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> AttemptAsync(Crossing crossing, AssetConfig asset, string detail, IAttackRange range)
    {
        using var guest = range.Network.Enter(crossing.From.Id, AttackRangeExtensions.Attacker);
        var tried = 0;
        foreach (var (port, line) in Messages)
        {
            using var accomplice = Accomplice.Start(range, asset.Id, port);
            if (accomplice is null)
            {
                continue;
            }

            tried++;
            range.Act("T0869", string.Create(CultureInfo.InvariantCulture, $"message to port {port} of {asset.Id}"));
            if (await accomplice.ReachedAsync(range, AttackRangeExtensions.Attacker, asset.Id, port, line))
            {
                return AttackOutcome.Succeeded(string.Create(
                    CultureInfo.InvariantCulture, $"A message to port {port} arrived in {crossing.Into.Id} through {crossing.Conduit.Id}."));
            }
        }

        return AttackOutcome.Resisted(string.Create(CultureInfo.InvariantCulture, $"None of {tried} messages arrived in {crossing.Into.Id}."));
    }
}
