using Testbed.Core;
using Testbed.StructuredText;

namespace Testbed.Cli;

/// <summary>Reads programs for <c>testbed plc</c>: Structured Text files, folders of them, PLCopen XML.</summary>
internal static class PlcSources
{
    private const long Largest = 4 * 1024 * 1024;

    /// <summary>Compiles what the user named; prints every mistake to standard error.</summary>
    /// <exception cref="UserErrorException">Nothing to compile, or it has mistakes.</exception>
    public static PlcProgram Compile(IReadOnlyList<string> paths, bool warningsToo = true)
    {
        var diagnostics = new List<Diagnostic>();
        var sources = new List<StSource>();
        foreach (var path in paths.SelectMany(Expand))
        {
            var text = Read(path);
            if (Path.GetExtension(path).Equals(".xml", StringComparison.OrdinalIgnoreCase))
            {
                var import = PlcOpenProject.Read(path, text);
                sources.AddRange(import.Sources);
                diagnostics.AddRange(import.Diagnostics);
            }
            else
            {
                sources.Add(new(path, text));
            }
        }

        var compilation = StCompiler.Compile(sources);
        diagnostics.AddRange(compilation.Diagnostics);
        foreach (var diagnostic in diagnostics.Where(d => warningsToo || d.Severity == DiagnosticSeverity.Error))
        {
            Console.Error.WriteLine(diagnostic);
        }

        var mistakes = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        return compilation.Program is { } program && mistakes == 0
            ? program
            : throw new UserErrorException(mistakes == 1 ? "1 mistake." : $"{mistakes} mistakes.");
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var found = Directory.EnumerateFiles(path).Where(f => Path.GetExtension(f).ToLowerInvariant() is ".st" or ".iecst" or ".scl" or ".xml")
            .Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new UserErrorException($"{path} holds no .st file and no PLCopen .xml.");
    }

    private static string Read(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            throw new UserErrorException($"There is no file '{path}'.");
        }

        return info.Length <= Largest ? File.ReadAllText(path) : throw new UserErrorException($"{path} has {info.Length} bytes; a program has at most {Largest}.");
    }
}
