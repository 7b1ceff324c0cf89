using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Testbed.Reporting;

/// <summary>Texts and fingerprints of a SARIF log.</summary>
internal static class SarifText
{
    /// <summary>
    /// A message. Braces are doubled, since SARIF takes single ones for placeholders; brackets are escaped where they would make a link.
    /// </summary>
    public static JsonObject Message(string text) => new() { ["text"] = Escape(text) };

    /// <summary>A fingerprint of what stays the same over runs.</summary>
    public static string Fingerprint(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static string Escape(string text)
    {
        var clean = HtmlText.Clean(text).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        return clean.Contains("](", StringComparison.Ordinal)
            ? clean.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)
            : clean;
    }
}
