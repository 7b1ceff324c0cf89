using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// E-mail and chat across a boundary (SMTP 25, POP3 110, IMAP 143, XMPP 5222, IRC 6667), to a listener on an asset at the other side. Breach: a message arrives.
/// </summary>
public abstract class MessagesProbe : BoundaryProbe
{
    private static readonly (int Port, string Line)[] Messages =
    [
        (25, "MAIL FROM:<friend@example.org>"), (110, "USER friend"), (143, "a1 LOGIN friend x"), (5222, "<message to='operator'/>"),
        (6667, "PRIVMSG operator :hi"),
    ];

    /// <summary>Sets id and requirement.</summary>
    protected MessagesProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    private protected override IEnumerable<(string Asset, string Detail)> Attempts(Scenario scenario, Crossing crossing) =>
        scenario.In(crossing.Into.Id).Take(1).Select(a => (a.Id, "messages"));

    /// <summary>Sends every kind of message from somewhere in a zone to an asset; what arrived, or null.</summary>
    private protected static async Task<string?> ArrivedAsync(IAttackRange range, string from, AssetConfig to, ConduitConfig conduit)
    {
        foreach (var (port, line) in Messages)
        {
            using var accomplice = Accomplice.Start(range, to.Id, port);
            if (accomplice is null)
            {
                continue;
            }

            range.Act("T0869", string.Create(CultureInfo.InvariantCulture, $"message from {from} to port {port} of {to.Id}"));
            if (await accomplice.ReachedAsync(range, from, to.Id, port, line))
            {
                return string.Create(CultureInfo.InvariantCulture, $"A message of {from} to port {port} arrived in {to.Zone} through {conduit.Id}.");
            }
        }

        return null;
    }
}
