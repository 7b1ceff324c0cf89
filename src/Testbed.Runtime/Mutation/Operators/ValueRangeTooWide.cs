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
            yield return new("range", With(control, a => a with { MinValue = null, MaxValue = null }), blame, "values are not compared with their range", Detail: ":range");
        }

        if (control.Rules.Any(r => r.Access.MaxChange is not null))
        {
            yield return new("rate", With(control, a => a with { MaxChange = null, Period = null }), blame, "the rate of change is not limited", Detail: ":rate");
        }
    }

    private static ModbusInspectionConfig With(ModbusInspectionConfig control, Func<ModbusAccessConfig, ModbusAccessConfig> change) =>
        control with { Rules = [.. control.Rules.Select(r => r with { Access = change(r.Access) })] };
}
