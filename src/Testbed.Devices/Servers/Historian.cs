using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Historian (<c>historian</c>): polls, keeps the newest <see cref="Capacity"/> values of each series and serves the latest.</summary>
public sealed class Historian : CollectingServer
{
    /// <summary>Values kept per series.</summary>
    public const int Capacity = 4096;

    private readonly SortedDictionary<string, Queue<(long Tick, double Value)>> _series = new(StringComparer.Ordinal);

    internal Historian(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
    }

    /// <summary>The names of the series, <c>ASSET.point</c>, in order.</summary>
    public IEnumerable<string> SeriesNames => _series.Keys;

    /// <summary>A series by name, oldest first, in engineering units; empty when there is none.</summary>
    public IReadOnlyList<(long Tick, double Value)> Series(string name) => _series.TryGetValue(name, out var series) ? [.. series] : [];

    private protected override void OnValue(string asset, string point, double value)
    {
        var name = $"{asset}.{point}";
        if (!_series.TryGetValue(name, out var series))
        {
            _series[name] = series = new Queue<(long, double)>();
        }

        series.Enqueue((Context.Tick, value));
        if (series.Count > Capacity)
        {
            series.Dequeue();
        }
    }
}
