using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>What loading gave: a scenario when there is no error, and everything there is to say, in file order.</summary>
/// <param name="Scenario">The checked scenario; null when there is an error.</param>
/// <param name="Diagnostics">Errors and warnings, by file, line and column.</param>
public sealed record LoadResult(Scenario? Scenario, IReadOnlyList<Diagnostic> Diagnostics);
