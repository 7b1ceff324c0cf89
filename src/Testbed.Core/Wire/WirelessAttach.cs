using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>
/// How a device is let onto a wireless medium: the cell sends a challenge, the device answers with its name and HMAC-SHA-256 over both under a key of its own, the
/// cell says <see cref="Admitted"/> or <see cref="Refused"/>. A model of the AKA of mobile networks (3GPP TS 33.102) without its other half: the cell does not prove
/// itself to the device, and nothing is encrypted by it. Texts in <see cref="LengthFrame"/>s over the connection that then carries the data. Pure.
/// </summary>
public static class WirelessAttach
{
    /// <summary>The device is on the medium.</summary>
    public const string Admitted = "ADMITTED";

    /// <summary>It is not.</summary>
    public const string Refused = "REFUSED";

    /// <summary>How long the cell waits for an answer, and a device for the cell.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A challenge that never comes twice; <paramref name="key"/> is known to the cell alone.</summary>
    public static string Challenge(string key, long number) => $"ATTACH {Mac(key, number.ToString(CultureInfo.InvariantCulture))}";

    /// <summary>What a device answers.</summary>
    public static string Answer(string device, string key, string challenge) => $"{device} {Mac(key, $"{challenge} {device}")}";

    /// <summary>The name that an answer claims; empty when it is none.</summary>
    public static string Name(string answer) => answer.Split(' ') is [var name, _] ? name : "";

    /// <summary>True when the answer was made with the key.</summary>
    public static bool IsBy(string answer, string key, string challenge) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(Answer(Name(answer), key, challenge)));

    /// <summary>The device's side of the exchange; false when it is not let on, or nobody asks. The stream is closed then.</summary>
    public static async Task<bool> AttachAsync(Stream stream, string device, string key, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        await using var onEnd = patience.Token.Register(stream.Dispose);
        try
        {
            if (await IslandOrder.ReadAsync(stream) is { } challenge && challenge.StartsWith("ATTACH ", StringComparison.Ordinal))
            {
                await IslandOrder.WriteAsync(stream, Answer(device, key, challenge));
                return await IslandOrder.ReadAsync(stream) == Admitted;
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The cell is silent, or ended it.
        }

        return false;
    }

    private static string Mac(string key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
