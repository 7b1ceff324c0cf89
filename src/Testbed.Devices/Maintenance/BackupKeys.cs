using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// The keys of an installation's backups, one per asset, shared by the asset and its backup server: entered at commissioning, also into a spare. They belong to
/// the trial, not to a device object. Trial executor only.
/// </summary>
internal static class BackupKeys
{
    private static readonly ConditionalWeakTable<ITrialRecorder, Dictionary<string, byte[]>> Rings = [];

    public static byte[] For(IDeviceEnvironment environment, string asset)
    {
        var ring = Rings.GetOrCreateValue(environment.Recorder);
        if (!ring.TryGetValue(asset, out var key))
        {
            ring[asset] = key = new byte[32];
            environment.Random($"{asset}/backup-key").NextBytes(key);
        }

        return key;
    }

    /// <summary>HMAC-SHA-256 in hex.</summary>
    public static string Mac(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The last line of a backup.</summary>
    public static string DigestLine(byte[] key, IEnumerable<string> lines) => $"{BackupText.DigestKey}=\"{Mac(key, string.Join('\n', lines))}\"";

    /// <summary>True when the last line is the digest of the lines before it.</summary>
    public static bool IsAuthentic(byte[] key, IReadOnlyList<string> lines) => lines.Count > 1 && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(lines[^1]), Encoding.UTF8.GetBytes(DigestLine(key, lines.SkipLast(1))));
}
