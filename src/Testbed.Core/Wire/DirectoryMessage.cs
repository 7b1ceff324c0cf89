using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>A sealed message of the account directory.</summary>
/// <param name="IsReply">False for a request.</param>
/// <param name="Device">The asset that asks; its key seals both ways.</param>
/// <param name="Nonce">The message's nonce.</param>
/// <param name="Sealed">Ciphertext and tag.</param>
public sealed record DirectoryEnvelope(bool IsReply, string Device, byte[] Nonce, byte[] Sealed);

/// <summary>
/// The protocol between assets and the account directory: what LDAP (RFC 4511) does with bind and search over TLS, in two requests of one line, sealed with
/// AES-256-GCM under a key that asset and directory share. A reply is bound to the nonce of its request, so that no old answer passes for a new one. Messages
/// travel in <see cref="LengthFrame"/>s over TCP. It is a model of a directory and no LDAP. Peer bytes never throw.
/// <code>
/// FETCH name              ->  ACCOUNT role enabled|disabled set salt hash former,former   or  NONE
/// CHANGE name old new     ->  DONE                                                        or  REFUSED
/// </code>
/// </summary>
public static class DirectoryMessage
{
    /// <summary>The logical port; LDAP over TLS has the same.</summary>
    public const int DefaultPort = 636;

    /// <summary>The one octet that answers a request which was not sealed with a known key, as strongerAuthRequired does in LDAP.</summary>
    public const byte Unsealed = 3;

    /// <summary>Octets of a nonce.</summary>
    public const int NonceLength = 12;

    private const int TagLength = 16;
    private const int MaxDevice = 60;

    /// <summary>The key of a written secret.</summary>
    public static byte[] KeyOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Seals a text.</summary>
    /// <param name="key">32 octets.</param>
    /// <param name="isReply">True for the directory's answer.</param>
    /// <param name="device">The asset that asks.</param>
    /// <param name="nonce">A nonce never used with this key before.</param>
    /// <param name="requestNonce">For a reply the nonce of its request, else empty.</param>
    /// <param name="text">The line.</param>
    public static byte[] Seal(byte[] key, bool isReply, string device, byte[] nonce, byte[] requestNonce, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var name = Encoding.ASCII.GetBytes(device);
        var message = new byte[2 + name.Length + NonceLength + plain.Length + TagLength];
        message[0] = (byte)(isReply ? 2 : 1);
        message[1] = (byte)name.Length;
        name.CopyTo(message, 2);
        nonce.CopyTo(message, 2 + name.Length);
        var body = message.AsSpan(2 + name.Length + NonceLength);
        using var gcm = new AesGcm(key, TagLength);
        gcm.Encrypt(nonce, plain, body[..plain.Length], body[plain.Length..], [.. message.AsSpan(0, 2 + name.Length), .. requestNonce]);
        return message;
    }

    /// <summary>Reads the envelope; null when it is none.</summary>
    public static DirectoryEnvelope? Parse(ReadOnlySpan<byte> message)
    {
        if (message.Length < 2 || message[0] is not (1 or 2) || message[1] is 0 or > MaxDevice || message.Length < 2 + message[1] + NonceLength + TagLength)
        {
            return null;
        }

        var start = 2 + message[1];
        return new DirectoryEnvelope(
            message[0] == 2, Encoding.ASCII.GetString(message[2..start]), message.Slice(start, NonceLength).ToArray(), message[(start + NonceLength)..].ToArray());
    }

    /// <summary>The text inside; null when it was not sealed with this key for this exchange.</summary>
    public static string? Open(DirectoryEnvelope envelope, byte[] key, byte[] requestNonce)
    {
        var name = Encoding.ASCII.GetBytes(envelope.Device);
        var plain = new byte[envelope.Sealed.Length - TagLength];
        using var gcm = new AesGcm(key, TagLength);
        try
        {
            gcm.Decrypt(
                envelope.Nonce, envelope.Sealed.AsSpan(0, plain.Length), envelope.Sealed.AsSpan(plain.Length), plain,
                [(byte)(envelope.IsReply ? 2 : 1), (byte)name.Length, .. name, .. requestNonce]);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }
}
