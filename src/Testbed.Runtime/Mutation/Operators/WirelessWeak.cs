using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Access control of a wireless medium that tells devices no longer apart, or nobody of strangers.</summary>
public sealed class WirelessWeak() : MutationOperator<WirelessConfig>("wireless-weak", "a wireless medium with shared, copied or withdrawn identities")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, WirelessConfig control) =>
    [
        new("group-key", control with { PerDevice = false }, Rows("SR 1.6 RE 1"), "the key of any device will do"),
        new("copies", control with { Exclusive = false }, Rows("SR 1.6 RE 1"), "an identity may be on line from two places"),
        .. control.Withdrawn.Count == 0 ? [] : new Weakening[] { new("withdrawn", control with { Withdrawn = [] }, Rows("SR 1.6 RE 1"), "withdrawn devices are let on") },
        new("any-service", control with { DeclaredOnly = false }, Rows("SR 2.2"), "devices get to every service"),
        .. control.Collector is null ? [] : new Weakening[] { new("silent", control with { Collector = null }, Rows("SR 2.2 RE 1"), "nobody is told of strangers") },
    ];
}
