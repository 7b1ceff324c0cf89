using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A device's limit of load is out of reach.</summary>
public sealed class LoadLimitHuge() : MutationOperator<LoadLimitConfig>("load-limit-huge", "a device limits load in name only")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, LoadLimitConfig control) =>
    [
        new("", control with { ConnectionsPerPeer = 1_000_000, PdusPerScan = 1_000_000 }, Rows("SR 2.7", "SR 7.1", "SR 7.2"),
            "a million PDUs per scan and a million connections are let in"),
    ];
}
