using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>Ground truth of a twin for pass observations. Trial thread only.</summary>
public sealed class TwinView(Twin twin) : ITwinView
{
    /// <inheritdoc/>
    public (int CustomersOut, double PeakOverLimitBar) Process
    {
        get
        {
            var report = twin.Meter.Report();
            return (report.CustomersOut, report.Nodes.Max(n => n.PeakAboveLimitPa ?? double.NegativeInfinity) / 1e5);
        }
    }

    /// <inheritdoc/>
    public double? Point(string asset, string point) => twin.Devices.GetValueOrDefault(asset)?.Point(point);

    /// <inheritdoc/>
    public IReadOnlyList<AuditRecord> Audit(string asset) => twin.Devices.GetValueOrDefault(asset)?.AuditRecords ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<(long Tick, string Message)> Collected(string collector) =>
        twin.Devices.GetValueOrDefault(collector)?.Collected ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Settings(string asset) => twin.Devices.GetValueOrDefault(asset)?.Settings ?? [];

    /// <inheritdoc/>
    public TwinProgram? Program(string asset) => twin.Devices.GetValueOrDefault(asset)?.Program;

    /// <inheritdoc/>
    public string? Variable(string asset, string path) => twin.Devices.GetValueOrDefault(asset)?.Variable(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> Started(string asset) => twin.Devices.GetValueOrDefault(asset)?.Started ?? [];

    /// <inheritdoc/>
    public TimeSpan LongestScanGap(string asset) => twin.Devices.GetValueOrDefault(asset)?.LongestScanGap ?? TimeSpan.Zero;

    /// <inheritdoc/>
    public (int Good, int Failed) Polls(string pollId)
    {
        foreach (var device in twin.Devices.Values)
        {
            if (device.PollCounters.TryGetValue(pollId, out var counters))
            {
                return counters;
            }
        }

        return (0, 0);
    }
}
