using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Marked events in numbers: unknown commands at a console, each of which leaves a record that carries its mark.</summary>
internal static class AuditFlood
{
    /// <summary>Records that log-ons and the store's own notes may add beside the marks.</summary>
    public const int Margin = 20;

    /// <summary>What an asset without declared capacity is taken to hold.</summary>
    public const int UsualCapacity = 100;

    /// <summary>The declared capacity.</summary>
    public static int Capacity(Scenario scenario, string asset) => scenario.Control<AuditConfig>(asset)?.Capacity ?? UsualCapacity;

    /// <summary>Marked events that fit between what is taken now and a fill, in records; ten at least.</summary>
    public static int RoomTo(IAttackRange range, string asset, int fill) =>
        Math.Max(10, fill - (Collector(range.Scenario, asset) is null ? range.Truth.Audit(asset).Count : 0));

    /// <summary>The collector of an asset's records, where it is another asset.</summary>
    public static string? Collector(Scenario scenario, string asset) =>
        scenario.Control<AuditConfig>(asset)?.Collector is { } collector && collector != asset ? collector : null;

    /// <summary>Cuts the power of the collector, so that records stay in the asset; null when there is none.</summary>
    public static async Task<IDisposable?> CutCollectorAsync(IAttackRange range, string asset)
    {
        if (Collector(range.Scenario, asset) is not { } collector)
        {
            return null;
        }

        range.Note("cut", $"{collector} loses its power");
        var outage = range.Faults.Outage(collector);
        await range.WaitAsync(TimeSpan.FromSeconds(1));
        return outage;
    }

    /// <summary>Provokes so many marked events; the marks, in order. Empty when the console does not answer.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IAttackRange range, ConsoleTarget target, int count, string prefix = "MARK")
    {
        var marks = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i:00000}")).ToList();
        if (await target.StreamAsync() is not { } stream)
        {
            return [];
        }

        range.Note("flood", string.Create(CultureInfo.InvariantCulture, $"{count} marked events at {target.Asset.Id}"));
        await using var client = new ConsoleClient(stream, range.Clock, AttackTimes.Call);
        await client.NextAsync();
        var reply = await client.SendAsync(string.Join('\n', marks));
        for (var i = 1; i < count && reply is not null; i++)
        {
            reply = await client.NextAsync();
        }

        return reply is null ? [] : marks;
    }

    /// <summary>The marks that are not among the records an asset keeps.</summary>
    public static IReadOnlyList<string> Missing(IAttackRange range, string asset, IReadOnlyList<string> marks)
    {
        var kept = range.Truth.Audit(asset).Select(r => r.Detail).ToHashSet(StringComparer.Ordinal);
        return [.. marks.Where(m => !kept.Contains(m))];
    }
}
