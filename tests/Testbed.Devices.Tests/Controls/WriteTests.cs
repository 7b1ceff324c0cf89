using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

public sealed class WriteTests
{
    private static readonly RangeCheckConfig Ranges = new()
    {
        Id = "rng", On = "PLC", Ranges = [new(ModbusTable.HoldingRegister, 100, 800, 920), new(ModbusTable.Coil, 2, 0, 0)],
    };

    [Fact]
    public void Refuses_Values_Out_Of_Range_On_Every_Interface_When_Armed()
    {
        var lab = Gate(l => l.Arm(Ranges));
        var modbus = lab.Modbus("GUEST", "PLC");
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Write(modbus, 100, 8600).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 100, [799, 700])).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, lab.Talk(() => modbus.WriteSingleCoilAsync(1, 2, true)).Exception);
        Assert.StartsWith("501 value out of range", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 9.3"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("rng", "hr-100-range") && lab.Blocked("rng", "co-2-range"));
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
        Assert.Equal(8.0, lab["PLC"].Point("set-point-b"));
        Assert.True(lab.Write(modbus, 100, 920).IsOk);
    }

    [Fact]
    public void Takes_The_Whole_Word_When_Disarmed()
    {
        var lab = Gate(l => l.Disarm(Ranges));
        Assert.True(lab.Write(lab.Modbus("GUEST", "PLC"), 100, 65535).IsOk);
        lab.Run(1);
        Assert.Equal(655.35, lab.Wires.Actuators["G.PCV-A.SP"], 6);
        Assert.Equal("200 ok", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 0"));
        Assert.StartsWith("501", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 656"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Point_That_Is_Not_Listed_Keeps_Its_Own_Limits()
    {
        var lab = Gate(l => l.Arm(Ranges with { Ranges = [] }));
        var modbus = lab.Modbus("GUEST", "PLC");
        Assert.False(lab.Write(modbus, 100, 1001).IsOk);
        Assert.True(lab.Write(modbus, 100, 1000).IsOk);
        Assert.True(lab.Write(modbus, 101, 65535).IsOk);
    }

    [Fact]
    public void Unknown_Addresses_Get_Exception_2_And_Gaps_Read_As_Zero()
    {
        var lab = Gate(l => l);
        var modbus = lab.Modbus("GUEST", "PLC");
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, lab.Write(modbus, 102, 1).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, lab.Talk(() => modbus.ReadHoldingRegistersAsync(1, 110, 9)).Exception);
        Assert.Equal([860, 800, 0, 0, 0], lab.Talk(() => modbus.ReadHoldingRegistersAsync(1, 100, 5)).Value!);
        Assert.Equal([0, 860], lab.Talk(() => modbus.ReadInputRegistersAsync(1, 0, 2)).Value!);
    }

    [Fact]
    public void Nothing_Is_Written_When_A_Part_Is_Refused()
    {
        var lab = Gate(l => l);
        var modbus = lab.Modbus("GUEST", "PLC");
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, lab.Talk(() => modbus.WriteMultipleRegistersAsync(1, 100, [900, 810, 1])).Exception);
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void Switches_Off_Services_And_Function_Codes_That_Are_Not_Needed()
    {
        var least = new LeastFunctionalityConfig { Id = "least", On = "PLC", Functions = [3, 4] };
        var armed = Gate(l => l.Arm(least));
        Assert.False(armed.Net.IsListening("PLC", 80));
        Assert.True(armed.Ledger("least", LedgerAction.Recorded, "service-web") > 0);
        var modbus = armed.Modbus("GUEST", "PLC");
        Assert.Equal(ModbusExceptionCode.IllegalFunction, armed.Write(modbus, 100, 900).Exception);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, armed.Talk(() => modbus.ReadCoilsAsync(1, 2, 1)).Exception);
        Assert.True(armed.Blocked("least", "fc-6") && armed.Blocked("least", "fc-1"));
        Assert.True(armed.Talk(() => modbus.ReadHoldingRegistersAsync(1, 100, 1)).IsOk);

        var open = Gate(l => l.Disarm(least));
        Assert.True(open.Net.IsListening("PLC", 80));
        Assert.True(open.Write(open.Modbus("GUEST", "PLC"), 100, 900).IsOk);
    }

    private static Lab Gate(Func<Lab, Lab> controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return controls(lab).Start();
    }
}
