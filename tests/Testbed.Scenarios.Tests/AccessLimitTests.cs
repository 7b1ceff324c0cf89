namespace Testbed.Scenarios.Tests;

/// <summary>Limits of what a device takes: what they say and what is wrong with them. § marks the place in the changed text.</summary>
public sealed class AccessLimitTests
{
    private const string Audit = "  - { kind: audit, id: rtu-audit";

    [Fact]
    public void Reads_Pace_Clamping_And_Number_Of_Writes()
    {
        var control = Good("{ kind: range-check, id: more, on: RTU-1, outside: clamp, max_writes: 6, writes_per: 1min, ranges: ["
            + "{ table: holding-register, address: 100, values: 160-240, max_change: 20, per: 10min }, { table: coil, address: 0, max_change: 0, per: 1s }] }")
            .OfType<RangeCheckConfig>().Single();

        Assert.Equal((OutOfRangeAction.Clamp, 6, TimeSpan.FromMinutes(1)), (control.Outside, control.MaxWrites, control.WritesPer));
        Assert.Equal(new(ModbusTable.HoldingRegister, 100, 160, 240) { MaxChange = 20, Per = TimeSpan.FromMinutes(10) }, control.Ranges[0]);
        Assert.Equal((null, 0), (control.Ranges[1].Min, control.Ranges[1].MaxChange));
    }

    [Theory]
    [InlineData("disabled: [8, 43]", 1, 2, 125)]
    [InlineData("functions: [3, 4, 6], disabled: [6]", 3, 4, 2)]
    [InlineData("functions: [3, 4, 6]", 3, 4, 3)]
    public void Reads_Function_Codes_That_Are_On_Or_Off(string keys, int first, int second, int count)
    {
        var functions = Good($"{{ kind: least-functionality, id: more, on: RTU-1, {keys} }}").OfType<LeastFunctionalityConfig>().Single().Functions;

        Assert.Equal((first, second, count), (functions[0], functions[1], functions.Count));
        Assert.DoesNotContain(8, functions);
    }

    [Fact]
    public void Reads_Read_Only_Mode()
    {
        var control = Good("{ kind: read-only, id: more, on: RTU-1, interfaces: modbus, while: set-point }").OfType<ReadOnlyConfig>().Single();

        Assert.Equal([ServiceProtocol.Modbus], control.Interfaces);
        Assert.Equal("set-point", control.While);
        Assert.Equal(["SR 2.1", "SR 2.1 RE 1"], control.Claims.Select(c => c.ToString()));
        Assert.Equal(2, Good("{ kind: read-only, id: more, on: RTU-1 }").OfType<ReadOnlyConfig>().Single().Interfaces.Count);
    }

    [Theory]
    [InlineData(DiagnosticCodes.ReadOnlyInterface, "{ kind: read-only, id: more, on: RTU-1, interfaces: §[console, syslog] }")]
    [InlineData(DiagnosticCodes.DanglingReference, "{ kind: read-only, id: more, on: RTU-1, while: §key }")]
    [InlineData(DiagnosticCodes.RangeSaysNothing, "{ kind: range-check, id: more, on: RTU-1, ranges: [{ table: coil, address: §0 }] }")]
    [InlineData(DiagnosticCodes.RateIncomplete, "{ kind: range-check, id: more, on: RTU-1, ranges: [{ table: coil, address: 0, max_change: §2 }] }")]
    [InlineData(DiagnosticCodes.RateIncomplete, "{ kind: range-check, id: more, on: RTU-1, writes_per: §2s, ranges: [{ table: coil, address: 0, values: 0-1 }] }")]
    [InlineData(DiagnosticCodes.UnknownWord, "{ kind: range-check, id: more, on: RTU-1, outside: §cut, ranges: [{ table: coil, address: 0, values: 0-1 }] }")]
    [Covers(DiagnosticCodes.ReadOnlyInterface)]
    [Covers(DiagnosticCodes.RangeSaysNothing)]
    public void Reports_Code_And_Place(string code, string entry)
    {
        var (text, line, column) = ScenarioText.Locate(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}"));

        Assert.Contains((code, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    private static IReadOnlyList<ControlConfig> Good(string entry) => ScenarioText.LoadGood(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}")).Controls;
}
