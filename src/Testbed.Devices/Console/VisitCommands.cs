using System.Globalization;

namespace Testbed.Devices;

/// <summary>Visits of portable devices.</summary>
internal static class VisitCommands
{
    private const int MaxMinutes = 1440;

    public static IEnumerable<ConsoleCommand> All { get; } = [new("VISIT OPEN", "device minutes", false, "configure", Open)];

    private static ConsoleAnswer Open(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 2 || !int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > MaxMinutes
            || c.Controls.PortableDevice.OpenVisit(arguments[0], TimeSpan.FromMinutes(minutes), c.Origin) is not { } granted)
        {
            return ConsoleAnswer.BadArgument("VISIT OPEN device 1..1440, of a device that is listed");
        }

        return ConsoleAnswer.Ok(string.Create(CultureInfo.InvariantCulture, $"open for {granted.TotalMinutes:0} min"));
    }
}
