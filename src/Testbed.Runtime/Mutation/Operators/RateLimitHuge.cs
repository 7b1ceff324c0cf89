using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A conduit's limit of load is out of reach.</summary>
public sealed class RateLimitHuge() : MutationOperator<RateLimitConfig>("rate-limit-huge", "a conduit limits load in name only")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, RateLimitConfig control) =>
    [
        new("", control with { PdusPerSecond = 1_000_000, Connections = 1_000_000 }, Rows("SR 7.1", "SR 7.1 RE 1", "SR 7.1 RE 2"),
            "a million PDUs a second and a million connections pass"),
    ];
}
