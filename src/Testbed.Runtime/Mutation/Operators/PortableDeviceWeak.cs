using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A port lock that lets portable devices in whenever, or in whatever state.</summary>
public sealed class PortableDeviceWeak() : MutationOperator<PortableDeviceConfig>("portable-device-weak", "a port lock that asks for less")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, PortableDeviceConfig control) =>
    [
        new("unlocked", control with { Services = [] }, Rows("SR 2.3", "SR 2.3 RE 1"), "no service is behind the lock"),
        .. !control.Visits || control.Devices.Count == 0 ? [] : new Weakening[]
        {
            new("for-good", control with { Visits = false }, Rows("SR 2.3"), "who was approved once is let in for good"),
        },
        .. control.CheckedBy is null || control.Devices.Count == 0 ? [] : new Weakening[]
        {
            new("unchecked", control with { CheckedBy = null }, Rows("SR 2.3 RE 1"), "no statement about a device's state is asked for"),
            new("stale", control with { PostureMaxAge = TimeSpan.FromDays(365) }, Rows("SR 2.3 RE 1"), "a statement counts for a year"),
        },
    ];
}
