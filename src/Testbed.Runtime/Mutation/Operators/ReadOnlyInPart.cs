using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A device is read-only on one interface and takes writes on another.</summary>
public sealed class ReadOnlyInPart() : MutationOperator<ReadOnlyConfig>("read-only-in-part", "a read-only device takes writes on one interface")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, ReadOnlyConfig control)
    {
        foreach (var protocol in control.Interfaces)
        {
            IReadOnlyList<RequirementId> rows = protocol == ServiceProtocol.Console ? Rows("SR 2.1") : Rows("SR 2.1 RE 1");
            yield return new(protocol.ToString().ToLowerInvariant(), control with { Interfaces = [.. control.Interfaces.Where(p => p != protocol)] }, rows,
                $"it holds on {protocol.ToString().ToLowerInvariant()} no more");
        }
    }
}
