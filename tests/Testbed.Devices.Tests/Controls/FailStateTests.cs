using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class FailStateTests
{
    private static readonly FailStateConfig Fail = new()
    {
        Id = "fail", On = "PLC", After = TimeSpan.FromSeconds(10),
        Outputs = new Dictionary<string, string> { ["set-point-a"] = "hold", ["output-b"] = "0" },
    };

    [Fact]
    public void Holds_Or_Goes_To_The_Declared_Value_When_The_Master_Falls_Silent()
    {
        var lab = Gate(true);
        MasterSpeaks(lab);
        lab.Wires.Sensors["G.PT-101"] = 7.0;
        lab.Run(10);
        Assert.True(lab.Wires.Actuators["G.FCV-B"] > 90);
        lab.Run(1);
        Assert.Equal(0, lab.Wires.Actuators["G.FCV-B"]);
        Assert.Equal(8.8, lab.Wires.Actuators["G.PCV-A.SP"]);
        Assert.Equal(1, lab.Ledger("fail", LedgerAction.Recorded, "master-silent"));
        lab.Run(60);
        Assert.Equal(0, lab.Wires.Actuators["G.FCV-B"]);
        Assert.Equal(1, lab.Ledger("fail", LedgerAction.Recorded, "master-silent"));
        MasterSpeaks(lab);
        lab.Run(5);
        Assert.True(lab.Wires.Actuators["G.FCV-B"] > 0);
    }

    [Fact]
    public void Takes_The_Declared_State_When_The_Program_Stands_Until_It_Runs_Again()
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        lab.Arm(Fail with { Outputs = new Dictionary<string, string> { ["output-b"] = "25" } }).Start();
        lab.Wires.Sensors["G.PT-101"] = 7.0;
        lab.Run(10);
        Assert.True(lab.Wires.Actuators["G.FCV-B"] > 90);
        lab["PLC"].ProgramHost!.Stop();
        lab.Run(30);
        Assert.Equal(25, lab.Wires.Actuators["G.FCV-B"]);
        Assert.Equal(1, lab.Ledger("fail", LedgerAction.Recorded, "program-stands"));
        Assert.True(lab["PLC"].ProgramHost!.Start(warm: true));
        lab.Run(10);
        Assert.True(lab.Wires.Actuators["G.FCV-B"] > 90);
    }

    [Fact]
    public void Leaves_Outputs_To_The_Wiring_When_The_Program_Stands_Disarmed()
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        lab.Disarm(Fail with { Outputs = new Dictionary<string, string> { ["output-b"] = "25" } }).Start();
        lab.Wires.Sensors["G.PT-101"] = 7.0;
        lab.Run(10);
        lab["PLC"].ProgramHost!.Stop();
        lab.Run(2);
        Assert.NotEqual(25, lab.Wires.Actuators["G.FCV-B"]);
        Assert.Equal(0, lab.Ledger("fail", LedgerAction.Recorded, "program-stands"));
    }

    [Fact]
    public void Goes_Back_To_What_The_Master_Last_Wrote_And_Not_To_What_Others_Did()
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        lab.Arm(Fail with { Outputs = new Dictionary<string, string> { ["set-point-a"] = "last", ["set-point-b"] = "last" } }).Start();
        MasterSpeaks(lab);
        var guest = lab.Modbus("GUEST", "PLC");
        lab.Write(guest, 100, 910);
        lab.Write(guest, 101, 790);
        lab.Run(11);
        Assert.Equal(8.8, lab["PLC"].Point("set-point-a"));
        Assert.Equal(7.9, lab["PLC"].Point("set-point-b"));
    }

    [Fact]
    public void Memory_Decays_To_Zero_When_Disarmed()
    {
        var lab = Gate(false);
        MasterSpeaks(lab);
        lab.Run(10);
        Assert.Equal(8.8, lab.Wires.Actuators["G.PCV-A.SP"]);
        lab.Run(30);
        Assert.InRange(lab.Wires.Actuators["G.PCV-A.SP"], 2.5, 4);
        lab.Run(300);
        Assert.Equal(0, lab["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void Nothing_Happens_Before_The_Master_Was_Heard_Or_When_Others_Fall_Silent()
    {
        var lab = Gate(true);
        lab.Write(lab.Modbus("GUEST", "PLC"), 100, 900);
        lab.Run(100);
        Assert.Equal(0, lab.Ledger("fail", LedgerAction.Recorded, "master-silent"));
    }

    [Theory]
    [InlineData(true, 8.8, 0)]
    [InlineData(false, 0, 0)]
    public void A_Crash_Drives_Outputs_To_Their_Fail_State_And_A_Stop_Does_Not(bool isArmed, double a, double b)
    {
        var lab = Gate(isArmed);
        MasterSpeaks(lab);
        lab.Wires.Sensors["G.PT-101"] = 7.0;
        lab.Run(3);
        var before = lab.Wires.Actuators["G.FCV-B"];
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: false));
        Assert.Equal(before, lab.Wires.Actuators["G.FCV-B"]);
        lab.Pump.Do(lab["PLC"].Start);
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: true));
        Assert.Equal(a, lab.Wires.Actuators["G.PCV-A.SP"]);
        Assert.Equal(b, lab.Wires.Actuators["G.FCV-B"]);
        Assert.Null(lab.Dial("GUEST", "PLC", 502));
        lab.Pump.Do(lab["PLC"].Start);
        Assert.NotNull(lab.Dial("GUEST", "PLC", 502));
    }

    private static void MasterSpeaks(Lab lab) => Assert.True(lab.Write(lab.Modbus("SCADA", "PLC"), 100, 880).IsOk);

    private static Lab Gate(bool isArmed)
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        return (isArmed ? lab.Arm(Fail) : lab.Disarm(Fail)).Start();
    }
}
