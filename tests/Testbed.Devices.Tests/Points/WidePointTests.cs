using CsCheck;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

/// <summary>Values of several registers, bits of registers and texts in a device, on the wire.</summary>
public sealed class WidePointTests
{
    private static readonly PointConfig Flow = Register("flow", 0, PointType.Float32, WordOrder.Cdab) with { Initial = 12.5 };
    private static readonly PointConfig Total = Register("total", 2, PointType.Uint64, WordOrder.Abcd) with { Initial = 5_000_000_000 };
    private static readonly PointConfig Label = Register("label", 6, PointType.String, WordOrder.Abcd) with { Length = 5, Text = "RTU-3" };
    private static readonly PointConfig Door = Register("door", 9, PointType.Bool, WordOrder.Abcd) with { Bit = 0, Access = PointAccess.R };
    private static readonly PointConfig Fan = Register("fan", 9, PointType.Bool, WordOrder.Abcd) with { Bit = 15 };
    private static readonly PointConfig Reset = Register("reset", 10, PointType.Uint16, WordOrder.Abcd) with { Access = PointAccess.W };
    private static readonly PointConfig Limit = Register("limit", 11, PointType.Int32, WordOrder.Dcba) with { Access = PointAccess.R, Initial = -2 };
    private static readonly PointConfig Level = Register("level", 13, PointType.Int16, WordOrder.Badc) with { Scale = 10, Offset = -40, Initial = -41, Min = -50, Max = 50 };

