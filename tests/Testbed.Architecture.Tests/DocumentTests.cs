using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.Architecture.Tests;

/// <summary>What is written beside the code is true: commands, links, no path of one machine.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".sln", ".md", ".yaml", ".yml", ".json", ".csv", ".txt", ".css", ".sh", ".editorconfig", ".gitignore"];

    [Theory]
    [InlineData("dotnet run --project src/Testbed.Cli -- run scenarios/gas-distribution")]
    [InlineData("dotnet test Testbed.sln")]
    public void Shows_The_Two_Commands_In_The_Readme(string command) =>
        Assert.Matches(new Regex($"^(```)?\\s*{Regex.Escape(command)}\\s*(#.*)?$", RegexOptions.Multiline), Repository.Read("README.md"));

    [Fact]
    public void Links_To_Files_That_Exist()
    {
        var documents = Repository.Files("", ".md");
        var dead = documents.SelectMany(d => Link().Matches(WithoutCode(Repository.Read(d)))
            .Select(m => m.Groups["to"].Value.Split('#')[0])
            .Where(to => to.Length > 0 && !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(to => !Exists(d, to))
            .Select(to => $"{d} -> {to}"));

        Assert.NotEmpty(documents);
        Assert.Empty(dead);
    }

    [Fact]
    public void Names_No_Path_Of_One_Machine()
    {
        var found = Repository.Files().Where(f => TextFiles.Contains(Path.GetExtension(f)) || f.StartsWith(".ci/", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(Repository.PathOf(f)).Select((text, i) => (f, i, Match: MachinePath().Match(text))))
            .Where(l => l.Match.Success && !l.f.EndsWith("DocumentTests.cs", StringComparison.Ordinal))
            .Select(l => $"{l.f}:{l.i + 1}: {l.Match.Value}");

        Assert.Empty(found);
    }

    [Fact]
    public void Leaves_The_Choice_Of_Package_Registry_To_The_Machine() =>
        Assert.DoesNotContain(Repository.Files(), f => Path.GetFileName(f).ToUpperInvariant() is "NUGET.CONFIG" or ".NPMRC" or ".YARNRC");

    private static bool Exists(string document, string to)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, Uri.UnescapeDataString(to));
        return File.Exists(path) || Directory.Exists(path);
    }

    private static string WithoutCode(string markdown) => Code().Replace(markdown, "");

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)(\s+""[^""]*"")?\)|^\[[^\]]+\]:\s*(?<to>\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w.:/~}*-])/(work|home|root|Users|mnt|srv)/\w|\b[A-Z]:\\\w")]
    private static partial Regex MachinePath();
}
