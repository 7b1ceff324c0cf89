using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

public sealed class ModbusPolicyTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public void A_Covered_Request_Is_Permitted_By_Its_Rule()
    {
        Assert.Equal(PduVerdict.Permit("reads"), Judge([Reads()], [3, 0, 0, 0, 4]));
        Assert.Equal(PduVerdict.Permit("set"), Judge([Reads(), SetPoint()], Write(100, 870)));
    }

    [Fact]
    public void The_Nearest_Miss_Is_Blamed_Whatever_The_Order_Of_Rules()
    {
        ModbusRuleConfig[] rules = [Reads(), SetPoint(), Elsewhere()];
        foreach (var order in new[] { rules, [.. rules.Reverse()], [rules[1], rules[0], rules[2]], [rules[2], rules[0], rules[1]] })
        {
            Assert.Equal("function-not-allowed", Judge(order, [5, 0, 0, 0xFF, 0]).Rule);
            Assert.Equal("address-not-allowed", Judge(order, Write(150, 870)).Rule);
            Assert.Equal("value-out-of-range", Judge(order, Write(100, 921)).Rule);
            Assert.Equal("rate-of-change", Judge(order, Write(100, 881)).Rule);
            Assert.False(Judge(order, Write(200, 1)).Blocked);
        }
    }

    [Theory]
    [InlineData("function-not-allowed", 1, new byte[] { 5, 0, 0, 0xFF, 0 })]
    [InlineData("address-not-allowed", 2, new byte[] { 6, 0, 150, 0, 1 })]
    [InlineData("value-out-of-range", 3, new byte[] { 6, 0, 100, 0, 1 })]
    public void A_Block_Names_The_Exception_The_Gateway_Answers(string rule, byte exception, byte[] pdu) =>
        Assert.Equal(PduVerdict.Block(rule, exception), Judge([Reads(), SetPoint()], pdu));

    [Fact]
    public void An_Invalid_Request_Is_Blocked_With_Its_Own_Exception()
    {
        byte[] noCount = [3, 0, 0, 0, 0];
        var code = ModbusPdu.TryParseRequest(noCount, out _);
        Assert.NotEqual(ModbusExceptionCode.None, code);
        Assert.Equal(PduVerdict.Block("invalid-request", (byte)code), Judge([Reads()], noCount));
    }

    [Fact]
    public void A_Range_That_Runs_Out_Of_The_Rule_Is_Not_Covered_By_Its_Beginning()
    {
        Assert.Equal("address-not-allowed", Judge([Reads()], [3, 0, 190, 0, 12]).Rule);
        Assert.Equal("address-not-allowed", Judge([SetPoint()], [16, 0, 101, 0, 2, 4, 3, 92, 3, 92]).Rule);
        Assert.False(Judge([Reads()], [3, 0, 190, 0, 11]).Blocked);
    }

    [Fact]
    public void Every_Register_Of_A_Multiple_Write_Is_Judged()
    {
        Assert.Equal("value-out-of-range", Judge([SetPoint(lastAddress: 101, maxChange: null)], [16, 0, 100, 0, 2, 4, 3, 92, 0xFF, 0xFF]).Rule);
        Assert.False(Judge([SetPoint(lastAddress: 101, maxChange: null)], [16, 0, 100, 0, 2, 4, 3, 92, 3, 92]).Blocked);
    }

    [Fact]
    public void A_Masked_Write_Is_Let_Through_Only_Where_Any_Value_Is()
    {
        byte[] mask = [22, 0, 100, 0, 0xF2, 0, 0x25];
        Assert.Equal("value-not-known", Judge([Rule([22], 100, 100, 800, 920)], mask).Rule);
        Assert.Equal("address-not-allowed", Judge([Rule([22], 0, 99)], mask).Rule);
        Assert.False(Judge([Rule([22], 100, 100)], mask).Blocked);
    }

    [Fact]
    public void Reading_And_Writing_At_Once_Is_Judged_By_Both_Ranges_And_The_Values()
    {
        ModbusRuleConfig rule = Rule([23], 100, 110, 800, 920);
        Assert.False(Judge([rule], ReadWrite(105, 6, 100, 870)).Blocked);
        Assert.Equal("address-not-allowed", Judge([rule], ReadWrite(106, 6, 100, 870)).Rule);
        Assert.Equal("address-not-allowed", Judge([rule], ReadWrite(105, 6, 99, 870)).Rule);
        Assert.Equal("value-out-of-range", Judge([rule], ReadWrite(105, 6, 100, 921)).Rule);
    }

    [Fact]
    public void Files_Need_A_Rule_Without_Limits_And_Units_Only_The_Code()
    {
        byte[] file = [20, 7, 6, 0, 4, 0, 1, 0, 2];
        Assert.Equal("address-not-allowed", Judge([Rule([20], 0, 100)], file).Rule);
        Assert.False(Judge([Rule([20], 0, 65535)], file).Blocked);
        Assert.False(Judge([Rule([43], 5, 5)], [43, 14, 1, 0]).Blocked);
        Assert.Equal("function-not-allowed", Judge([Rule([43], 5, 5)], [8, 0, 4, 0, 0]).Rule);
    }

    [Theory]
    [InlineData("OTHER", "PLC", 502, 1)]
    [InlineData("MASTER", "LOG", 502, 1)]
    [InlineData("MASTER", "PLC", 503, 1)]
    [InlineData("MASTER", "PLC", 502, 2)]
    public void A_Rule_Holds_For_Its_Flow_And_Unit_Only(string from, string to, int port, byte unit)
    {
        var verdict = Judge([Reads()], [3, 0, 0, 0, 1], flow: TwoZones.Flow(from, to, port), unit: unit);
        Assert.Equal("function-not-allowed", verdict.Rule);
    }

    [Fact]
    public void Wildcards_Cover_Any_Flow_And_Unit()
    {
        var any = new ModbusRuleConfig("any", "*", "*", 0, null, TwoZones.Reads);
        Assert.Equal(PduVerdict.Permit("any"), Judge([any], [3, 0, 0, 0, 1], flow: TwoZones.Flow("OTHER", "PLC", 999), unit: 77));
    }

    [Fact]
    public void A_Register_Without_A_Known_Value_Cannot_Be_Moved_Under_A_Rate_Limit() =>
        Assert.Equal("rate-of-change", Judge([SetPoint()], Write(101, 860)).Rule);

    [Fact]
    public void The_Reference_Is_The_Value_At_The_Beginning_Of_The_Window()
    {
        var policy = new ModbusPolicy([SetPoint()], TwoZones.With());
        Accept(policy, 880, 0);
        var before = (long)Window.TotalMilliseconds - 1;
        Assert.Equal("rate-of-change", At(policy, 881, before).Rule);
        Assert.False(At(policy, 840, before).Blocked);
        Assert.False(At(policy, 900, before + 1).Blocked);
        Assert.Equal("rate-of-change", At(policy, 859, before + 1).Rule);
    }

    [Fact]
    public void Small_Steps_Cannot_Add_Up_Within_The_Window()
    {
        var policy = new ModbusPolicy([SetPoint()], TwoZones.With());
        var tick = 0L;
        for (ushort value = 862; value <= 880; value += 2)
        {
            Accept(policy, value, tick += 10_000);
        }

        Assert.Equal("rate-of-change", At(policy, 882, tick + 10_000).Rule);
    }

    [Fact]
    public void A_Blocked_Write_Moves_No_Reference()
    {
        var policy = new ModbusPolicy([SetPoint()], TwoZones.With());
        Assert.True(At(policy, 900, 1000).Blocked);
        Assert.False(At(policy, 880, 2000).Blocked);
    }

    private static ModbusRuleConfig Rule(int[] functions, int first, int last, int? min = null, int? max = null) =>
        new("rule", "*", "*", 0, null, new ModbusAccessConfig(functions, first, last, min, max, null, null));

    private static byte[] ReadWrite(int readFrom, byte count, int writeTo, int value) =>
        [23, 0, (byte)readFrom, 0, count, 0, (byte)writeTo, 0, 1, 2, (byte)(value >> 8), (byte)value];

    private static ModbusRuleConfig Reads() => new("reads", "MASTER", "PLC", 502, 1, TwoZones.Reads);

    private static ModbusRuleConfig SetPoint(int lastAddress = 101, int? maxChange = 20) => new(
        "set", "MASTER", "PLC", 502, 1, TwoZones.SetPoint with { LastAddress = lastAddress, MaxChange = maxChange });

    private static ModbusRuleConfig Elsewhere() => new("elsewhere", "MASTER", "PLC", 502, 1, new ModbusAccessConfig([6], 200, 201, 0, 10, null, null));

    private static byte[] Write(ushort address, ushort value) => [6, (byte)(address >> 8), (byte)address, (byte)(value >> 8), (byte)value];

    private static PduVerdict Judge(IReadOnlyList<ModbusRuleConfig> rules, byte[] pdu, FlowContext? flow = null, byte unit = 1)
    {
        var code = ModbusPdu.TryParseRequest(pdu, out var request);
        return new ModbusPolicy(rules, TwoZones.With()).Judge(flow ?? TwoZones.Flow(), unit, request, code == ModbusExceptionCode.None ? null : code, 0);
    }

    private static PduVerdict At(ModbusPolicy policy, ushort value, long tick)
    {
        ModbusPdu.TryParseRequest(Write(100, value), out var request);
        return policy.Judge(TwoZones.Flow(), 1, request, null, tick);
    }

    private static void Accept(ModbusPolicy policy, ushort value, long tick)
    {
        Assert.False(At(policy, value, tick).Blocked);
        ModbusPdu.TryParseRequest(Write(100, value), out var request);
        policy.NoteWrite(TwoZones.Flow(), 1, request, tick);
    }
}
