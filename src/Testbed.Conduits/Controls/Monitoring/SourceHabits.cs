using System.Security.Cryptography;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// What each source did lately across one conduit, for rules that count: connections, writes, places read, and writes that come again byte for byte over
/// another connection. Simulated time in ms. Trial thread only.
/// </summary>
internal sealed class SourceHabits(Scenario scenario)
{
    /// <summary>More connections than this within <see cref="StormMs"/> are a storm.</summary>
    public const int StormConnections = 20;

    /// <summary>Window of a connection storm.</summary>
    public const long StormMs = 10_000;

    /// <summary>More writes than this within a minute are no operator's.</summary>
    public const int WritesPerMinute = 10;

    /// <summary>More different places read than this within a minute are a sweep; where three times the declared polls are more, then these.</summary>
    public const int PlacesPerMinute = 16;

    /// <summary>How long a write is remembered.</summary>
    public const long ReplayMs = 3_600_000;

    private const long MinuteMs = 60_000;

    private readonly Dictionary<string, Queue<long>> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<long>> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), Dictionary<(byte Unit, byte Function, ushort Address, ushort Count), long>> _places = [];
    private readonly Dictionary<(string From, string To, string Frame), (int Connection, long Tick)> _frames = [];

    /// <summary>Notes a connection. True when it is one too many.</summary>
    public bool Connects(string from, long now) => Count(_connections, from, now, StormMs) > StormConnections;

    /// <summary>Notes a write. True when it is one too many.</summary>
    public bool Writes(string from, long now) => Count(_writes, from, now, MinuteMs) > WritesPerMinute;

    /// <summary>Notes a read. True when the source has read too many different places.</summary>
    public bool Sweeps(FlowContext flow, byte unit, in ModbusRequest request, long now)
    {
        if (!_places.TryGetValue((flow.From, flow.To), out var places))
        {
            _places[(flow.From, flow.To)] = places = [];
        }

        places[(unit, request.FunctionCode, request.Address, request.Quantity)] = now;
        foreach (var old in places.Where(p => now - p.Value > MinuteMs).Select(p => p.Key).ToList())
        {
            places.Remove(old);
        }

        return places.Count > PlacesPerMinute
            && places.Count > 3 * scenario.Traffic.Polls.Count(p => p.From == flow.From && p.To == flow.To);
    }

    /// <summary>Notes a write's frame, transaction id and all. True when the same came over another connection before.</summary>
    public bool Repeats(FlowContext flow, in ModbusAdu adu, long now)
    {
        var key = (flow.From, flow.To, Convert.ToHexString(SHA256.HashData([(byte)(adu.TransactionId >> 8), (byte)adu.TransactionId, adu.UnitId, .. adu.Pdu])));
        var isAgain = _frames.TryGetValue(key, out var before) && before.Connection != flow.Ordinal && now - before.Tick <= ReplayMs;
        _frames[key] = (flow.Ordinal, now);
        return isAgain;
    }

    private static int Count(Dictionary<string, Queue<long>> all, string from, long now, long window)
    {
        if (!all.TryGetValue(from, out var ticks))
        {
            all[from] = ticks = new();
        }

        ticks.Enqueue(now);
        while (now - ticks.Peek() > window)
        {
            ticks.Dequeue();
        }

        return ticks.Count;
    }
}
