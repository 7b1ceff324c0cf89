using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>
/// A writable point of an asset behind one of its Modbus services, with its conversions between register and engineering value. A raw value is the number on
/// the wire before it is put into registers, so that points of any type are written alike.
/// </summary>
internal sealed record WriteTarget(AssetConfig Asset, ServiceConfig Service, PointConfig Point)
{
    /// <summary>FC 5 or 6, or 16 for a value of several registers.</summary>
    public int SingleFunction => Point.Table == Table.Coil ? 5 : Point.Words == 1 ? 6 : 16;

    /// <summary>FC 15 or 16.</summary>
    public int MultipleFunction => Point.Table == Table.Coil ? 15 : 16;

    /// <summary>FC 1 or 3.</summary>
    public int ReadFunction => Point.Table == Table.Coil ? 1 : 3;

    /// <summary>The modbus unit.</summary>
    public byte Unit => (byte)(Service.Unit ?? 1);

    /// <summary>The engineering value of one register step; of fractions a thousandth.</summary>
    public double Resolution => IsBit ? 1 : (IsFraction ? 0.001 : 1) / Scale;

    private bool IsBit => Point.Type == PointType.Bool;

    private bool IsFraction => PointCodec.IsFloat(Point.Type);

    private double Scale => Point.Scale == 0 ? 1 : Point.Scale;

    /// <summary>A value of this point as a sentence has it: name, number and unit.</summary>
    public string Text(double raw) => $"{Point.Name} = {Number.Text(ToEngineering(raw))} {Point.Unit}".TrimEnd();

    /// <summary>The console command that writes the value.</summary>
    public string Command(double raw) => $"WRITE {Point.Name} {Number.Text(ToEngineering(raw))}";

    /// <summary>The points of an asset that masters may write and that hold numbers, set points first, then other registers, then coils.</summary>
    public static IEnumerable<WriteTarget> Of(AssetConfig asset, ServiceConfig service) => asset.Points
        .Where(p => p is { IsWritable: true, IsNumeric: true })
        .OrderBy(p => p.Table == Table.Coil ? 2 : p.Name.StartsWith("set-point", StringComparison.Ordinal) ? 0 : 1)
        .ThenBy(p => p.Address)
        .Select(p => new WriteTarget(asset, service, p));

    /// <summary>The engineering value of a raw value; a bit is 0 or 1.</summary>
    public double ToEngineering(double raw) => Point.ToEngineering(PointCodec.ToNumber(Point.Type, ToBits(raw)));

    /// <summary>The raw value of an engineering value, cut to what the registers carry.</summary>
    public double ToRaw(double engineering) => PointCodec.Fit(Point.Type, Point.ToNumber(engineering));

    /// <summary>The registers of a raw value. Other bits of the same register become 0: an attacker does not mind.</summary>
    public ushort[] Words(double raw)
    {
        var words = new ushort[Point.Words];
        PointCodec.Pack(Point, ToBits(raw), words);
        return words;
    }

    /// <summary>A raw value between two others, as far as the registers know steps.</summary>
    public double Between(double start, double end, int step, int steps)
    {
        var way = (end - start) * step / steps;
        return start + (IsFraction ? way : Math.Truncate(way));
    }

    /// <summary>A raw value inside the engineering range that differs from the present one, next to it where that is known.</summary>
    public double DifferentInRange(double? present)
    {
        if (IsBit)
        {
            return (present ?? 0) == 0 ? 1 : 0;
        }

        var (low, high) = PointCodec.Limits(Point.Type);
        var now = ToRaw(present ?? Point.Initial ?? Point.Min ?? 0);
        var step = IsFraction ? (now == 0 ? 1 : 0.05 * Math.Abs(now)) : Math.Max(1, Math.Round(0.05 * Math.Abs(now)));
        var up = Math.Min(high, now + step);
        var down = Math.Max(low, now - step);
        return Point.Max is not { } max || up <= ToRaw(max) ? up : down >= ToRaw(Point.Min ?? 0) ? down : ToRaw((max + (Point.Min ?? 0)) / 2);
    }

    /// <summary>Raw values outside the engineering range: far above, the highest there is (of fractions a thousand times the range), and below; empty when the
    /// point has no range.</summary>
    public IEnumerable<double> OutOfRange()
    {
        if (IsBit)
        {
            yield break;
        }

        var limit = PointCodec.Limits(Point.Type).Max;
        if (Point.Max is { } max && ToRaw(max) < limit - 1)
        {
            yield return Math.Min(limit, ToRaw(max) + Math.Max(10, Whole(ToRaw(max) / 5)));
            yield return IsFraction ? Math.Min(limit, 1000 * Math.Max(1, Math.Abs(ToRaw(max)))) : limit;
        }

        if (Point.Min is { } min && ToRaw(min) > 0 && PointCodec.Limits(Point.Type).Min == 0)
        {
            yield return Whole(ToRaw(min) / 2);
        }
    }

    private double Whole(double raw) => IsFraction ? raw : Math.Truncate(raw);

    private ulong ToBits(double raw) => PointCodec.ToBits(Point.Type, PointCodec.Fit(Point.Type, raw));
}
