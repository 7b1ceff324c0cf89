using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>What the firmware of every controller does, without a program.</summary>
public sealed class ControllerTests
{
    [Fact]
    public void A_SetPoint_Reaches_The_Pilot()
    {
        var lab = Rtu();
        lab.Write(lab.Modbus("SCADA", "RTU"), 100, 180);
        lab.Run(1);
        Assert.Equal(18, lab.Wires.Actuators["D.PILOT.SP"]);
    }

    [Fact]
    public void Local_Refuses_SetPoints_From_The_Network_But_Not_From_The_Panel()
    {
        var lab = Rtu();
        var modbus = lab.Modbus("SCADA", "RTU");
        lab.Talk(() => modbus.WriteSingleCoilAsync(1, 2, false));
        Assert.Equal(ModbusExceptionCode.ServerDeviceFailure, lab.Write(modbus, 100, 180).Exception);
        Assert.Equal(20, lab["RTU"].Point("set-point"));
        Assert.Equal("200 ok", lab.Say(lab.Console("TECH", "RTU"), "WRITE set-point 19"));
        lab.Talk(() => modbus.WriteSingleCoilAsync(1, 2, true));
        Assert.True(lab.Write(modbus, 100, 180).IsOk);
    }

    [Theory]
    [InlineData("alarm-h")]
    [InlineData("alarm-high")]
    public void Alarms_On_The_Outlet(string limit)
    {
        var lab = new Lab();
        Assets.Rtu(lab, rename: ("alarm-h", limit));
        lab.Arm(new AuditConfig { Id = "aud", On = "RTU" }).Start();
        lab.Wires.Sensors["D.PT-1"] = 26;
        lab.Run(2);
        Assert.Contains(lab["RTU"].AuditRecords, r => r.Type == "alarm" && r.Detail == $"{limit} outlet-pressure 26.00");
    }

    [Fact]
    public void Tells_Its_Product_In_Ascii_However_The_Product_Is_Called()
    {
        var lab = new Lab();
        lab.Replace(Assets.GatePlc(lab) with { Product = "Ørsted " + new string('x', 300), Version = "2.4β" });
        lab.Start();

        var modbus = lab.Modbus("SCADA", "PLC");
        var objects = lab.Talk(() => modbus.ReadDeviceIdentificationAsync(1)).Value!;
        Assert.Equal("?rsted", objects[0]);
        Assert.Equal("?rsted " + new string('x', ModbusDeviceIdentification.MaxObjectLength - 7), objects[1]);
        Assert.Equal("2.4?", objects[2]);
    }

    [Fact]
    public void An_Asset_Without_The_Points_It_Needs_Is_Refused_By_Name()
    {
        var lab = new Lab();
        var asset = Assets.GatePlc(lab);
        var poor = asset with { Points = [.. asset.Points.Where(p => p.Name != "alarm-h")] };
        Assert.Contains("alarm-h", Assert.Throws<InvalidOperationException>(() => DeviceFactory.Create(poor, lab)).Message, StringComparison.Ordinal);
        var miswired = asset with { Points = [.. asset.Points.Select(p => p.Name == "set-point-a" ? p with { Tag = "G.NOPE" } : p)] };
        Assert.Contains("G.NOPE", Assert.Throws<InvalidOperationException>(() => DeviceFactory.Create(miswired, lab)).Message, StringComparison.Ordinal);
    }

    private static Lab Rtu()
    {
        var lab = new Lab();
        Assets.Rtu(lab);
        return lab.Start();
    }
}
