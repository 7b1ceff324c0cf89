using System.Runtime.CompilerServices;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The points of a device by name and by address. A table is memory from address 0 to its highest point: reading a gap gives 0, writing one is refused, and so
/// is writing a part of a value. Reading allocates nothing.
/// </summary>
internal sealed class PointBank
{
    // Where the points of a list stand is the same in every twin that has them.
    private static readonly ConditionalWeakTable<IReadOnlyList<PointConfig>, Layout> Layouts = [];
    private readonly Layout _layout;
    private readonly Slot[][] _tables = new Slot[4][];

    public PointBank(IReadOnlyList<PointConfig> points)
    {
        _layout = Layouts.GetValue(points, static p => new(p));
        All = [.. points.Select(p => new Point(p))];
        for (var table = 0; table < _tables.Length; table++)
        {
            var places = _layout.Tables[table];
            var slots = _tables[table] = new Slot[places.Length];
            for (var i = 0; i < slots.Length; i++)
            {
                slots[i] = new(places[i].Address, places[i].Words, Array.ConvertAll(places[i].Points, at => All[at]));
            }
        }
    }

    public List<Point> All { get; }

    public Point? Find(string name) => _layout.ByName.TryGetValue(name, out var at) ? All[at] : null;

    /// <summary>The point that begins at an address, of several bits the lowest; null for a gap.</summary>
    public Point? Find(ModbusTable table, int address) =>
        IndexOf(table, address) is >= 0 and var at && _tables[(int)table][at].Address == address ? _tables[(int)table][at].Points[0] : null;

    /// <summary>True when the range lies in the table's memory.</summary>
    public bool Covers(ModbusTable table, int address, int count)
    {
        var slots = _tables[(int)table];
        return slots.Length > 0 && address + count <= slots[^1].Address + slots[^1].Words;
    }

    /// <summary>Reads registers, or bits as 0 and 1; false when a write-only point is among them.</summary>
    public bool TryRead(ModbusTable table, int address, Span<ushort> words)
    {
        words.Clear();
        var slots = _tables[(int)table];
        var first = IndexOf(table, address);
        for (var i = Math.Max(0, first); i < slots.Length && slots[i].Address < address + words.Length; i++)
        {
            foreach (var point in slots[i].Points)
            {
                for (var at = 0; at < slots[i].Words; at++)
                {
                    var place = slots[i].Address + at - address;
                    if (place < 0 || place >= words.Length)
                    {
                        continue;
                    }

                    if (!point.Config.IsReadable)
                    {
                        return false;
                    }

                    words[place] |= point.Word(at);
                }
            }
        }

        return true;
    }

    /// <summary>
    /// The writes of a range of registers or bits; false when it touches a gap, a part of a value, or a value that masters may not write. Of a register of
    /// bits those are written that change, and at least one, so that the request leaves its trace.
    /// </summary>
    public bool TryResolve(ModbusTable table, int address, ReadOnlySpan<ushort> words, List<PointWrite> writes)
    {
        for (var at = 0; at < words.Length;)
        {
            var index = IndexOf(table, address + at);
            var slot = index < 0 ? default : _tables[(int)table][index];
            if (slot.Points is null || slot.Address != address + at || slot.Words > words.Length - at || !TryResolve(slot, words.Slice(at, slot.Words), writes))
            {
                return false;
            }

            at += slot.Words;
        }

        return true;
    }

    private static bool TryResolve(in Slot slot, ReadOnlySpan<ushort> words, List<PointWrite> writes)
    {
        if (slot.Points[0] is { Config.Bit: null } whole)
        {
            writes.Add(whole.Config.IsNumeric
                ? new PointWrite(whole, PointCodec.Unpack(whole.Config, words))
                : new PointWrite(whole, 0, PointCodec.UnpackText(whole.Config, words)));
            return whole.IsWritable;
        }

        var before = writes.Count;
        Point? unchanged = null;
        foreach (var bit in slot.Points)
        {
            var bits = PointCodec.Unpack(bit.Config, words);
            if (bits == bit.Bits)
            {
                unchanged ??= bit.IsWritable ? bit : null;
                continue;
            }

            if (!bit.IsWritable)
            {
                return false;
            }

            writes.Add(new PointWrite(bit, bits));
        }

        if (writes.Count == before && unchanged is not null)
        {
            writes.Add(new PointWrite(unchanged, unchanged.Bits));
        }

        return writes.Count > before;
    }

    // The last slot that begins at or before the address; -1 when there is none.
    private int IndexOf(ModbusTable table, int address)
    {
        var slots = _tables[(int)table];
        var (low, high) = (0, slots.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (slots[middle].Address <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }

    /// <summary>Where the points of a list stand: by name, and by table in the order of addresses. Immutable.</summary>
    private sealed class Layout(IReadOnlyList<PointConfig> points)
    {
        public Dictionary<string, int> ByName { get; } =
            points.Select((p, at) => (p.Name, At: at)).ToDictionary(p => p.Name, p => p.At, StringComparer.OrdinalIgnoreCase);

        public (int Address, int Words, int[] Points)[][] Tables { get; } =
            [.. Enumerable.Range(0, 4).Select(table => points.Select((p, at) => (Point: p, At: at)).Where(p => (int)p.Point.Table == table)
                .GroupBy(p => p.Point.Address).OrderBy(g => g.Key)
                .Select(g => (g.Key, g.Max(p => p.Point.Words), g.Select(p => p.At).ToArray())).ToArray())];
    }

    /// <summary>Addresses that belong together: one value, or the bits of one register.</summary>
    private readonly record struct Slot(int Address, int Words, Point[] Points);
}
