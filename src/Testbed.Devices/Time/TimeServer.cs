using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The <c>time</c> service: answers with the device's own clock. A request with a code is answered with one, under the key that a <c>clock-sync</c> control
/// shares with this asset; a request whose code is wrong is not answered.
/// </summary>
internal sealed class TimeServer(DeviceContext device)
{
    /// <summary>False when an administrator has stopped it.</summary>
    public bool IsServing { get; set; } = true;

    public Task ServeAsync(AcceptedConnection connection) =>
        IsServing ? FrameServer.ServeAsync(connection.Stream, Answer) : Task.CompletedTask;

    private byte[]? Answer(byte[] message)
    {
        if (!IsServing || !TimeMessage.TryParse(message, out var request) || request.Mode != 3)
        {
            return null;
        }

        var key = request.KeyId is { } id ? KeyOf(id) : null;
        if (request.KeyId is not null && (key is null || !TimeMessage.IsAuthentic(message, key)))
        {
            return null;
        }

        var now = TimeMessage.Stamp(device.Clock.Now);
        return TimeMessage.Encode(new TimePacket(4, 1, request.Transmit, now, now, request.KeyId), key);
    }

    private byte[]? KeyOf(int id) => device.Environment.Scenario.Controls.OfType<ClockSyncConfig>()
        .Where(c => c.Source == device.Asset.Id && c.KeyId == id && c.Key is not null)
        .Select(c => TimeMessage.KeyOf(c.Key!)).FirstOrDefault();
}
