using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A connection over a port that no flow declares, to an accomplice inside.</summary>
internal static class Tunnel
{
    /// <summary>Sends a line from the other zone to a port of an asset inside where an accomplice listens.</summary>
    public static async Task<AttackOutcome> TryAsync(IAttackRange range, Crossing crossing, AssetConfig inside, int port)
    {
        using var accomplice = Accomplice.Start(range, inside.Id, port);
        if (accomplice is null)
        {
            return AttackOutcome.Inapplicable(string.Create(CultureInfo.InvariantCulture, $"Port {port} of {inside.Id} is in use."));
        }

        var client = range.Scenario.In(crossing.From.Id).FirstOrDefault()?.Id;
        using var guest = client is null ? range.Network.Enter(crossing.From.Id, AttackRangeExtensions.Attacker) : null;
        client ??= AttackRangeExtensions.Attacker;
        range.Act("T0885", string.Create(CultureInfo.InvariantCulture, $"tunnel {client} to {inside.Id} port {port}"));
        return await accomplice.ReachedAsync(range, client, inside.Id, port, "tunnel test line")
            ? AttackOutcome.Succeeded(string.Create(
                CultureInfo.InvariantCulture, $"{client} reached port {port} of {inside.Id} through {crossing.Conduit.Id}."))
            : AttackOutcome.Resisted(string.Create(CultureInfo.InvariantCulture, $"{client} did not reach port {port} of {inside.Id}."));
    }
}
