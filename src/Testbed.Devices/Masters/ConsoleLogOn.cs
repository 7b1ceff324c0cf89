using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Log-on of a person of the plant at a console, with all he has.</summary>
internal static class ConsoleLogOn
{
    /// <summary>The console's last answer; null when it is silent.</summary>
    public static async Task<ConsoleReply?> AsAsync(ConsoleClient client, AccountConfig? account, DeviceContext device)
    {
        var reply = await client.SendAsync($"LOGON {account?.Name} {account?.Password}");
        return reply is { AsksForCode: true } && Totp.TryReadSecret(account?.Totp ?? "", out var secret)
            ? await client.SendAsync($"CODE {Totp.Code(secret, Totp.StepAt(device.Now))}")
            : reply;
    }
}
