using CsCheck;

namespace Testbed.Scenarios.Tests;

/// <summary>Maps as integrators write them are read as they mean them, and what is written is read back.</summary>
public sealed class DeviceMapTests
{
    [Fact]
    public void Reads_A_Map_In_The_Headings_Of_Another_Tool()
    {
        var points = MapScenario.Good(
            "No.;Tag Name;Register Address;Register Type;Data Type;Byte Order;Multiplier;Offset;Eng. Units;R/W;Default;Remarks\n"
            + "1;Feeder Pressure;0x0A;Input Registers;REAL;Little-Endian;0,1;-5;bar;RO;;\"says \"\"hello\"\"\nin two lines\"\n"
            + "2;Set Point;40;4x;DINT;word swap;;;mbar;Read/Write;12,5;\n");

        var (feeder, setPoint) = (points[0], points[1]);
        Assert.Equal(("Feeder-Pressure", ModbusTable.InputRegister, 10, PointType.Float32, WordOrder.Dcba), (feeder.Name, feeder.Table, feeder.Address, feeder.Type, feeder.Order));
        Assert.Equal((10.0, -5.0, "bar", PointAccess.R, "says \"hello\"\nin two lines"), (feeder.Scale, feeder.Offset, feeder.Unit, feeder.Access, feeder.Description));
        Assert.Equal((PointType.Int32, WordOrder.Cdab, PointAccess.Rw, 12.5, 1.0), (setPoint.Type, setPoint.Order, setPoint.Access, setPoint.Initial, setPoint.Scale));
    }

    [Theory]
    [InlineData("40001", ModbusTable.HoldingRegister, 0)]
    [InlineData("400001", ModbusTable.HoldingRegister, 0)]
    [InlineData("465536", ModbusTable.HoldingRegister, 65535)]
    [InlineData("30010", ModbusTable.InputRegister, 9)]
    [InlineData("10008", ModbusTable.DiscreteInput, 7)]
    [InlineData("00017", ModbusTable.Coil, 16)]
    [InlineData("17", ModbusTable.Coil, 16)]
    public void Reads_Modicon_Numbers(string address, ModbusTable table, int expected)
    {
        var point = Assert.Single(MapScenario.Good($"# addressing: modicon\naddress\n{address}\n"));

        Assert.Equal((table, expected), (point.Table, point.Address));
    }

    [Fact]
    public void Reads_Bits_And_Names_What_Has_No_Name()
    {
        var points = MapScenario.Good("# addressing: modicon\naddress,type,tag\n40010.0,,\n40010.15,bool,\n40011,string[5],\n1,,FAN.RUN\n");

        Assert.Equal(["hr-9.0", "hr-9.15", "hr-10", "FAN.RUN"], points.Select(p => p.Name));
        Assert.Equal([0, 15, null, null], points.Select(p => p.Bit));
        Assert.Equal((PointType.Bool, PointType.String, 3), (points[0].Type, points[2].Type, points[2].Words));
    }

    [Theory]
    [InlineData("\uFEFFaddress,table\r\n7,coil\r\n")]
    [InlineData("sep=;\naddress;table\n7;coil\n")]
    [InlineData("address\ttable\n7\tcoil\n\t\t\n\n")]
    [InlineData("\"address\",\"table\"\n\"7\",\"coil\"\n,\n// the end")]
    public void Reads_The_Dialects_Of_Spreadsheets(string map)
    {
        var point = Assert.Single(MapScenario.Good(map));

        Assert.Equal((ModbusTable.Coil, 7, PointType.Bool, PointAccess.Rw), (point.Table, point.Address, point.Type, point.Access));
    }

    [Theory]
    [InlineData(false, ',')]
    [InlineData(true, ';')]
    [InlineData(true, '\t')]
    public void Reads_Back_What_It_Writes(bool modicon, char delimiter)
    {
        var point = from type in Gen.Enum<PointType>()
                    from order in Gen.Enum<WordOrder>()
                    from table in Gen.Enum<ModbusTable>()
                    from scale in Pick(1.0, 10.0, 0.1, 1.0 / 3)
                    from text in Pick("", "a, \"b\"; c", "#1\ttwo\nlines", "plain")
                    from bit in Gen.Int[0, 15]
                    select Point(type, order, table, scale, text, bit);

        point.List[1, 20].Sample(list =>
        {
            var points = list.Select((p, i) => p with { Name = $"p{i}", Address = 130 * i }).OrderBy(p => p.Table).ThenBy(p => p.Address).ToList();
            Assert.Equal(points, MapScenario.Good(DeviceMap.Write(points, modicon, delimiter)));
        }, iter: 40, threads: 1);
    }

    [Fact]
    public void Every_Asset_Of_The_Lab_Reads_Back_As_It_Is()
    {
        var assets = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "station-lab")).Scenario!.Assets.Where(a => a.Points.Count > 0).ToList();

        Assert.NotEmpty(assets);
        Assert.All(assets, a => Assert.Equal(a.Points.OrderBy(p => p.Table).ThenBy(p => p.Address), MapScenario.Good(DeviceMap.Write(a.Points, modicon: true))));
    }

    [Fact]
    public void A_Scenario_Takes_Map_And_List()
    {
        const string Map = "name,address,table,scale,tag,initial\ninlet-pressure,0,ir,100,DRS.PT-1,\noutlet-pressure,1,ir,10,DRS.PT-2,\n";
        const string More = "\n      list: [{ name: set-point, table: holding-register, address: 100, type: float32, word_order: CDAB, tag: DRS.PILOT.SP, initial: 20, min: 16, max: 24 }]";

        var one = MapScenario.Load(Map, More);
        var other = MapScenario.Load(Map.Replace(",100,", ",1000,", StringComparison.Ordinal), More);

        Assert.Empty(one.Diagnostics.Select(d => d.ToString()));
        var points = one.Scenario!.Asset("RTU-1")!.Points;
        Assert.Equal(["set-point", "inlet-pressure", "outlet-pressure"], points.Select(p => p.Name));
        Assert.Equal((PointType.Float32, WordOrder.Cdab), (points[0].Type, points[0].Order));
        Assert.NotEqual(one.Scenario.ModelHash, other.Scenario!.ModelHash);
    }

    [Fact]
    public void Any_Text_Gives_Points_Or_Diagnostics()
    {
        var junk = Pick("address", ",", ";", "\"", "\n", "table", "type", "40001", "0x", "string[9999999999]", "-", "1e999", "#", "sep=", ".", "\t", "4x", "é");
        junk.Array[0, 40].Sample(parts =>
        {
            var (points, diagnostics) = MapScenario.Check(string.Concat(parts));
            Assert.True(points.Count > 0 || diagnostics.Count > 0);
        }, iter: 400, threads: 1);
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static PointConfig Point(PointType type, WordOrder order, ModbusTable table, double scale, string text, int bit)
    {
        if (table is ModbusTable.Coil or ModbusTable.DiscreteInput)
        {
            type = PointType.Bool;
        }

        var isText = type == PointType.String;
        var point = new PointConfig("p", table, 0, scale, type is PointType.Int16 or PointType.Int32 or PointType.Int64, "°C", null, isText ? null : 1, isText ? null : 0.5, null)
        {
            Type = type,
            Order = isText && order is WordOrder.Cdab or WordOrder.Dcba ? WordOrder.Badc : order,
            Length = isText ? 21 : 0,
            Text = isText ? "text" : "",
            Description = text.Trim(),
            Offset = isText ? 0 : -2.5,
        };
        return type == PointType.Bool && !point.IsBitTable ? point with { Bit = bit } : point;
    }
}
