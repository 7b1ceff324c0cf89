using System.Globalization;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>What every attacker does with a range.</summary>
internal static class AttackRangeExtensions
{
    /// <summary>The name attackers carry in evidence.</summary>
    public const string Attacker = "attacker";

    /// <summary>Dials with a simulated time-out; null unless the connection opened.</summary>
    public static async Task<Stream?> OpenAsync(this IAttackRange range, string from, string to, int port)
    {
        using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
        var result = await range.Network.DialAsync(from, to, port, patience.Token);
        range.Note("dial", string.Create(CultureInfo.InvariantCulture, $"{from} to {to} port {port}: {result.Outcome}"));
        return result.Stream;
    }

    /// <summary>Writes an evidence line of the attacker.</summary>
    public static void Note(this IAttackRange range, string name, string value) => range.Recorder.Fact(Attacker, name, value);

    /// <summary>Writes which technique acts.</summary>
    public static void Act(this IAttackRange range, string technique, string what) => range.Note(technique, what);

    /// <summary>True when the device holds the raw value at that point now.</summary>
    public static bool Holds(this IAttackRange range, WriteTarget target, double raw) =>
        range.Truth.Point(target.Asset.Id, target.Point.Name) is { } value && Math.Abs(value - target.ToEngineering(raw)) <= target.Resolution / 2;
}
