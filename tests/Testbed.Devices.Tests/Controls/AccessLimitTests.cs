using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

/// <summary>What a device takes at all, at what pace and how much of it.</summary>
public sealed class AccessLimitTests
{
    private static readonly ReadOnlyConfig ReadOnly = new() { Id = "ro", On = "PLC" };

    private static readonly RangeCheckConfig Paced = new()
    {
        Id = "rng", On = "PLC",
        Ranges = [new(ModbusTable.HoldingRegister, 100, 800, 920) { MaxChange = 20, Per = TimeSpan.FromMinutes(10) }],
    };

    [Fact]
    public void Refuses_Every_Writing_Function_And_Console_Write_In_Read_Only_Mode()
    {
        var lab = Gate(l => l.Arm(ReadOnly, new AuditConfig { Id = "audit", On = "PLC" }));
        var modbus = lab.Modbus("GUEST", "PLC");

        Assert.Equal(ModbusExceptionCode.IllegalFunction, lab.Write(modbus, 100, 900).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 100, [900])).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, lab.Talk(() => modbus.WriteSingleCoilAsync(1, 2, true)).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, lab.Talk(() => modbus.WriteMultipleCoilsAsync(1, 2, [true])).Exception);
        Assert.StartsWith("550", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        Assert.True(lab.Talk(() => modbus.ReadHoldingRegistersAsync(1, 100, 1)).IsOk);

        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
        Assert.Equal(5, lab.Ledger("ro", LedgerAction.Blocked, "read-only"));
        Assert.Equal(5, lab["PLC"].AuditRecords.Count(r => r.Type == "write-refused" && r.Detail.EndsWith("read-only", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_Only_Mode_Ends_Where_It_Is_Told_To()
    {
        var byKey = Gate(l => l.Arm(ReadOnly with { While = "isolate-b" }));
        var modbus = byKey.Modbus("GUEST", "PLC");
        Assert.True(byKey.Write(modbus, 100, 861).IsOk);
        Assert.True(byKey.Talk(() => modbus.WriteSingleCoilAsync(1, 2, true)).IsOk);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, byKey.Write(modbus, 100, 862).Exception);

        var console = Gate(l => l.Arm(ReadOnly with { Interfaces = [ServiceProtocol.Modbus] }));
        Assert.Equal("200 ok", console.Say(console.Console("GUEST", "PLC"), "WRITE set-point-a 8.7"));

        var open = Gate(l => l.Disarm(ReadOnly));
        Assert.True(open.Write(open.Modbus("GUEST", "PLC"), 100, 900).IsOk);
    }

    [Fact]
    public void Limits_What_Writes_By_Function_Code_And_Not_By_Handler() =>
        Assert.Equal([5, 6, 15, 16, 21, 22, 23], Enumerable.Range(0, 128).Where(ModbusFunctionCode.Writes));

    [Fact]
    public void Refuses_Moves_That_Are_Too_Far_Within_The_Period_Also_In_Small_Steps()
    {
        var lab = Gate(l => l.Arm(Paced));
        var modbus = lab.Modbus("GUEST", "PLC");

        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Write(modbus, 100, 881).Exception);
        Assert.True(lab.Write(modbus, 100, 870).IsOk);
        Assert.True(lab.Write(modbus, 100, 880).IsOk);
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 100, [881])).Exception);
        Assert.StartsWith("501 value out of range", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 8.39"), StringComparison.Ordinal);
        Assert.True(lab.Write(modbus, 100, 840).IsOk);
        Assert.Equal(3, lab.Ledger("rng", LedgerAction.Blocked, "hr-100-rate"));

        // 840 is what counts once the period is over.
        lab.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Write(modbus, 100, 861).Exception);
        Assert.True(lab.Write(modbus, 100, 860).IsOk);
    }

    [Fact]
    public void Clamps_To_The_Nearest_Value_And_Says_Altered()
    {
        var lab = Gate(l => l.Arm(Paced with { Outside = OutOfRangeAction.Clamp }));
        var modbus = lab.Modbus("GUEST", "PLC");

        Assert.True(lab.Write(modbus, 100, 65535).IsOk);
        Assert.Equal(8.8, lab["PLC"].Point("set-point-a"));
        Assert.Equal(1, lab.Ledger("rng", LedgerAction.Altered, "hr-100-range"));
        Assert.Equal("200 ok", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 8.0"));
        Assert.Equal(8.4, lab["PLC"].Point("set-point-a"));
        Assert.Equal(1, lab.Ledger("rng", LedgerAction.Altered, "hr-100-rate"));
        // The rest of a request is as it came: another register has no range of its own.
        Assert.True(lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 100, [1, 700])).IsOk);
        Assert.Equal((8.4, 7.0), (lab["PLC"].Point("set-point-a"), lab["PLC"].Point("set-point-b")));
    }

    [Fact]
    public void Clamps_No_Value_That_Is_No_Number()
    {
        var lab = new Lab();
        lab.Add(new AssetConfig
        {
            Id = "PLC", Kind = AssetKind.FieldDevice, Zone = "Z", Address = "10.0.0.1", Product = "P", Version = "1", Services = [Assets.Modbus],
            Points = [new("flow", ModbusTable.HoldingRegister, 0, 1, false, "", null, 5, 0, 10) { Type = PointType.Float32 }],
        });
        lab.Arm(Paced with { Ranges = [], Outside = OutOfRangeAction.Clamp }).Start();
        var modbus = lab.Modbus("GUEST", "PLC");

        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 0, [0x7FC0, 0])).Exception);
        Assert.True(lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 0, [0x7F80, 0])).IsOk);
        Assert.Equal(10, lab["PLC"].Point("flow"));
    }

    [Fact]
    public void Limits_The_Writes_Of_Each_Source_Within_A_Period()
    {
        var lab = Gate(l => l.Arm(Paced with { Ranges = [], MaxWrites = 3, WritesPer = TimeSpan.FromSeconds(10) }));
        var (one, other) = (lab.Modbus("GUEST", "PLC"), lab.Modbus("MASTER", "PLC"));

        Assert.All(Enumerable.Range(0, 3), i => Assert.True(lab.Write(one, 101, 800 + i).IsOk));
        Assert.Equal(ModbusExceptionCode.ServerDeviceBusy, lab.Write(one, 101, 810).Exception);
        Assert.True(lab.Write(other, 101, 805).IsOk);
        Assert.True(lab.Blocked("rng", "writes"));
        lab.Advance(TimeSpan.FromSeconds(10));
        Assert.True(lab.Write(one, 101, 810).IsOk);
    }

    private static Lab Gate(Func<Lab, Lab> controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return controls(lab).Start();
    }
}
