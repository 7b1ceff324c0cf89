using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Base of servers that poll and serve what they collected on their own Modbus service. Points the asset declares are matched by name (<c>ASSET.point</c> or
/// the bare name of a polled point); an asset without points gets input registers 0, 1, ... in the order of its polls, named <c>ASSET.point</c>.
/// </summary>
public abstract class CollectingServer : Device
{
    private readonly Dictionary<(string Asset, ModbusTable Table, int Address), List<PointConfig>> _sources = [];

    private protected CollectingServer(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment, asset.Points.Count > 0 ? asset.Points : Layout(asset, environment.Scenario))
    {
        foreach (var polled in Polls.Polls.Select(p => p.To).Distinct())
        {
            foreach (var point in environment.Scenario.Asset(polled)?.Points ?? [])
            {
                var place = (polled, point.Table, point.Address);
                if (!_sources.TryGetValue(place, out var sources))
                {
                    _sources[place] = sources = [];
                }

                sources.Add(point);
            }
        }

        Polls.OnAnswer = Take;
    }

    /// <summary>A polled value of this tick, engineering units.</summary>
    private protected virtual void OnValue(string asset, string point, double value)
    {
    }

    private static List<PointConfig> Layout(AssetConfig asset, Scenario scenario)
    {
        List<PointConfig> points = [];
        var next = 0;
        foreach (var poll in scenario.Traffic.Polls.Where(p => p.From == asset.Id))
        {
            foreach (var point in scenario.Asset(poll.To)?.Points ?? [])
            {
                var name = $"{poll.To}.{point.Name}";
                if (IsPolled(point, poll) && points.All(p => p.Name != name))
                {
                    points.Add(point with
                    {
                        Name = name, Table = ModbusTable.InputRegister, Address = next, Bit = null, Access = PointAccess.R, Tag = null, Initial = null,
                    });
                    next += point.Words;
                }
            }
        }

        return points;
    }

    // Texts are no series, and half a value is none.
    private static bool IsPolled(PointConfig point, PollConfig poll) =>
        point.IsNumeric && point.Table == poll.Table && point.Address >= poll.Address && point.LastAddress < poll.Address + poll.Count;

    private void Take(PollAnswer answer)
    {
        var poll = answer.Poll;
        for (var i = 0; i < answer.Words.Count; i++)
        {
            foreach (var source in _sources.GetValueOrDefault((poll.To, poll.Table, poll.Address + i)) ?? [])
            {
                if (IsPolled(source, poll) && i + source.Words <= answer.Words.Count)
                {
                    TakeValue(poll.To, source, Decode(source, answer.Words, i));
                }
            }
        }
    }

    private static double Decode(PointConfig source, IReadOnlyList<ushort> words, int at)
    {
        Span<ushort> own = stackalloc ushort[4];
        for (var i = 0; i < source.Words; i++)
        {
            own[i] = words[at + i];
        }

        return PointCodec.Decode(source, own);
    }

    private void TakeValue(string asset, PointConfig source, double value)
    {
        (Bank.Find($"{asset}.{source.Name}") ?? Bank.Find(source.Name))?.SetValue(value);
        OnValue(asset, source.Name, value);
    }
}
