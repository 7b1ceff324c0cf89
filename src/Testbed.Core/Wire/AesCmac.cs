using System.Security.Cryptography;

namespace Testbed.Core;

/// <summary>The message authentication code AES-CMAC (RFC 4493), which RFC 8573 asks for in NTP. Pure.</summary>
public static class AesCmac
{
    /// <summary>Octets of key and code.</summary>
    public const int Length = 16;

    /// <summary>The code of a message under a key of <see cref="Length"/> octets.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        using var aes = Aes.Create();
        aes.Key = key.ToArray();
        var subkey = Doubled(aes.EncryptEcb(new byte[Length], PaddingMode.None));
        var isWhole = message.Length > 0 && message.Length % Length == 0;
        var padded = new byte[isWhole ? message.Length : ((message.Length / Length) + 1) * Length];
        message.CopyTo(padded);
        if (!isWhole)
        {
            subkey = Doubled(subkey);
            padded[message.Length] = 0x80;
        }

        var last = padded.AsSpan(padded.Length - Length);
        for (var i = 0; i < Length; i++)
        {
            last[i] ^= subkey[i];
        }

        return aes.EncryptCbc(padded, new byte[Length], PaddingMode.None)[^Length..];
    }

    /// <summary>True when the code is that of the message; takes the same time for every wrong one.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> code) =>
        CryptographicOperations.FixedTimeEquals(Of(key, message), code);

    // Multiplication by x in GF(2^128), RFC 4493 section 2.3.
    private static byte[] Doubled(byte[] block)
    {
        var result = new byte[Length];
        for (var i = 0; i < Length; i++)
        {
            result[i] = (byte)((block[i] << 1) | (i + 1 < Length ? block[i + 1] >> 7 : 0));
        }

        result[^1] ^= (byte)((block[0] & 0x80) != 0 ? 0x87 : 0);
        return result;
    }
}
