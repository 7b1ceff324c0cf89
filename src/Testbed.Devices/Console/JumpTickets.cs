using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>The jump host's side of <see cref="JumpTicket"/>.</summary>
internal static class JumpTickets
{
    /// <summary>
    /// Tells the gateway that somebody who has logged on here goes on to another asset, where a <c>jump-host</c> control stands between. What the gateway thinks of it shows when
    /// the connection is dialled; a disarmed one does not listen.
    /// </summary>
    public static async Task AskAsync(DeviceContext device, string target, string who)
    {
        var scenario = device.Environment.Scenario;
        if (JumpHostConfig.Between(scenario, device.Asset.Id, target) is not { } jump
            || await device.Environment.Network.DialAsync(device.Asset.Id, scenario.Conduit(jump.On)!.Gateway(device.Asset.Zone), JumpTicket.Port, device.Stopping)
                is not { Stream: { } stream })
        {
            return;
        }

        await using (stream)
        {
            try
            {
                if (await IslandOrder.ReadAsync(stream) is { } challenge)
                {
                    await IslandOrder.WriteAsync(stream, JumpTicket.Answer(jump.Key, challenge, target, who));
                    await IslandOrder.ReadAsync(stream);
                }
            }
            catch (Exception e) when (ConnectionEnd.Is(e))
            {
                // The gateway hung up: it has no ticket.
            }
        }
    }
}
