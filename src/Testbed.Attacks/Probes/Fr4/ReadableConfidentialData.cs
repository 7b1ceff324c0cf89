using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 4.1: capture of data that the scenario classifies as confidential, in transit. Data at rest is not probed.</summary>
public sealed class ReadableConfidentialData() : ConfidentialityProbe("readable-confidential-data", "SR 4.1")
{
    /// <inheritdoc/>
    protected override bool AppliesTo(Scenario scenario, ConduitConfig conduit) => CarriesConfidential(scenario, conduit);
}
