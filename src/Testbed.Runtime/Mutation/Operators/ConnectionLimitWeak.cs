using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A boundary that counts connections in name only: those that stand, those that begin, or those on which nobody speaks.</summary>
public sealed class ConnectionLimitWeak() : MutationOperator<ConnectionLimitConfig>("connection-limit-weak", "a boundary leaves one kind of connection uncounted")
{
    private const int Huge = 1_000_000;

    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, ConnectionLimitConfig control) =>
    [
        new("standing", control with { PerFlow = Huge, PerSource = Huge }, Rows("SR 2.7", "SR 7.1"), "a source may hold a million connections", Detail: "+hoard"),
        new("begun", control with { NewConnections = Huge }, Rows("SR 7.1 RE 1"), "a source may begin a million connections in a period", Detail: "+connections"),
        new("silent", control with { HalfOpen = TimeSpan.FromDays(365) }, Rows("SR 7.1"), "a connection on which nobody speaks stands for a year", Detail: "+silent"),
    ];
}
