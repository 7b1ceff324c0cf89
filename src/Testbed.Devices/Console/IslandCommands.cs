using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Closing and opening of the boundaries that are ordered from this asset.</summary>
internal static class IslandCommands
{
    private const string Usage = "ISLAND ON|OFF conduit";

    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("ISLAND ON", "conduit", false, "island", (_, _) => ConsoleAnswer.BadArgument(Usage)) { ExecuteAsync = (c, a) => OrderAsync(c, a, IslandOrder.On) },
        new("ISLAND OFF", "conduit", false, "island", (_, _) => ConsoleAnswer.BadArgument(Usage)) { ExecuteAsync = (c, a) => OrderAsync(c, a, IslandOrder.Off) },
    ];

    private static async Task<ConsoleAnswer> OrderAsync(ConsoleConnection c, string[] arguments, string order)
    {
        var device = c.Server.Device;
        var scenario = device.Environment.Scenario;
        if (arguments is not [{ } name]
            || scenario.Conduit(name) is not { } conduit
            || scenario.ControlsOn(name).OfType<IslandModeConfig>().FirstOrDefault(i => i.OrderedFrom.Contains(device.Asset.Id)) is not { } island)
        {
            return ConsoleAnswer.BadArgument(Usage);
        }

        var by = c.Origin;
        return c.Controls.DualApproval.IsNeeded(ApprovedOperation.Island)
            ? c.Controls.DualApproval.Hold($"ISLAND {order.ToUpperInvariant()} {name}", by, SendAsync)
            : await SendAsync();

        async Task<ConsoleAnswer> SendAsync()
        {
            var answer = await AskAsync(device, conduit.Gateway(device.Asset.Zone), island.Key, order, by.Subject);
            var isDone = answer == IslandOrder.Done;
            c.Controls.Audit.Record(AuditCategories.ControlSystem, "island", isDone, by, $"{name} {order}");
            return isDone ? ConsoleAnswer.Ok($"{name} {order}") : ConsoleAnswer.BadArgument($"{name} did not obey");
        }
    }

    private static async Task<string?> AskAsync(DeviceContext device, string gateway, string key, string order, string who)
    {
        if (await device.Environment.Network.DialAsync(device.Asset.Id, gateway, IslandOrder.Port, device.Stopping) is not { Stream: { } stream })
        {
            return null;
        }

        await using (stream)
        {
            try
            {
                if (await IslandOrder.ReadAsync(stream) is not { } challenge)
                {
                    return null;
                }

                await IslandOrder.WriteAsync(stream, IslandOrder.Answer(key, challenge, order, who));
                return await IslandOrder.ReadAsync(stream);
            }
            catch (Exception e) when (ConnectionEnd.Is(e))
            {
                return null;
            }
        }
    }
}
