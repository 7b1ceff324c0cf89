using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The points of a device by name and by address. A table is memory from address 0 to its highest point: reading a gap gives 0, writing one is refused.
/// </summary>
internal sealed class PointBank
{
    private readonly Dictionary<string, Point> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(ModbusTable Table, int Address), Point> _byAddress = [];
    private readonly int[] _size = new int[4];

    public PointBank(IEnumerable<PointConfig> points)
    {
        foreach (var config in points)
        {
            var point = new Point(config);
            _byName.Add(config.Name, point);
            _byAddress.Add((config.Table, config.Address), point);
            All.Add(point);
            _size[(int)config.Table] = Math.Max(_size[(int)config.Table], config.Address + 1);
        }
    }

    public List<Point> All { get; } = [];

    public Point? Find(string name) => _byName.GetValueOrDefault(name);

    public Point? Find(ModbusTable table, int address) => _byAddress.GetValueOrDefault((table, address));

    /// <summary>True when the range lies in the table's memory.</summary>
    public bool Covers(ModbusTable table, int address, int count) => address + count <= _size[(int)table];
}
