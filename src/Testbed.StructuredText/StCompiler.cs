using System.Linq.Expressions;
using Testbed.Core;

namespace Testbed.StructuredText;

/// <summary>
/// Compiles Structured Text (IEC 61131-3:2013): parses, binds names and types, and makes one function of machine code per program organisation unit.
/// </summary>
public static class StCompiler
{
    private static readonly Lazy<IReadOnlyList<CompilationUnit>> Library = new(() =>
    {
        var sink = new DiagnosticSink(LibrarySources.All);
        CompilationUnit[] units = [.. LibrarySources.All.Select((_, i) => StParser.Parse(LibrarySources.All, i, sink))];
        return !sink.HasErrors ? units : throw new InvalidOperationException($"The library does not parse: {sink.All[0]}");
    });

    /// <summary>All mistakes at once. Never throws, whatever the sources are; the same sources give the same result. A source that is XML is read as a PLCopen project.</summary>
    public static StCompilation Compile(IReadOnlyList<StSource> sources, StOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (!sources.Any(s => PlcOpenProject.IsXml(s.Text)))
        {
            return CompileText(sources, options ?? new());
        }

        var imports = sources.Select(s => PlcOpenProject.IsXml(s.Text) ? PlcOpenProject.Read(s.Name, s.Text) : new PlcOpenImport([s], [])).ToList();
        var compilation = CompileText([.. imports.SelectMany(i => i.Sources)], options ?? new());
        Diagnostic[] all = [.. imports.SelectMany(i => i.Diagnostics), .. compilation.Diagnostics];
        return new(all, Array.Exists(all, d => d.Severity == DiagnosticSeverity.Error) ? null : compilation.Program);
    }

    private static StCompilation CompileText(IReadOnlyList<StSource> sources, StOptions options)
    {
        // The library comes first, so that its trees (parsed once) have the same numbers of sources in every compilation.
        StSource[] all = [.. LibrarySources.All, .. sources];
        var sink = new DiagnosticSink(all);
        var library = Library.Value;
        CompilationUnit[] user = [.. Enumerable.Range(library.Count, sources.Count).Select(i => StParser.Parse(all, i, sink))];
        if (sources.Count == 0)
        {
            return new([], null);
        }

        var isParsed = !sink.HasErrors;
        var model = new Model(sink, library, user) { Sources = all };
        var configuration = Declare(model, sources);
        var bodies = Bind(model, configuration);
        return isParsed && !sink.HasErrors
            ? new(sink.All, ProgramBuilder.Build(model, configuration, bodies, options))
            : new(sink.All, null);
    }

    private static Configuration Declare(Model model, IReadOnlyList<StSource> sources)
    {
        model.ResolveTypes();
        foreach (var pou in model.UserPous.Where(p => p.Owner is null).ToList())
        {
            model.FindPou(pou.Name);
        }

        model.ResolveGlobals();
        model.ResolveTargets();
        var configuration = new Configuration(model);
        configuration.Place();
        model.PlaceAreas(sources);
        return configuration;
    }

    // Bodies of the user, all of them, so that every mistake is found; those of the library that they call.
    private static Dictionary<Pou, Expression<PouBody>> Bind(Model model, Configuration configuration)
    {
        var bound = new Dictionary<Pou, Expression<PouBody>>();
        configuration.Bind();
        var waiting = new Queue<Pou>(model.UserPous.Concat(configuration.Instances.Select(i => i.Pou)));
        while (waiting.TryDequeue(out var pou))
        {
            if (pou.State != LayoutState.Done || bound.ContainsKey(pou))
            {
                continue;
            }

            bound.Add(pou, BodyBuilder.Build(model, pou));
            foreach (var callee in pou.Calls.Keys)
            {
                waiting.Enqueue(callee);
            }
        }

        Recursion.Check(model);
        return bound;
    }
}
