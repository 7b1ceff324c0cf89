using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>A writable point of an asset behind one of its Modbus services, with its conversions between register and engineering value.</summary>
internal sealed record WriteTarget(AssetConfig Asset, ServiceConfig Service, PointConfig Point)
{
    /// <summary>FC 5 or 6.</summary>
    public int SingleFunction => Point.Table == Table.Coil ? 5 : 6;

    /// <summary>FC 15 or 16.</summary>
    public int MultipleFunction => Point.Table == Table.Coil ? 15 : 16;

    /// <summary>FC 1 or 3.</summary>
    public int ReadFunction => Point.Table == Table.Coil ? 1 : 3;

    /// <summary>The modbus unit.</summary>
    public byte Unit => (byte)(Service.Unit ?? 1);

    /// <summary>The engineering value of one register step.</summary>
    public double Resolution => Point.Table == Table.Coil ? 1 : 1 / Scale;

    private double Scale => Point.Scale == 0 ? 1 : Point.Scale;

    /// <summary>A value of this point as a sentence has it: name, number and unit.</summary>
    public string Text(ushort raw) => $"{Point.Name} = {Number.Text(ToEngineering(raw))} {Point.Unit}".TrimEnd();

    /// <summary>The console command that writes the value.</summary>
    public string Command(ushort raw) => $"WRITE {Point.Name} {Number.Text(ToEngineering(raw))}";

    /// <summary>The writable points of an asset, set points first, then other registers, then coils.</summary>
    public static IEnumerable<WriteTarget> Of(AssetConfig asset, ServiceConfig service) => asset.Points
        .Where(p => p.Table is Table.HoldingRegister or Table.Coil)
        .OrderBy(p => p.Table == Table.Coil ? 2 : p.Name.StartsWith("set-point", StringComparison.Ordinal) ? 0 : 1)
        .ThenBy(p => p.Address)
        .Select(p => new WriteTarget(asset, service, p));

    /// <summary>The engineering value of a register word; a coil is 0 or 1.</summary>
    public double ToEngineering(ushort raw) =>
        Point.Table == Table.Coil ? (raw == 0 ? 0 : 1) : (Point.Signed ? (int)(short)raw : raw) / Scale;

    /// <summary>The register word of an engineering value, cut to 16 bits.</summary>
    public ushort ToRaw(double engineering)
    {
        if (Point.Table == Table.Coil)
        {
            return (ushort)(engineering == 0 ? 0 : 1);
        }

        var raw = Math.Round(engineering * Scale);
        return Point.Signed ? (ushort)(short)Math.Clamp(raw, short.MinValue, short.MaxValue) : (ushort)Math.Clamp(raw, 0, ushort.MaxValue);
    }

    /// <summary>A value inside the engineering range that differs from the present one, next to it where that is known.</summary>
    public ushort DifferentInRange(double? present)
    {
        if (Point.Table == Table.Coil)
        {
            return (ushort)((present ?? 0) == 0 ? 1 : 0);
        }

        var now = ToRaw(present ?? Point.Initial ?? Point.Min ?? 0);
        var step = (ushort)Math.Max(1, (int)Math.Round(0.05 * Math.Abs((double)now)));
        var up = (ushort)Math.Min(ushort.MaxValue, now + step);
        var down = (ushort)Math.Max(0, now - step);
        return Point.Max is not { } max || up <= ToRaw(max) ? up : down >= ToRaw(Point.Min ?? 0) ? down : ToRaw((max + (Point.Min ?? 0)) / 2);
    }

    /// <summary>Register words outside the engineering range: far above, the whole word, and below; empty when the point has no range.</summary>
    public IEnumerable<ushort> OutOfRange()
    {
        if (Point.Table == Table.Coil)
        {
            yield break;
        }

        if (Point.Max is { } max && ToRaw(max) < (Point.Signed ? (int)short.MaxValue : ushort.MaxValue) - 1)
        {
            int limit = Point.Signed ? short.MaxValue : ushort.MaxValue;
            yield return (ushort)Math.Min(limit, ToRaw(max) + Math.Max(10, ToRaw(max) / 5));
            yield return (ushort)limit;
        }

        if (Point.Min is { } min && ToRaw(min) > 0 && !Point.Signed)
        {
            yield return (ushort)(ToRaw(min) / 2);
        }
    }
}
