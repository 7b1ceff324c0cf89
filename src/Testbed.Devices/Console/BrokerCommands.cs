using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Approval of visitors, the way on to other consoles, recordings of what was done there.</summary>
internal static class BrokerCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("APPROVE", "visitor [minutes]", false, null, Approve),
        new("CONNECT", "asset", false, "read", (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = ConnectAsync },
        new("RECORDING", "", false, "audit", (c, _) => ConsoleAnswer.Ok([.. c.Controls.Broker.Recording])),
    ];

    private static ConsoleAnswer Approve(ConsoleConnection c, string[] arguments)
    {
        var minutes = 0;
        if (arguments.Length is < 1 or > 2 || (arguments.Length == 2 && (!int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) || minutes is < 1 or > 1440)))
        {
            return ConsoleAnswer.BadArgument("APPROVE visitor [minutes]");
        }

        return c.Controls.Broker.Approve(arguments[0], minutes > 0 ? TimeSpan.FromMinutes(minutes) : null, c.Origin) is { } why
            ? ConsoleAnswer.BadArgument(why)
            : ConsoleAnswer.Ok($"{arguments[0]} approved");
    }

    private static async Task<ConsoleAnswer> ConnectAsync(ConsoleConnection c, string[] arguments)
    {
        if (c.Session is null
            || arguments is not [{ } name]
            || c.Server.Device.Environment.Scenario.Asset(name)?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console) is not { } console)
        {
            return ConsoleAnswer.BadArgument("CONNECT asset, in a session");
        }

        var device = c.Server.Device;
        await JumpTickets.AskAsync(device, name, c.Origin.Account);
        var dial = await device.Environment.Network.DialAsync(device.Asset.Id, name, console.Port, device.Stopping);
        return dial.Stream is { } stream ? c.Relay(stream, name) : ConsoleAnswer.Of(425, $"{name}: {dial.Outcome.ToString().ToLowerInvariant()}");
    }
}
