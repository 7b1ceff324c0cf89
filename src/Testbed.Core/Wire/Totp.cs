using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Testbed.Core;

/// <summary>Time-based one-time passwords, RFC 6238 over RFC 4226: HMAC-SHA-1, steps of 30 s, six digits, as the tokens in use have them. Pure.</summary>
public static class Totp
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>The least secret, in octets: RFC 4226 section 4, R6.</summary>
    public const int LeastSecret = 16;

    /// <summary>How long a code is shown.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step that a time lies in.</summary>
    public static long StepAt(DateTimeOffset time) => (time.Ticks - DateTimeOffset.UnixEpoch.Ticks) / Step.Ticks;

    /// <summary>The code of a step (RFC 4226 section 5.3).</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 names it, and tokens have it; HMAC does not rest on collision resistance.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        uint truncated = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (truncated % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>A secret as tokens show it, in Base32 (RFC 4648 section 6) without padding; false when it is none, or too short.</summary>
    public static bool TryReadSecret(string text, out byte[] secret)
    {
        secret = new byte[text.Length * 5 / 8];
        int bits = 0, held = 0, at = 0;
        foreach (char c in text)
        {
            int value = Base32.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            held = ((held << 5) | value) & 0xFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                secret[at++] = (byte)(held >> bits);
            }
        }

        return secret.Length >= LeastSecret;
    }
}
