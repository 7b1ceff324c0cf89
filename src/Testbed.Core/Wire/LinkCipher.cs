using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>What a frame of a protected link turned out to be.</summary>
public enum LinkFrameStatus
{
    /// <summary>More bytes are needed.</summary>
    NeedMore,

    /// <summary>No frame can begin like this: the link is out of step for good.</summary>
    Malformed,

    /// <summary>A frame whose code does not fit: altered, or of somebody without the key.</summary>
    NotAuthentic,

    /// <summary>A frame of the other end.</summary>
    Ok,
}

/// <summary>Where a frame belongs: who opened the connection (end A or B), its number at that end, the frame's direction and number. No two frames of one key have the same.</summary>
public readonly record struct LinkPosition(bool OpenedByA, bool ToServer, uint Connection, uint Frame);

/// <summary>
/// Frames of a pair of encrypting modems ("bump in the wire", as AGA 12 part 2 has it for serial SCADA links): AES-256-GCM (NIST SP 800-38D) under a key that only the two have,
/// no handshake. A frame is length (2 octets, big-endian, of the rest), connection (4), number (4), payload, tag (16); connection and number are authenticated, and together with
/// opener and direction they are the nonce. Pure but for the cipher it holds.
/// </summary>
public sealed class LinkCipher : IDisposable
{
    /// <summary>Octets in front of the payload.</summary>
    public const int HeaderLength = 10;

    /// <summary>Octets behind it.</summary>
    public const int TagLength = 16;

    /// <summary>The longest payload of one frame.</summary>
    public const int MaxPayload = 8192;

    private readonly byte[] _key;
    private readonly AesGcm _aead;

    /// <summary>Takes the key as entered at both ends; 256 bits are derived from it (HKDF-SHA-256, RFC 5869).</summary>
    public LinkCipher(string key)
    {
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, info: "link encryption"u8.ToArray());
        _aead = new AesGcm(_key, TagLength);
    }

    /// <summary>The frame of a payload. Without <paramref name="encrypt"/> the payload is authenticated and readable.</summary>
    public byte[] Seal(LinkPosition at, ReadOnlySpan<byte> payload, bool encrypt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MaxPayload);
        byte[] frame = new byte[HeaderLength + payload.Length + TagLength];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)(frame.Length - 2));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(2), at.Connection);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(6), at.Frame);
        Span<byte> body = frame.AsSpan(HeaderLength, payload.Length);
        Span<byte> tag = frame.AsSpan(HeaderLength + payload.Length);
        payload.CopyTo(body);
        if (encrypt)
        {
            _aead.Encrypt(Nonce(at), payload, body, tag, frame.AsSpan(0, HeaderLength));
        }
        else
        {
            _aead.Encrypt(Nonce(at), [], [], tag, frame.AsSpan(0, HeaderLength + payload.Length));
        }

        return frame;
    }

    /// <summary>Reads one frame from the front of a buffer. Never throws on what a peer sent.</summary>
    /// <param name="buffer">What has arrived.</param>
    /// <param name="openedByA">Whether end A opened the connection.</param>
    /// <param name="toServer">The direction of the bytes.</param>
    /// <param name="encrypted">Whether payloads are encrypted on this link.</param>
    /// <param name="verify">False: the tag is not looked at, as a modem does whose authentication is off.</param>
    /// <param name="at">Where the frame says it belongs.</param>
    /// <param name="payload">Its payload, when the status is <see cref="LinkFrameStatus.Ok"/>.</param>
    /// <param name="consumed">Octets of the frame.</param>
    public LinkFrameStatus TryOpen(
        ReadOnlySpan<byte> buffer, bool openedByA, bool toServer, bool encrypted, bool verify, out LinkPosition at, out byte[] payload, out int consumed)
    {
        (at, payload, consumed) = (default, [], 0);
        if (buffer.Length < 2)
        {
            return LinkFrameStatus.NeedMore;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(buffer) + 2;
        if (length is < HeaderLength + TagLength or > HeaderLength + MaxPayload + TagLength)
        {
            return LinkFrameStatus.Malformed;
        }

        if (buffer.Length < length)
        {
            return LinkFrameStatus.NeedMore;
        }

        consumed = length;
        at = new(openedByA, toServer, BinaryPrimitives.ReadUInt32BigEndian(buffer[2..]), BinaryPrimitives.ReadUInt32BigEndian(buffer[6..]));
        ReadOnlySpan<byte> body = buffer[HeaderLength..(length - TagLength)];
        byte[] plain = body.ToArray();
        bool isAuthentic = Unseal(at, buffer[..length], body, plain, encrypted);
        if (!isAuthentic && verify)
        {
            return LinkFrameStatus.NotAuthentic;
        }

        if (!isAuthentic && encrypted)
        {
            plain = Decipher(at, body);
        }

        payload = plain;
        return LinkFrameStatus.Ok;
    }

    /// <inheritdoc/>
    public void Dispose() => _aead.Dispose();

    private static byte[] Nonce(LinkPosition at)
    {
        byte[] nonce = new byte[12];
        nonce[0] = (byte)((at.OpenedByA ? 1 : 0) | (at.ToServer ? 2 : 0));
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(4), at.Connection);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(8), at.Frame);
        return nonce;
    }

    private bool Unseal(LinkPosition at, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> body, byte[] plain, bool encrypted)
    {
        try
        {
            if (encrypted)
            {
                _aead.Decrypt(Nonce(at), body, frame[^TagLength..], plain, frame[..HeaderLength]);
            }
            else
            {
                _aead.Decrypt(Nonce(at), [], frame[^TagLength..], [], frame[..^TagLength]);
            }

            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>The counter mode within GCM, without its authentication: block counter from 2 (SP 800-38D section 7.2).</summary>
    private byte[] Decipher(LinkPosition at, ReadOnlySpan<byte> body)
    {
        using Aes aes = Aes.Create();
        aes.Key = _key;
        byte[] plain = body.ToArray();
        byte[] block = [.. Nonce(at), 0, 0, 0, 0];
        for (int i = 0; i < plain.Length; i++)
        {
            if (i % 16 == 0)
            {
                BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(12), (uint)((i / 16) + 2));
            }

            // One block at a time; only a link whose authentication is off comes here.
            plain[i] ^= aes.EncryptEcb(block, PaddingMode.None)[i % 16];
        }

        return plain;
    }
}
