using System.Globalization;

namespace Testbed.Devices;

/// <summary>Reading and writing of points, in engineering units, through the same write path as every other interface.</summary>
internal static class PointCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("POINTS", "", false, "read", (c, _) => ConsoleAnswer.Ok([.. c.Server.Bank.All.Select(Describe)])),
        new("READ", "point", false, "read", Read),
        new("WRITE", "point value", false, "write", Write),
    ];

    private static string Describe(Point point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Name} {point.Value:0.####} {point.Config.Unit}").TrimEnd();

    private static ConsoleAnswer Read(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 1 || c.Server.Bank.Find(arguments[0]) is not { } point)
        {
            return ConsoleAnswer.BadArgument("no such point");
        }

        return ConsoleAnswer.Ok(string.Create(CultureInfo.InvariantCulture, $"{point.Value:0.####} {point.Config.Unit}").TrimEnd());
    }

    private static ConsoleAnswer Write(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 2 || c.Server.Bank.Find(arguments[0]) is not { } point)
        {
            return ConsoleAnswer.BadArgument("no such point");
        }

        if (!point.IsWritable)
        {
            return ConsoleAnswer.BadArgument("point is read only");
        }

        if (!double.TryParse(arguments[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)
            || !point.TryEncode(value, out var raw))
        {
            return ConsoleAnswer.BadArgument("no such value");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"WRITE {point.Name} {value:0.####}");
        return c.Server.Writes.Apply([new PointWrite(point, raw)], c.Origin, text) switch
        {
            WriteOutcome.Done => ConsoleAnswer.Ok(),
            WriteOutcome.OutOfRange => ConsoleAnswer.BadArgument("value out of range"),
            _ => ConsoleAnswer.NotPermitted,
        };
    }
}
