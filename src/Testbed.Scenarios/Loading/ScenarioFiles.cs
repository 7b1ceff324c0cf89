using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Scenarios.Loading;

/// <summary>Reads scenario files as text and makes the model hash.</summary>
internal static class ScenarioFiles
{
    /// <summary>The file in every scenario folder.</summary>
    public const string FileName = "scenario.yaml";

    private const long LargestBytes = 2 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the scenario file of a folder; null with a diagnostic when it cannot be.</summary>
    public static SourceFile? Read(string directory, DiagnosticBag bag)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            if (!Directory.Exists(directory))
            {
                bag.Error(DiagnosticCodes.FileNotFound, directory, "there is no such folder", "give a scenario's folder, or make one with: testbed new NAME");
                return null;
            }

            var info = new FileInfo(path);
            if (!info.Exists)
            {
                bag.Error(DiagnosticCodes.FileNotFound, path, $"the folder holds no {FileName}",
                    "give a scenario's folder, or make one with: testbed new NAME");
                return null;
            }

            if (info.Length > LargestBytes)
            {
                bag.Error(DiagnosticCodes.FileTooLarge, path, $"the file has {info.Length} bytes; a scenario has at most {LargestBytes}");
                return null;
            }

            return Decode(path, File.ReadAllBytes(path), bag);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            bag.Error(DiagnosticCodes.FileUnreadable, path, "the file cannot be read", "check its permissions");
            return null;
        }
    }

    /// <summary>SHA-256 over the texts, line ends normalised, with their lengths so that text cannot move from one to the other unnoticed.</summary>
    public static string Hash(IEnumerable<SourceFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            var bytes = Encoding.UTF8.GetBytes(file.Text);
            hash.AppendData(BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(bytes.LongLength)));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static SourceFile? Decode(string path, byte[] bytes, DiagnosticBag bag)
    {
        try
        {
            var text = Strict.GetString(bytes).TrimStart('\uFEFF');
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                bag.Error(DiagnosticCodes.FileNotText, path, "the file is binary", "a scenario is UTF-8 text");
                return null;
            }

            if (string.IsNullOrWhiteSpace(text))
            {
                bag.Error(DiagnosticCodes.FileEmpty, path, "the file is empty", "make one that runs with: testbed new NAME");
                return null;
            }

            return new(path, text.ReplaceLineEndings("\n"));
        }
        catch (DecoderFallbackException)
        {
            bag.Error(DiagnosticCodes.FileNotText, path, "the file is not UTF-8 text", "save it as UTF-8");
            return null;
        }
    }
}
