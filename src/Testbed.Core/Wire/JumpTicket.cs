using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>
/// How a jump host tells the gateway that somebody who has logged on there goes on to another asset: over TCP in <see cref="LengthFrame"/>s the gateway sends a challenge, the host
/// answers <c>GO target who mac</c>, the gateway says <c>OK</c> or <c>REFUSED</c>. The code is HMAC-SHA-256 over challenge, target and who, under a key that is entered at both ends; a
/// challenge serves once. A ticket lets one connection of the host to that target pass, within <see cref="Validity"/>. Pure.
/// </summary>
public static class JumpTicket
{
    /// <summary>The gateway's logical port for tickets.</summary>
    public const int Port = 4702;

    /// <summary>How long a ticket waits for its connection.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromSeconds(10);

    /// <summary>The challenge with a number that never comes twice.</summary>
    public static string Challenge(string key, long number) => Mac(key, $"ticket {number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>What the host answers.</summary>
    public static string Answer(string key, string challenge, string target, string who) => $"GO {target} {who} {Mac(key, $"{challenge} {target} {who}")}";

    /// <summary>True when an answer to a challenge is of the host.</summary>
    public static bool TryRead(string key, string challenge, string answer, out string target, out string who)
    {
        string[] words = answer.Split(' ');
        (target, who) = words.Length == 4 && words[0] == "GO" ? (words[1], words[2]) : ("", "");
        return target.Length > 0 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(Answer(key, challenge, target, who)));
    }

    private static string Mac(string key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
