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
        new("WRITE", "point value", false, "write", (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = WriteAsync },
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

    /// <summary>A write as it is recorded and confirmed: numbers in one form.</summary>
    internal static string Text(string point, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"WRITE {point} {number:0.####}")
            : $"WRITE {point} {value}";

    private static Task<ConsoleAnswer> WriteAsync(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 2)
        {
            return Refused("no such point");
        }

        var point = c.Server.Bank.Find(arguments[0]);
        if (point is not { IsWritable: true } && c.Server.Master?.Find(arguments[0]) is { } target)
        {
            return WriteThroughAsync(c, target, arguments[1]);
        }

        if (point is not { IsWritable: true })
        {
            return Refused(point is null ? "no such point" : "point is read only");
        }

        if (!point.Config.IsNumeric)
        {
            return arguments[1].Length > point.Config.Length
                ? Refused("text is too long")
                : WhenApproved(c, point.Name, arguments[1], text => Apply(c, new PointWrite(point, 0, arguments[1]), text));
        }

        return TryNumber(arguments[1], out var value) && point.TryEncode(value, out var bits)
            ? WhenApproved(c, point.Name, arguments[1], text => Apply(c, new PointWrite(point, bits), text))
            : Refused("no such value");
    }

    private static Task<ConsoleAnswer> WriteThroughAsync(ConsoleConnection c, CommandPoint target, string text)
    {
        if (!TryNumber(text, out var value) || !PointCodec.TryEncode(target.Point, value, out _))
        {
            return Refused("no such value");
        }

        var by = c.Origin;
        Task<ConsoleAnswer> SendAsync() => c.Server.Master!.WriteAsync(target, value, by);
        return c.Controls.DualApproval.IsNeeded(target.Name)
            ? Task.FromResult(c.Controls.DualApproval.Hold(Text(target.Name, text), by, SendAsync))
            : SendAsync();
    }

    private static Task<ConsoleAnswer> WhenApproved(ConsoleConnection c, string point, string value, Func<string, ConsoleAnswer> write)
    {
        var text = Text(point, value);
        return Task.FromResult(c.Controls.DualApproval.IsNeeded(point) ? c.Controls.DualApproval.Hold(text, c.Origin, () => Task.FromResult(write(text))) : write(text));
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static Task<ConsoleAnswer> Refused(string why) => Task.FromResult(ConsoleAnswer.BadArgument(why));

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
