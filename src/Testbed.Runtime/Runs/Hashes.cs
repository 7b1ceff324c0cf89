using System.Security.Cryptography;
using System.Text;

namespace Testbed.Runtime;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Hashes
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