    [Fact]
    public void Reads_Registers_In_The_Order_Of_The_Map()
    {
        var bank = Bank();
        var words = new ushort[14];

        Assert.False(bank.TryRead(ModbusTable.HoldingRegister, 0, words));
        Assert.True(bank.TryRead(ModbusTable.HoldingRegister, 0, words.AsSpan(0, 10)));
        Assert.Equal([0x0000, 0x4148, 0, 1, 0x2A05, 0xF200, 0x5254, 0x552D, 0x3300, 0], words[..10]);
        Assert.True(bank.TryRead(ModbusTable.HoldingRegister, 11, words.AsSpan(0, 3)));
        Assert.Equal([0xFEFF, 0xFFFF, 0xF6FF], words[..3]);
        Assert.True(bank.TryRead(ModbusTable.HoldingRegister, 1, words.AsSpan(0, 2)));
        Assert.Equal([0x4148, 0], words[..2]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(11, 2)]
    [InlineData(13, 2)]
    [InlineData(14, 1)]
    public void Refuses_To_Write_Parts_Gaps_And_What_Is_Read_Only(int address, int count)
    {
        var bank = Bank();

        Assert.False(bank.TryResolve(ModbusTable.HoldingRegister, address, new ushort[count], []));
    }

    [Fact]
    public void Writes_Several_Values_In_One_Request()
    {
        List<PointWrite> writes = [];

        Assert.True(Bank().TryResolve(ModbusTable.HoldingRegister, 0, [0x0000, 0x41A0, 0, 0, 0, 7, 0x4100, 0, 0], writes));
        Assert.Equal(["flow", "total", "label"], writes.Select(w => w.Point.Name));
        Assert.Equal((20.0, 7UL, "A"), (writes[0].Point.Decode(writes[0].Bits), writes[1].Bits, writes[2].Text));
    }

    [Fact]
    public void Writes_The_Bits_That_Change_And_Refuses_Those_Nobody_May()
    {
        var bank = Bank();
        List<PointWrite> writes = [];

        Assert.True(bank.TryResolve(ModbusTable.HoldingRegister, 9, [0x8000], writes));
        Assert.Equal("fan", Assert.Single(writes).Point.Name);
        Assert.False(bank.TryResolve(ModbusTable.HoldingRegister, 9, [0x8001], []));
        writes.Clear();
        Assert.True(bank.TryResolve(ModbusTable.HoldingRegister, 9, [0x0000], writes));
        Assert.Equal(0UL, Assert.Single(writes).Bits);
    }

    [Fact]
    public void A_Number_That_Is_None_Is_Kept_On_The_Wire_And_Is_Zero_To_The_Logic()
    {
        var point = new Point(Flow);

        point.SetBits(BitConverter.SingleToUInt32Bits(float.NaN));

        Assert.Equal(0, point.Value);
        Assert.Equal(0x7FC0 | 0x8000, point.Word(1));
    }

    [Fact]
    public void What_Is_Set_Is_Read_Back_From_The_Registers_In_Any_Type_And_Order() =>
        (from type in Gen.Enum<PointType>().Where(t => t != PointType.String)
         from order in Gen.Enum<WordOrder>()
         from value in Gen.Double[-1e6, 1e6]
         select (type, order, value)).Sample(s =>
        {
            var config = Register("p", 0, s.type, s.order);
            var (min, max) = PointCodec.Limits(s.type);
            var expected = PointCodec.Fit(s.type, s.value);

            var words = PointCodec.Encode(config, s.value);

            Assert.Equal(config.Words, words.Length);
            Assert.Equal(s.type == PointType.Float32 ? (float)expected : expected, PointCodec.Decode(config, words));
            Assert.Equal(Math.Round(s.value) >= min && Math.Round(s.value) <= max && (s.type != PointType.Bool || s.value is 0 or 1), new Point(config).TryEncode(s.value, out _));
        });

    [Fact]
    public void Serves_Wide_Values_On_Every_Interface()
    {
        var lab = Field(l => l.Arm(new RangeCheckConfig { Id = "rng", On = "RTU", Ranges = [] }));
        var modbus = lab.Modbus("GUEST", "RTU");

        Assert.True(lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 0, [0x0000, 0x41A0])).IsOk);
        Assert.Equal(20, lab["RTU"].Point("flow"));
        Assert.Equal([0x0000, 0x41A0], lab.Talk(() => modbus.ReadHoldingRegistersAsync(1, 0, 2)).Value!);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, lab.Write(modbus, 1, 7).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, lab.Write(modbus, 11, 7).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, lab.Talk(() => modbus.ReadHoldingRegistersAsync(1, 10, 1)).Exception);
        Assert.Equal(20, lab["RTU"].Point("flow"));

        // -60 to the wire: (-60 + 40) x 10 = -200, bytes swapped; below the map's minimum.
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Write(modbus, 13, 0x38FF).Exception);
        Assert.True(lab.Blocked("rng", "hr-13-range"));
        var console = lab.Console("GUEST", "RTU");
        Assert.Equal("200 ok", lab.Say(console, "WRITE level 49.5"));
        Assert.Equal([0x7F03], lab.Talk(() => modbus.ReadHoldingRegistersAsync(1, 13, 1)).Value!);
        Assert.StartsWith("501 value out of range", lab.Say(console, "WRITE level 51"), StringComparison.Ordinal);
        Assert.StartsWith("501 point is read only", lab.Say(console, "WRITE limit 1"), StringComparison.Ordinal);
        Assert.StartsWith("501 point is write only", lab.Say(console, "READ reset"), StringComparison.Ordinal);
        Assert.Equal("200 ok", lab.Say(console, "WRITE label PLC"));
        Assert.Contains("PLC", lab.Say(console, "READ label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Masters_Decode_What_They_Poll_And_Only_Whole_Values()
    {
        var lab = Field(l =>
        {
            Assets.Server(l, "HIST", AssetKind.Historian);
            l.Polls.Add(new("p1", "HIST", "RTU", 502, 1, ModbusTable.HoldingRegister, 0, 3, TimeSpan.FromSeconds(1)));
            l.Polls.Add(new("p2", "HIST", "RTU", 502, 1, ModbusTable.HoldingRegister, 9, 1, TimeSpan.FromSeconds(1)));
            return l;
        });

        lab.Run(2);

        var historian = (Historian)lab["HIST"];
        Assert.Equal(["RTU.door", "RTU.fan", "RTU.flow"], historian.SeriesNames.Order(StringComparer.Ordinal));
        Assert.Equal(12.5, historian.Series("RTU.flow")[0].Value);
    }

    private static Lab Field(Func<Lab, Lab> more)
    {
        var lab = new Lab();
        lab.Add(new AssetConfig
        {
            Id = "RTU", Kind = AssetKind.FieldDevice, Zone = "Z", Address = "10.0.0.1", Product = "P", Version = "1", Scan = TimeSpan.FromMilliseconds(100),
            Services = [Assets.Modbus, Assets.Console], Points = [Flow, Total, Label, Door, Fan, Reset, Limit, Level],
        });
        return more(lab).Start();
    }

    private static PointBank Bank() => new([Flow, Total, Label, Door, Fan, Reset, Limit, Level]);

    private static PointConfig Register(string name, int address, PointType type, WordOrder order) =>
        new(name, ModbusTable.HoldingRegister, address, 1, false, "", null, null, null, null) { Type = type, Order = order };
}
