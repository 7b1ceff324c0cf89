using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class DistrictRtuTests
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

    private static Lab Rtu()
    {
        var lab = new Lab();
        Assets.Rtu(lab);
        return lab.Start();
    }
}
