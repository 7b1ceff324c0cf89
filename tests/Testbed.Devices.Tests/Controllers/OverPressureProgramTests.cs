using Testbed.Modbus;

namespace Testbed.Devices.Tests;

/// <summary>The shipped program of the over-pressure protection, in a controller with a plant.</summary>
public sealed class OverPressureProgramTests
{
    [Theory]
    [InlineData(11.0, 8.6, 8.6, false)]
    [InlineData(11.0, 11.0, 8.6, true)]
    [InlineData(8.6, 11.0, 11.0, true)]
    [InlineData(11.0, 11.0, 11.0, true)]
    [InlineData(10.9, 10.9, 10.9, false)]
    [InlineData(-2.5, 8.6, 8.6, false)]
    [InlineData(-2.5, 11.0, 8.6, true)]
    [InlineData(-2.5, 8.6, -2.5, true)]
    public void Trips_On_Two_Of_Three(double a, double b, double c, bool trips)
    {
        var lab = Protection();
        Set(lab, a, b, c);
        lab.Run(5);
        Assert.Equal(trips ? 1 : 0, lab.Wires.Actuators["G.XV-100"]);
        Assert.Equal(trips ? 1 : 0, lab["OPP"].Point("tripped"));
    }

    [Fact]
    public void Waits_The_Delay_Without_Adding_Up_Short_Peaks()
    {
        var lab = Protection();
        for (var i = 0; i < 5; i++)
        {
            Set(lab, 11, 11, 11);
            lab.Run(1);
            Set(lab, 8.6, 8.6, 8.6);
            lab.Run(1);
        }

        Assert.Equal(0, lab["OPP"].Point("tripped"));
        Set(lab, 11, 11, 11);
        lab.Run(2);
        Assert.Equal(1, lab["OPP"].Point("tripped"));
    }

    [Fact]
    public void Stays_Tripped_Until_Reset_On_Site_With_Pressure_Gone()
    {
        var lab = Protection();
        Set(lab, 11, 11, 11);
        lab.Run(3);
        var plc = (Controller)lab["OPP"];
        Assert.True(plc.Press("reset_on_site"));
        lab.Run(1);
        Assert.Equal(1, plc.Point("tripped"));
        Set(lab, 8.6, 8.6, 8.6);
        lab.Run(60);
        Assert.Equal(1, lab.Wires.Actuators["G.XV-100"]);
        plc.Press("reset_on_site");
        lab.Run(1);
        Assert.Equal(0, lab.Wires.Actuators["G.XV-100"]);
    }

    [Fact]
    public void Override_Suppresses_The_Trip_But_Does_Not_Undo_It()
    {
        var lab = Protection();
        var modbus = lab.Modbus("GUEST", "OPP");
        lab.Talk(() => modbus.WriteSingleCoilAsync(1, 0, true));
        Set(lab, 12, 12, 12);
        lab.Run(60);
        Assert.Equal(0, lab["OPP"].Point("tripped"));
        Assert.Equal([false, true, true], lab.Talk(() => modbus.ReadDiscreteInputsAsync(1, 0, 3)).Value!);
        lab.Talk(() => modbus.WriteSingleCoilAsync(1, 0, false));
        lab.Run(3);
        Assert.Equal(1, lab["OPP"].Point("tripped"));
        lab.Talk(() => modbus.WriteSingleCoilAsync(1, 0, true));
        lab.Run(3);
        Assert.Equal(1, lab["OPP"].Point("tripped"));
    }

    [Fact]
    public void A_Dead_Controller_Closes_The_Valve_And_The_Trip_Stays()
    {
        var lab = Protection();
        lab.Run(1);
        lab.Pump.Do(() => lab["OPP"].Stop(crashed: true));
        Assert.Equal(1, lab.Wires.Actuators["G.XV-100"]);
        lab.Pump.Do(lab["OPP"].Start);
        lab.Run(2);
        Assert.Equal(1, lab.Wires.Actuators["G.XV-100"]);
    }

    private static void Set(Lab lab, double a, double b, double c) =>
        (lab.Wires.Sensors["G.PT-110A"], lab.Wires.Sensors["G.PT-110B"], lab.Wires.Sensors["G.PT-110C"]) = (a, b, c);

    private static Lab Protection()
    {
        var lab = new Lab();
        Assets.OverPressure(lab);
        return lab.Start();
    }
}
