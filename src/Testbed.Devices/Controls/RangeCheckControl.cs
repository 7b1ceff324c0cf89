using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>range-check</c>: refuses, or brings to the nearest allowed, register values outside the listed range (for points that are not listed, or listed without
/// values, the point's own minimum and maximum) and values too far from what the point held at the beginning of the period; limits the writing requests of each
/// source, so that nobody uses up the others'. The ledger says Blocked, or Altered where a value was clamped.
/// </summary>
internal sealed class RangeCheckControl(DeviceContext device) : AssetControl<RangeCheckConfig>(device)
{
    private readonly Dictionary<Point, Queue<(DateTimeOffset At, double Number)>> _held = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> _writes = new(StringComparer.Ordinal);

    /// <summary>Counts a writing request; false when its source has made too many within the period.</summary>
    public bool TryCount(Origin origin, string pdu)
    {
        if (Armed is not { MaxWrites: { } most, WritesPer: { } period })
        {
            return true;
        }

        if (!_writes.TryGetValue(origin.Subject, out var made))
        {
            _writes[origin.Subject] = made = new();
        }

        while (made.TryPeek(out var first) && Device.Now - first >= period)
        {
            made.Dequeue();
        }

        if (made.Count >= most)
        {
            Note(LedgerAction.Blocked, "writes", origin, pdu);
            return false;
        }

        made.Enqueue(Device.Now);
        return true;
    }

    /// <summary>True when the point may take the value, which is altered where the control clamps.</summary>
    public bool Accepts(ref PointWrite write, Origin origin, string pdu)
    {
        var config = write.Point.Config;
        if (Armed is not { } control || write.Text is not null)
        {
            return true;
        }

        var listed = control.Ranges.FirstOrDefault(r => r.Table == config.Table && r.Address == config.Address);
        var number = PointCodec.ToNumber(config.Type, write.Bits);
        var (min, max) = listed is { Min: { } low, Max: { } high }
            ? (low, high)
            : (config.Min is { } own ? config.ToNumber(own) : double.MinValue, config.Max is { } top ? config.ToNumber(top) : double.MaxValue);
        var (slowest, fastest) = Reach(listed, write.Point);
        if (number >= min && number <= max && number >= slowest && number <= fastest)
        {
            return true;
        }

        var rule = string.Create(CultureInfo.InvariantCulture,
            $"{Short(config.Table)}-{config.Address}-{(number >= min && number <= max ? "rate" : "range")}");
        var clamped = Math.Clamp(Math.Clamp(number, min, max), slowest, fastest);
        // What is no number has no nearest one, and the pace may not reach the range.
        if (control.Outside != OutOfRangeAction.Clamp || double.IsNaN(number) || clamped < min || clamped > max)
        {
            Note(LedgerAction.Blocked, rule, origin, pdu);
            return false;
        }

        write = write with { Bits = PointCodec.ToBits(config.Type, PointCodec.Fit(config.Type, clamped)) };
        Note(LedgerAction.Altered, rule, origin, pdu);
        return true;
    }

    /// <summary>Remembers what a point held before a write that is about to be applied.</summary>
    public void Note(Point point)
    {
        if (Armed?.Ranges.FirstOrDefault(r => r.Table == point.Config.Table && r.Address == point.Config.Address) is not { Per: not null })
        {
            return;
        }

        if (!_held.TryGetValue(point, out var held))
        {
            _held[point] = held = new();
        }

        held.Enqueue((Device.Now, PointCodec.ToNumber(point.Config.Type, point.Bits)));
    }

    // Around what the point held when the period began: before the first write within it, or now when there was none.
    private (double Low, double High) Reach(RangeConfig? listed, Point point)
    {
        if (listed is not { MaxChange: { } change, Per: { } period })
        {
            return (double.MinValue, double.MaxValue);
        }

        var reference = PointCodec.ToNumber(point.Config.Type, point.Bits);
        if (_held.TryGetValue(point, out var held))
        {
            while (held.TryPeek(out var first) && Device.Now - first.At >= period)
            {
                held.Dequeue();
            }

            reference = held.TryPeek(out var oldest) ? oldest.Number : reference;
        }

        return (reference - change, reference + change);
    }

    private static string Short(ModbusTable table) => table switch
    {
        ModbusTable.Coil => "co",
        ModbusTable.DiscreteInput => "di",
        ModbusTable.InputRegister => "ir",
        _ => "hr",
    };
}
