using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>range-check</c>: refuses register values outside the listed range, or, for points that are not listed, outside the point's own minimum and maximum.
/// </summary>
internal sealed class RangeCheckControl(DeviceContext device) : AssetControl<RangeCheckConfig>(device)
{
    public bool Accepts(PointWrite write, Origin origin, string pdu)
    {
        var point = write.Point;
        if (Armed is not { } config || write.Text is not null)
        {
            return true;
        }

        var (min, max) = Range(config, point);
        var value = point.Decode(write.Bits);
        if (value >= min && value <= max)
        {
            return true;
        }

        Note(LedgerAction.Blocked, string.Create(CultureInfo.InvariantCulture, $"{Short(point.Config.Table)}-{point.Config.Address}-range"), origin, pdu);
        return false;
    }

    private static (double Min, double Max) Range(RangeCheckConfig config, Point point)
    {
        var listed = config.Ranges.FirstOrDefault(r => r.Table == point.Config.Table && r.Address == point.Config.Address);
        return listed is null
            ? (point.Config.Min ?? double.MinValue, point.Config.Max ?? double.MaxValue)
            : (point.Config.ToEngineering(listed.Min), point.Config.ToEngineering(listed.Max));
    }

    private static string Short(ModbusTable table) => table switch
    {
        ModbusTable.Coil => "co",
        ModbusTable.DiscreteInput => "di",
        ModbusTable.InputRegister => "ir",
        _ => "hr",
    };
}
