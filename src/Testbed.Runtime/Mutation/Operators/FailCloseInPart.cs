using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A boundary that closes in some failures and passes everything in another.</summary>
public sealed class FailCloseInPart() : MutationOperator<FailCloseConfig>("fail-close-in-part", "a boundary passes everything in one kind of failure")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, FailCloseConfig control) => control.Failures.Count < 2 ? [] : control.Failures.Select(open =>
        new Weakening($"{open}", control with { Failures = [.. control.Failures.Where(f => f != open)] }, Rows("SR 5.2 RE 3"), $"it passes everything when it has failed by {open}"));
}
