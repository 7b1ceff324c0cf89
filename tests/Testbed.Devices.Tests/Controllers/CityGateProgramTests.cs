using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

/// <summary>The shipped program of the city gate, in a controller with a plant.</summary>
public sealed class CityGateProgramTests
{
    [Fact]
    public void A_SetPoint_Step_Reaches_The_Pilot_And_The_Transmitter_Its_Register()
    {
        var lab = Gate();
        var modbus = lab.Modbus("SCADA", "PLC");
        lab.Write(modbus, 100, 900);
        lab.Wires.Sensors["G.PT-101"] = 8.704;
        lab.Run(1);
        Assert.Equal(9.0, lab.Wires.Actuators["G.PCV-A.SP"]);
        Assert.Equal(870, lab.Talk(() => modbus.ReadInputRegistersAsync(1, 1, 1)).Value![0]);
        Assert.Equal(TimeSpan.FromMilliseconds(250), lab["PLC"].LongestScanGap);
    }

    [Fact]
    public void Run_B_Comes_In_Below_Its_SetPoint_And_Not_Above()
    {
        var lab = Gate();
        lab.Run(600);
        lab.Wires.Sensors["G.PT-101"] = 8.01;
        lab.Run(5);
        Assert.Equal(0, lab.Wires.Actuators["G.FCV-B"]);
        lab.Wires.Sensors["G.PT-101"] = 7.9;
        lab.Run(1);
        Assert.InRange(lab.Wires.Actuators["G.FCV-B"], 10, 20);
        lab.Wires.Sensors["G.PT-101"] = 7.0;
        lab.Run(600);
        Assert.Equal(100, lab.Wires.Actuators["G.FCV-B"]);
        lab.Wires.Sensors["G.PT-101"] = 8.6;
        lab.Run(120);
        Assert.Equal(0, lab.Wires.Actuators["G.FCV-B"]);
    }

    [Fact]
    public void Run_B_Holds_A_Feeder_At_Its_SetPoint()
    {
        var lab = Gate();
        var pressure = 8.3;
        var worst = pressure;
        for (var second = 0; second < 7200; second++)
        {
            var inflow = 93 * lab.Wires.Actuators["G.FCV-B"];
            pressure += (inflow - 4000) / 3600 / 800;
            worst = Math.Min(worst, pressure);
            lab.Wires.Sensors["G.PT-101"] = pressure;
            lab.Run(1);
        }

        Assert.InRange(pressure, 7.95, 8.05);
        Assert.True(worst > 7.5, FormattableString.Invariant($"sagged to {worst}"));
    }

    [Fact]
    public void Manual_Output_Is_Applied_And_Handed_Over_Without_A_Bump()
    {
        var lab = Gate();
        var modbus = lab.Modbus("SCADA", "PLC");
        lab.Wires.Sensors["G.PT-101"] = 7.8;
        lab.Run(2);
        var automatic = lab.Wires.Actuators["G.FCV-B"];
        lab.Write(modbus, 103, 1);
        lab.Run(1);
        Assert.Equal(automatic, lab.Wires.Actuators["G.FCV-B"], 0.1);
        lab.Write(modbus, 104, 1000);
        lab.Run(1);
        Assert.Equal(100, lab.Wires.Actuators["G.FCV-B"]);
        lab.Write(modbus, 104, 400);
        lab.Run(1);
        lab.Write(modbus, 103, 0);
        lab.Run(1);
        Assert.Equal(40, lab.Wires.Actuators["G.FCV-B"], 0.2);
    }

    [Fact]
    public void Isolating_Closes_Run_B_Whatever_The_Mode()
    {
        var lab = Gate();
        var modbus = lab.Modbus("SCADA", "PLC");
        lab.Write(modbus, 103, 1);
        lab.Write(modbus, 104, 1000);
        lab.Talk(() => modbus.WriteSingleCoilAsync(1, 2, true));
        lab.Run(1);
        Assert.Equal(0, lab.Wires.Actuators["G.FCV-B"]);
    }

    [Fact]
    public void Feeder_Alarms_Are_Control_System_Events()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(new AuditConfig { Id = "aud", On = "PLC" }).Start();
        lab.Run(1);
        lab.Wires.Sensors["G.PT-101"] = 9.5;
        lab.Run(5);
        lab.Wires.Sensors["G.PT-101"] = 8.6;
        lab.Run(5);
        lab.Wires.Sensors["G.PT-101"] = 7.7;
        lab.Run(1);
        Assert.Equal(
            ["alarm alarm-h", "alarm-cleared alarm-h", "alarm alarm-l"],
            lab["PLC"].AuditRecords.Where(r => r.Type.StartsWith("alarm", StringComparison.Ordinal)).Select(r => $"{r.Type} {r.Detail.Split(' ')[0]}"));
        Assert.All(lab["PLC"].AuditRecords.Where(r => r.Type == "alarm"), r => Assert.Equal(AuditCategories.ControlSystem, r.Category));
    }

    [Fact]
    public void Sees_The_Trip_Of_The_Protection_It_Polls()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        Assets.OverPressure(lab);
        lab.Polls.Add(new("opp", "PLC", "OPP", 502, 1, ModbusTable.DiscreteInput, 0, 3, TimeSpan.FromSeconds(2)) { Into = new Dictionary<int, string> { [0] = "opp-tripped" } });
        lab.Start();
        lab.Run(4);
        Assert.Equal(0, lab["PLC"].Point("opp-tripped"));
        lab.Wires.Sensors["G.PT-110A"] = lab.Wires.Sensors["G.PT-110B"] = 11;
        lab.Run(6);
        Assert.Equal(1, lab["PLC"].Point("opp-tripped"));
        Assert.True(lab["PLC"].PollCounters["opp"].Good >= 4);
    }

    [Fact]
    public void Holds_The_Valve_While_The_Transmitter_Is_Out_Of_Range()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(new AuditConfig { Id = "aud", On = "PLC" }).Start();
        lab.Wires.Sensors["G.PT-101"] = 7.9;
        lab.Run(2);
        var before = lab.Wires.Actuators["G.FCV-B"];
        Assert.InRange(before, 10, 20);
        lab.Wires.Sensors["G.PT-101"] = -2.5;
        lab.Run(60);
        Assert.Equal(before, lab.Wires.Actuators["G.FCV-B"]);
        lab.Wires.Sensors["G.PT-101"] = 7.9;
        lab.Run(1);
        Assert.InRange(lab.Wires.Actuators["G.FCV-B"], before - 1, before + 1);
        Assert.Equal(
            ["alarm", "alarm-cleared"],
            lab["PLC"].AuditRecords.Where(r => r.Detail == "transmitter of the feeder out of its range").Select(r => r.Type));
    }

    [Fact]
    public void A_Lost_Master_Leaves_The_Valve_To_The_Fail_State_And_Control_Goes_On_From_There()
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        lab.Arm(new FailStateConfig { Id = "fs", On = "PLC", After = TimeSpan.FromSeconds(30), Outputs = new Dictionary<string, string> { ["output-b"] = "25" } }).Start();
        var modbus = lab.Modbus("SCADA", "PLC");
        lab.Wires.Sensors["G.PT-101"] = 7.9;
        lab.Write(modbus, 101, 800);
        lab.Run(120);
        Assert.Equal(25, lab.Wires.Actuators["G.FCV-B"]);
        lab.Write(modbus, 101, 800);
        lab.Run(1);
        Assert.InRange(lab.Wires.Actuators["G.FCV-B"], 24, 26);
    }

    private static Lab Gate()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Start();
    }
}
