using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.Architecture.Tests;

/// <summary>Rules for the product's source text.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 300;
    private const int LongestFunction = 70;

    /// <summary>Files that may be longer, how long, and why.</summary>
    private static readonly Dictionary<string, (int Lines, string Why)> LongFiles = new(StringComparer.Ordinal)
    {
    };

    private static readonly IReadOnlyList<string> Sources = Repository.Files("src", ".cs");

    [Fact]
    public void Keeps_Files_Short()
    {
        var tooLong = Sources.Select(f => (File: f, Lines: File.ReadLines(Repository.PathOf(f)).Count()))
            .Where(f => f.Lines > (LongFiles.TryGetValue(f.File, out var allowed) ? allowed.Lines : LongestFile))
            .Select(f => $"{f.File}: {f.Lines} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Names_No_Exception_That_Is_Not_Needed() =>
        Assert.All(LongFiles, e => Assert.True(
            e.Value.Why.Length > 20 && File.Exists(Repository.PathOf(e.Key)) && File.ReadLines(Repository.PathOf(e.Key)).Count() > LongestFile, e.Key));

    [Fact]
    public void Keeps_Functions_Short()
    {
        var functions = Sources.SelectMany(f => CSharpText.Functions(Repository.Read(f)).Select(m => (File: f, m.Header, m.Line, m.Lines))).ToList();

        Assert.True(functions.Count > 1000, $"only {functions.Count} functions found: the search is broken");
        Assert.Empty(functions.Where(m => m.Lines > LongestFunction).Select(m => $"{m.File}:{m.Line}: {m.Header}: {m.Lines} lines"));
    }

    [Fact]
    public void Leaves_Nothing_Half_Done() =>
        Assert.DoesNotContain(Sources, f => HalfDone().IsMatch(Repository.Read(f)));

    [Fact]
    public void Uses_File_Scoped_Namespaces() =>
        Assert.DoesNotContain(Sources, f => BlockNamespace().IsMatch(Repository.Read(f)));

    [Fact]
    public void Seals_Every_Class_That_Is_Not_A_Base()
    {
        var open = Modules.MaySee.Keys.SelectMany(m => Modules.Load(m).GetTypes())
            .Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && t.Namespace?.StartsWith("Testbed.", StringComparison.Ordinal) == true && t.Name[0] != '<')
            .Select(t => t.FullName);

        Assert.Empty(open);
    }

    [Fact]
    public void Measures_Functions_As_A_Reader_Would()
    {
        const string Sample = """"
            namespace A;
            /* { */ public sealed class B // {
            {
                private static readonly string[] Table = new[] { "{", "}", """ { "" """ };
                public B() { }
                public string C(int x)
                {
                    return $"{x} {{ {(x > 0 ? "}" : '{')}";
                }
                public int D { get; init; } = 3;
            }
            """";

        Assert.Equal([("public B()", 1), ("public string C(int x)", 3), ("public int D", 1)], CSharpText.Functions(Sample).Select(f => (f.Header, f.Lines)));
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex HalfDone();

    [GeneratedRegex(@"^namespace [\w.]+\s*\{", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();
}
