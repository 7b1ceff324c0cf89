using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 4.1 RE 2: capture of classified data at every zone boundary it crosses, on trusted spans too.</summary>
public sealed class ReadableZoneBoundary() : ConfidentialityProbe("readable-zone-boundary", "SR 4.1 RE 2")
{
    /// <inheritdoc/>
    protected override bool AppliesTo(Scenario scenario, ConduitConfig conduit) => CarriesConfidential(scenario, conduit);
}
