using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A device's points may move at any pace.</summary>
public sealed class DeviceRateTooFast() : MutationOperator<RangeCheckConfig>("device-rate-too-fast", "a device takes values as fast as they come")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, RangeCheckConfig control)
    {
        if (control.Ranges.Any(r => r.MaxChange is not null))
        {
            yield return new("change", control with { Ranges = [.. control.Ranges.Select(r => r with { MaxChange = r.MaxChange is null ? null : int.MaxValue })] },
                Rows("SR 3.5"), "the largest change is out of reach");
        }

        if (control.MaxWrites is not null)
        {
            yield return new("writes", control with { MaxWrites = int.MaxValue }, Rows("SR 3.5"), "any number of writes is taken");
        }
    }
}
