using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Inspection lets every declared client use every function code, or every address, or both. With the addresses the limits of values go too, since they were
/// meant for one register; then the row about values (SR 3.5) is at stake.
/// </summary>
public sealed class InspectionTooWide() : MutationOperator<ModbusInspectionConfig>(
    "inspection-too-wide", "inspection permits functions and addresses nobody needs")
{
    private static readonly int[] AllFunctions = [1, 2, 3, 4, 5, 6, 15, 16];

    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, ModbusInspectionConfig control)
    {
        var blame = Rows("SR 2.1", "SR 2.1 RE 1", "SR 5.2 RE 1");
        yield return new("functions", With(control, a => a with { Functions = AllFunctions }), blame, "every function code passes at the permitted addresses", KeepsRules: true);
        yield return new(
            "addresses", With(control, a => new(a.Functions, 0, ushort.MaxValue, null, null, null, null)), [.. blame, .. Rows("SR 3.5")],
            "the permitted functions pass at every address with every value", KeepsRules: true);
        yield return new(
            "all", With(control, _ => new(AllFunctions, 0, ushort.MaxValue, null, null, null, null)), [.. blame, .. Rows("SR 3.5")],
            "every function code passes at every address with every value");
    }

    private static ModbusInspectionConfig With(ModbusInspectionConfig control, Func<ModbusAccessConfig, ModbusAccessConfig> change) =>
        control with { Rules = [.. control.Rules.Select(r => r with { Access = change(r.Access) })] };
}
