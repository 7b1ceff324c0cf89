using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>What was once fetched from the directory is used for a year.</summary>
public sealed class DirectoryStale() : MutationOperator<AccountDirectoryConfig>("directory-stale", "changes in the directory do not arrive")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AccountDirectoryConfig control) =>
        [new("", control with { Propagation = TimeSpan.FromDays(365) }, Rows("SR 1.3 RE 1"), "accounts are fetched once a year")];
}
