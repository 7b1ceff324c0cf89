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

            return ReadText(info, bag);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            bag.Error(DiagnosticCodes.FileUnreadable, path, "the file cannot be read", "check its permissions");
            return null;
        }
    }

    /// <summary>Reads a file by its path, whatever folder it lies in; null with a diagnostic.</summary>
    public static SourceFile? ReadFile(string path, DiagnosticBag bag)
    {
        try
        {
            if (File.Exists(path))
            {
                return ReadText(new(path), bag);
            }

            bag.Error(DiagnosticCodes.FileNotFound, path, "there is no such file");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            bag.Error(DiagnosticCodes.FileUnreadable, path, "the file cannot be read", "check its permissions");
        }

        return null;
    }

    /// <summary>Reads a file that a scenario names, relative to the folder of the file that names it; null with a diagnostic at the name.</summary>
    public static SourceFile? ReadBeside(Mark at, string name, DiagnosticBag bag)
    {
        try
        {
            var folder = Path.GetFullPath(Path.GetDirectoryName(at.File.Name) is { Length: > 0 } directory ? directory : ".");
            var info = new FileInfo(Path.GetFullPath(Path.Combine(folder, name)));
            if (Path.IsPathRooted(name) || !IsInside(folder, info.FullName) || (info.LinkTarget is not null && !IsInside(folder, Target(info))))
            {
                bag.Error(DiagnosticCodes.ImportOutsideFolder, at, $"'{name}' lies outside the scenario's folder",
                    "a scenario is one folder that can be copied: put the file into it");
                return null;
            }

            if (!info.Exists)
            {
                bag.Error(DiagnosticCodes.FileNotFound, at, $"there is no file '{name}'", "the path is relative to the file that names it");
                return null;
            }

            return ReadText(new(Path.Combine(Path.GetDirectoryName(at.File.Name) ?? "", name)), bag);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            bag.Error(DiagnosticCodes.FileUnreadable, at, $"the file '{name}' cannot be read", "check its name and its permissions");
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

    private static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    private static bool IsInside(string folder, string file) => file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Target(FileInfo link) => link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "";

    private static SourceFile? ReadText(FileInfo info, DiagnosticBag bag)
    {
        var path = info.ToString();
        if (info.Length > LargestBytes)
        {
            bag.Error(DiagnosticCodes.FileTooLarge, path, $"the file has {info.Length} bytes; a scenario has at most {LargestBytes}");
            return null;
        }

        return Decode(path, File.ReadAllBytes(path), bag);
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
