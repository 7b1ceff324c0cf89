using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>
/// The order to a gateway to close its boundary, or to open it again (SR 5.2 RE 2), over TCP in <see cref="LengthFrame"/>s: the gateway sends a challenge, the caller
/// answers <c>ON|OFF who mac</c>, the gateway says <c>OK</c> or <c>REFUSED</c>. The code is HMAC-SHA-256 over challenge, order and who, under a key that is entered at
/// both ends; a challenge serves once. Pure.
/// </summary>
public static class IslandOrder
{
    /// <summary>The gateway's logical port for orders.</summary>
    public const int Port = 4701;

    /// <summary>Close.</summary>
    public const string On = "ON";

    /// <summary>Open again.</summary>
    public const string Off = "OFF";

    /// <summary>The answer to an order that was carried out.</summary>
    public const string Done = "OK";

    /// <summary>The answer to any other.</summary>
    public const string Refused = "REFUSED";

    /// <summary>The challenge with a number that never comes twice.</summary>
    public static string Challenge(string key, long number) => Mac(key, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the caller answers.</summary>
    public static string Answer(string key, string challenge, string order, string who) => $"{order} {who} {Mac(key, $"{challenge} {order} {who}")}";

    /// <summary>True when an answer to a challenge is an authentic order.</summary>
    public static bool TryRead(string key, string challenge, string answer, out string order, out string who)
    {
        string[] words = answer.Split(' ');
        (order, who) = words.Length == 3 && words[0] is On or Off ? (words[0], words[1]) : ("", "");
        return order.Length > 0 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(Answer(key, challenge, order, who)));
    }

    /// <summary>Reads one framed text; null when the peer ended or sent none.</summary>
    public static async Task<string?> ReadAsync(Stream stream)
    {
        byte[] buffer = new byte[2 + LengthFrame.MaxLength];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length));
            length += read;
            switch (LengthFrame.TryRead(buffer.AsSpan(0, length), out byte[] message, out _))
            {
                case 1:
                    return Encoding.ASCII.GetString(message);
                case 0 when read > 0 && length < buffer.Length:
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>Writes one framed text.</summary>
    public static ValueTask WriteAsync(Stream stream, string text) => stream.WriteAsync(LengthFrame.Of(Encoding.ASCII.GetBytes(text)));

    private static string Mac(string key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
