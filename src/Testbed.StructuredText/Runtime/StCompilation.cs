using Testbed.Core;

namespace Testbed.StructuredText;

/// <summary>What came of a compilation.</summary>
/// <param name="Diagnostics">All mistakes, by place.</param>
/// <param name="Program">Null when there is an error.</param>
public sealed record StCompilation(IReadOnlyList<Diagnostic> Diagnostics, PlcProgram? Program);
