using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A device's engineering ranges cover the whole register.</summary>
public sealed class DeviceRangeTooWide() : MutationOperator<RangeCheckConfig>("device-range-too-wide", "a device takes any value of the word")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, RangeCheckConfig control) =>
    [
        new("", control with { Ranges = [.. control.Ranges.Select(r => r with { Min = 0, Max = ushort.MaxValue })] }, Rows("SR 3.5"),
            "the ranges are 0 to 65535"),
    ];
}
