using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Inspection no longer looks at values, or no longer at how fast they change; a device takes the whole word.</summary>
public sealed class ValueRangeTooWide() : MutationOperator<ModbusInspectionConfig>("value-range-too-wide", "inspection does not limit written values")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, ModbusInspectionConfig control)
    {
        var blame = Rows("SR 3.5");
        if (control.Rules.Any(r => r.Access is not { MinValue: null, MaxValue: null, MaxChange: null }))
        {
            yield return new(
                "values", With(control, a => a with { MinValue = null, MaxValue = null, MaxChange = null, Period = null }), blame,
                "values and their rate of change are not looked at");
        }

        if (control.Rules.Any(r => r.Access is not { MinValue: null, MaxValue: null }))
        {
            yield return new("range", With(control, a => a with { MinValue = null, MaxValue = null }), blame, "values are not compared with their range");
        }

        if (control.Rules.Any(r => r.Access.MaxChange is not null))
        {
            yield return new("rate", With(control, a => a with { MaxChange = null, Period = null }), blame, "the rate of change is not limited");
        }
    }

    private static ModbusInspectionConfig With(ModbusInspectionConfig control, Func<ModbusAccessConfig, ModbusAccessConfig> change) =>
        control with { Rules = [.. control.Rules.Select(r => r with { Access = change(r.Access) })] };
}

/// <summary>A device's engineering ranges cover the whole register.</summary>
public sealed class DeviceRangeTooWide() : MutationOperator<RangeCheckConfig>("device-range-too-wide", "a device takes any value of the word")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, RangeCheckConfig control) =>
        [new("", control with { Ranges = [.. control.Ranges.Select(r => r with { Min = 0, Max = ushort.MaxValue })] }, Rows("SR 3.5"), "the ranges are 0 to 65535")];
}

/// <summary>The fail state comes long after the declared silence.</summary>
public sealed class FailStateLate() : MutationOperator<FailStateConfig>("fail-state-late", "the fail state is taken a year too late")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, FailStateConfig control) =>
        [new("", control with { After = control.After + TimeSpan.FromDays(365) }, Rows("SR 3.6"), "the fail state is taken after a year of silence")];
}
