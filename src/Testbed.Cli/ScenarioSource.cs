using System.Security.Cryptography;
using System.Text;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary>Loads what commands work on, printing diagnostics.</summary>
internal static class ScenarioSource
{
    /// <summary>The scenario of a folder; mistakes are printed and end the command.</summary>
    public static Scenario Load(string directory)
    {
        var result = ScenarioLoader.Load(directory);
        foreach (var diagnostic in result.Diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        return result.Scenario ?? throw new UserErrorException(
            $"{result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error)} mistake(s) in the scenario; nothing was run.");
    }

    /// <summary>The attack profiles and a hash over their files. Looked for beside the scenario's repository when no folder is given.</summary>
    public static (AttackLibrary Library, string Hash, string Directory) Attacks(string? directory, string scenarioDirectory)
    {
        var found = directory ?? Find(scenarioDirectory)
            ?? throw new UserErrorException("No folder 'attack-profiles' was found at or above the scenario or the working folder; name one with --profiles-dir.");
        var library = AttackLibrary.Load(found);
        foreach (var diagnostic in library.Diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        if (!library.IsUsable)
        {
            throw new UserErrorException("The attack profiles cannot be used; nothing was run.");
        }

        var text = string.Concat(Directory.GetFiles(found, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        return (library, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")))), found);
    }

    private static string? Find(string scenarioDirectory)
    {
        foreach (var start in new[] { Path.GetFullPath(scenarioDirectory), Environment.CurrentDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var candidate = Path.Combine(at.FullName, "attack-profiles");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
