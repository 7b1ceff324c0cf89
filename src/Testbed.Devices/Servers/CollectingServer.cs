using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Base of servers that poll and serve what they collected on their own Modbus service. Points the asset declares are matched by name (<c>ASSET.point</c> or
/// the bare name of a polled point); an asset without points gets input registers 0, 1, ... in the order of its polls, named <c>ASSET.point</c>.
/// </summary>
public abstract class CollectingServer : Device
{
    private readonly Dictionary<(string Asset, ModbusTable Table, int Address), PointConfig> _sources = [];

    private protected CollectingServer(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment, asset.Points.Count > 0 ? asset.Points : Layout(asset, environment.Scenario))
    {
        foreach (var polled in Polls.Polls.Select(p => p.To).Distinct())
        {
            foreach (var point in environment.Scenario.Asset(polled)?.Points ?? [])
            {
                _sources[(polled, point.Table, point.Address)] = point;
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
        foreach (var poll in scenario.Traffic.Polls.Where(p => p.From == asset.Id))
        {
            foreach (var point in scenario.Asset(poll.To)?.Points ?? [])
            {
                var name = $"{poll.To}.{point.Name}";
                if (point.Table == poll.Table && point.Address >= poll.Address && point.Address < poll.Address + poll.Count && points.All(p => p.Name != name))
                {
                    points.Add(point with { Name = name, Table = ModbusTable.InputRegister, Address = points.Count, Tag = null, Initial = null });
                }
            }
        }

        return points;
    }

    private void Take(PollAnswer answer)
    {
        var poll = answer.Poll;
        for (var i = 0; i < answer.Words.Count; i++)
        {
            if (!_sources.TryGetValue((poll.To, poll.Table, poll.Address + i), out var source))
            {
                continue;
            }

            var value = new Point(source).Decode(answer.Words[i]);
            (Bank.Find($"{poll.To}.{source.Name}") ?? Bank.Find(source.Name))?.SetValue(value);
            OnValue(poll.To, source.Name, value);
        }
    }
}
