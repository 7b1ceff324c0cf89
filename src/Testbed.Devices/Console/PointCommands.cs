using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Reading and writing of points, in engineering units, through the same write path as every other interface.</summary>
internal static class PointCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("POINTS", "", false, "read", (c, _) => ConsoleAnswer.Ok([.. c.Server.Bank.All.Where(p => p.Config.IsReadable).Select(Describe)])),
        new("READ", "point", false, "read", Read),
        new("WRITE", "point value", false, "write", Write),
    ];

    private static string Describe(Point point) =>
        $"{point.Name} {Shown(point)}";

    private static string Shown(Point point) => point.Config.IsNumeric
        ? string.Create(CultureInfo.InvariantCulture, $"{point.Value:0.####} {point.Config.Unit}").TrimEnd()
        : point.Text;

    private static ConsoleAnswer Read(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 1 || c.Server.Bank.Find(arguments[0]) is not { } point)
        {
            return ConsoleAnswer.BadArgument("no such point");
        }

        return point.Config.IsReadable ? ConsoleAnswer.Ok(Shown(point)) : ConsoleAnswer.BadArgument("point is write only");
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

        if (!point.Config.IsNumeric)
        {
            return WriteText(c, point, arguments[1]);
        }

        if (!double.TryParse(arguments[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)
            || !point.TryEncode(value, out var bits))
        {
            return ConsoleAnswer.BadArgument("no such value");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"WRITE {point.Name} {value:0.####}");
        return Apply(c, new PointWrite(point, bits), text);
    }

    private static ConsoleAnswer WriteText(ConsoleConnection c, Point point, string text) => text.Length > point.Config.Length
        ? ConsoleAnswer.BadArgument("text is too long")
        : Apply(c, new PointWrite(point, 0, text), $"WRITE {point.Name} {text}");

    private static ConsoleAnswer Apply(ConsoleConnection c, PointWrite write, string text) =>
        c.Controls.ReadOnly.Refuses(ServiceProtocol.Console, c.Server.Bank, c.Origin, () => text)
            ? ConsoleAnswer.NotPermitted
            : Answer(c.Server.Writes.Apply([write], c.Origin, text));

    private static ConsoleAnswer Answer(WriteOutcome outcome) =>
        outcome switch
        {
            WriteOutcome.Done => ConsoleAnswer.Ok(),
            WriteOutcome.OutOfRange => ConsoleAnswer.BadArgument("value out of range"),
            WriteOutcome.TooOften => ConsoleAnswer.BadArgument("too many writes, try later"),
            _ => ConsoleAnswer.NotPermitted,
        };
}
