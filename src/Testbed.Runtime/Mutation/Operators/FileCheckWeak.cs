using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A check of files that leaves out a way, or a form in which they come.</summary>
public sealed class FileCheckWeak() : MutationOperator<FileCheckConfig>("file-check-weak", "a check of files that leaves something out")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, FileCheckConfig control) =>
    [
        new("entry", control with { Entry = false }, Rows("SR 3.2 RE 1"), "files that are handed in are not checked"),
        .. control.Key is null ? [] : new Weakening[] { new("exit", control with { Exit = false }, Rows("SR 3.2 RE 1"), "files are not checked again when they are fetched") },
        new("archives", control with { ArchiveDepth = 0 }, Rows("SR 3.2 RE 1"), "archives are not opened"),
        new("pieces", control with { WholeFile = false }, Rows("SR 3.2 RE 1"), "files are checked piece by piece"),
        .. control.Key is null ? [] : new Weakening[] { new("frozen", control with { Key = null }, Rows("SR 3.2 RE 1"), "no new signatures are taken") },
    ];
}
