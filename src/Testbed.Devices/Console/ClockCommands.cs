using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>The device's clock, and the time service where it has one.</summary>
internal static class ClockCommands
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("CLOCK SHOW", "", false, "read", (c, _) => ConsoleAnswer.Ok(Text(c.Server.Device.Clock.Now))),
        new("CLOCK SET", "time", false, "clock", Set),
        new("CLOCK SYNC", "", false, "clock", (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = SyncAsync },
        new("CLOCK SERVE", "on|off", false, "clock", Serve),
    ];

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    private static ConsoleAnswer Set(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 1
            || !DateTimeOffset.TryParseExact(arguments[0], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return ConsoleAnswer.BadArgument("CLOCK SET 2026-01-15T04:15:00Z");
        }

        // Recorded by both clocks' time: before, so that the change itself can be found where it was made.
        c.Controls.Audit.Record(AuditCategories.Configuration, "clock-set", true, c.Origin, Text(time));
        c.Server.Device.Clock.Set(time);
        return ConsoleAnswer.Ok(Text(time));
    }

    private static async Task<ConsoleAnswer> SyncAsync(ConsoleConnection c, string[] arguments) => ConsoleAnswer.Ok(await c.Controls.ClockSync.SyncAsync());

    private static ConsoleAnswer Serve(ConsoleConnection c, string[] arguments)
    {
        if (c.Server.Time is not { } time || arguments is not ["on" or "off"])
        {
            return ConsoleAnswer.BadArgument(c.Server.Time is null ? "no time service here" : "CLOCK SERVE on|off");
        }

        time.IsServing = arguments[0] == "on";
        c.Controls.Audit.Record(AuditCategories.Configuration, "time-service", true, c.Origin, arguments[0]);
        return ConsoleAnswer.Ok();
    }
}
