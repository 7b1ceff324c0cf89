using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 4.1 RE 1: capture on every span that others own or share. Backups and exports at rest are not probed.</summary>
public sealed class ReadableUntrustedSpan() : ConfidentialityProbe("readable-untrusted-span", "SR 4.1 RE 1")
{
    /// <inheritdoc/>
    protected override bool AppliesTo(Scenario scenario, ConduitConfig conduit) => !conduit.Span.Trusted;
}
