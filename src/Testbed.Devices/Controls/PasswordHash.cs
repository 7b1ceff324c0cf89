using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Testbed.Devices;

/// <summary>A password as it is kept: salt (16 octets) and PBKDF2 hash (RFC 8018 section 5.2, HMAC-SHA-256).</summary>
internal sealed record PasswordHash(byte[] Salt, byte[] Hash)
{
    /// <summary>Fewer than a product should use (OWASP asks for 600,000): a twin must start in milliseconds, and nothing here guards a real secret.</summary>
    public const int Iterations = 1000;

    /// <summary>Entries of <see cref="Known"/> that are kept; guessing attacks would otherwise fill the memory.</summary>
    private const int MostKnown = 50_000;

    /// <summary>Thousands of twins of a scenario try the same passwords on the same accounts; the derivation has no state, so each is made once.</summary>
    private static readonly ConcurrentDictionary<(UInt128 Salt, string Password), byte[]> Known = new();

    public bool Verify(string password) => CryptographicOperations.FixedTimeEquals(Hash, Of(password, Salt).Hash);

    public static PasswordHash Of(string password, byte[] salt)
    {
        var key = (BinaryPrimitives.ReadUInt128LittleEndian(salt), password);
        if (!Known.TryGetValue(key, out var hash))
        {
            if (Known.Count >= MostKnown)
            {
                Known.Clear();
            }

            Known[key] = hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
        }

        return new(salt, hash);
    }
}
