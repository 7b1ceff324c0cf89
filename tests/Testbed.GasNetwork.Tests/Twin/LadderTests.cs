using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>The mechanical protection ladder of the teaching plant, by the data sheet's table of what attacks must show.</summary>
public sealed class LadderTests
{
    [Fact]
    public void Steady_State_Holds_Every_Tier_Between_Droop_And_Lock_Up()
    {
        foreach (var at in new[] { Night, Morning })
        {
            var twin = Start(at);
            Assert.InRange(twin.PressurePaGauge("F0"), 8.60 * 0.97 * Bar, 8.60 * 1.05 * Bar);
            Assert.InRange(twin.PressurePaGauge("M1"), 3.45 * 0.97 * Bar, 3.45 * 1.05 * Bar);
            Assert.InRange(twin.PressurePaGauge("L1"), 18.0 * Mbar, 22.0 * Mbar);
            Assert.True(twin.PressurePaGauge("L6") < twin.PressurePaGauge("L1"));
        }
    }

    [Fact]
    public void Undisturbed_Hours_Show_No_Consequence()
    {
        var twin = Start(Night);
        var meter = new ConsequenceMeter(twin.Model);
        Run(twin, 4 * 3_600, meter);
        var report = meter.Report();
        Assert.Equal(0.0, report.VentedKg);
        Assert.Equal(0.0, report.UnservedKg, 9);
        Assert.Equal(0, report.CustomersOut);
        Assert.All(report.Nodes, n => Assert.Equal(0.0, n.SecondsAboveLimit));
        Assert.True(twin.Totals.RelativeError <= 1e-9, $"{twin.Totals.RelativeError}");
        Assert.Equal(new TimeOnly(8, 30), twin.TimeOfDay);
    }

    [Fact]
    public void Worker_Set_Point_Mistyped_High_Leaves_The_Monitor_In_Charge_Below_Maop()
    {
        var twin = Start(Night);
        var meter = new ConsequenceMeter(twin.Model);
        twin.SetRegulatorTarget(twin.Element("PCV-101A"), 86.0 * Bar);
        Run(twin, 3_600, meter);
        Assert.InRange(twin.PressurePaGauge("F0"), 9.69 * Bar, 10.13 * Bar);
        Assert.True(twin.OpeningFraction("PCV-102A") < twin.OpeningFraction("PCV-101A"));
        Assert.False(twin.SlamShutTripped("SSV-103A"));
        Assert.Equal(0.0, meter.Report().VentedKg);
        Assert.True(Node(meter, "F0").PeakPaGauge < 10.34 * Bar);
    }

    [Fact]
    public void Pilot_Moves_The_Set_Point_No_Faster_Than_Its_Motor_And_Stops_At_Its_Stroke()
    {
        var twin = Start(Night);
        var worker = twin.Element("PCV-101A");
        twin.SetRegulatorTarget(worker, 86.0 * Bar);
        Run(twin, 60);
        Assert.Equal(9.10 * Bar, twin.SetPointPaGauge(worker), 1.0);
        Run(twin, 3_600);
        Assert.Equal(14.0 * Bar, twin.SetPointPaGauge(worker), 6);
    }

    [Fact]
    public void Run_B_Driven_Open_Without_Electronic_Trip_Lifts_The_Relief_And_Passes_The_Code_Limit()
    {
        var twin = Start(Night);
        var meter = new ConsequenceMeter(twin.Model);
        twin.SetValveDemand(twin.Element("FCV-101B"), 1.0);
        Run(twin, 45);
        Assert.Equal(1.0, twin.OpeningFraction("FCV-101B"), 12);
        Run(twin, 1_800, meter);
        Assert.True(Node(meter, "F0").PeakPaGauge > 11.38 * Bar);
        Assert.True(Node(meter, "F2").SecondsAboveLimit > 60.0);
        Assert.True(meter.Report().VentedKg > 100.0);
        Assert.Equal(1.0, twin.OpeningFraction("PSV-104"), 12);
        Assert.True(twin.SlamShutTripped("SSV-103A"));
        Assert.Equal(0, meter.CustomersOut);
    }

    [Fact]
    public void Relief_Stuck_Shut_Vents_Nothing_And_Lets_The_Pressure_Rise_Higher()
    {
        var sound = Start(Night);
        var stuck = Start(Night);
        stuck.Inject(stuck.Element("PSV-104"), MechanicalFailures.ReliefStuckShut);
        foreach (var twin in new[] { sound, stuck })
        {
            twin.SetValveDemand(twin.Element("FCV-101B"), 1.0);
            Run(twin, 600);
        }

        Assert.Equal(0.0, stuck.Totals.VentedKg);
        Assert.True(sound.Totals.VentedKg > 0.0);
        Assert.True(stuck.PressurePaGauge("F0") > sound.PressurePaGauge("F0"));
    }

    [Fact]
    public void Station_Shut_Off_Closes_In_Its_Stroke_And_The_Feeder_Lives_On_Its_Line_Pack()
    {
        var twin = Start(Morning);
        var valve = twin.Element("XV-100");
        twin.CloseShutOff(valve);
        Run(twin, 3);
        Assert.Equal(0.5, twin.OpeningFraction(valve), 12);
        Run(twin, 3);
        Assert.Equal(0.0, twin.OpeningFraction(valve));
        Assert.Equal(0.0, twin.FlowNm3PerH("TSO"));
        var before = twin.PressurePaGauge("F0");
        Run(twin, 600);
        Assert.True(twin.PressurePaGauge("F0") < before - (0.3 * Bar));
        Assert.InRange(twin.PressurePaGauge("L1"), 18.0 * Mbar, 22.0 * Mbar);
        twin.ResetShutOff(valve);
        Run(twin, 900);
        Assert.InRange(twin.PressurePaGauge("F0"), 8.3 * Bar, 9.03 * Bar);
    }

    [Fact]
    public void District_Set_Point_To_6_Mbar_Puts_Every_Customer_Out_After_About_75_Seconds()
    {
        var twin = Start(Morning);
        var meter = new ConsequenceMeter(twin.Model);
        twin.SetRegulatorTarget(twin.Element("DRS-3"), 6.0 * Mbar);
        double? below = null;
        double? allOut = null;
        Run(twin, 180, meter, t =>
        {
            below ??= twin.PressurePaGauge("L1") < 10.0 * Mbar ? t : null;
            allOut ??= meter.CustomersOut == 150 ? t : null;
        });
        Assert.InRange(below!.Value, 8.0, 30.0);
        Assert.InRange(allOut!.Value, 65.0, 95.0);
        Assert.Equal(0, meter.Report().UnsafeRepressurisations);
        Assert.True(meter.Report().UnservedKg > 0.0);
    }

    [Fact]
    public void District_Set_Point_Raised_Again_Repressurises_Customers_Counted_Out()
    {
        var twin = Start(Morning);
        var meter = new ConsequenceMeter(twin.Model);
        twin.SetRegulatorTarget(twin.Element("DRS-3"), 6.0 * Mbar);
        Run(twin, 120, meter);
        twin.SetRegulatorTarget(twin.Element("DRS-3"), 20.0 * Mbar);
        Run(twin, 120, meter);
        var report = meter.Report();
        Assert.Equal(150, report.CustomersOut);
        Assert.Equal(150, report.UnsafeRepressurisations);
        Assert.True(report.CustomerMinutesOut > 150.0);
    }

    [Fact]
    public void District_Set_Point_To_45_Mbar_Is_Held_By_The_Monitor()
    {
        foreach (var at in new[] { Night, Morning })
        {
            var twin = Start(at);
            var meter = new ConsequenceMeter(twin.Model);
            twin.SetRegulatorTarget(twin.Element("DRS-3"), 45.0 * Mbar);
            Run(twin, 1_800, meter);
            Assert.InRange(twin.PressurePaGauge("L1"), 26.7 * Mbar, 29.7 * Mbar);
            Assert.False(twin.SlamShutTripped("SSV-303"));
            Assert.All(meter.Report().Nodes, n => Assert.Equal(0.0, n.SecondsAboveLimit));
        }
    }

    [Fact]
    public void With_The_Monitor_Failed_The_Slam_Shut_Trips_Within_Seconds_And_The_Island_Stays_Solvable()
    {
        var twin = Start(Night);
        var meter = new ConsequenceMeter(twin.Model);
        twin.Inject(twin.Element("PCV-302"), MechanicalFailures.MonitorFailsOpen);
        twin.SetRegulatorTarget(twin.Element("PCV-301"), 45.0 * Mbar);
        double? tripped = null;
        Run(twin, 60, meter, t => tripped ??= twin.SlamShutTripped("SSV-303") ? t : null);
        Assert.InRange(tripped!.Value, 3.0, 40.0);
        Assert.True(Node(meter, "L1").PeakPaGauge < 36.0 * Mbar);
        Run(twin, 3_600, meter);
        Assert.Equal(0.0, twin.FlowNm3PerH("DRS-3"));
        Assert.Equal(150, meter.CustomersOut);
        Assert.True(twin.ResetSlamShut(twin.Element("SSV-303")));
    }

    [Fact]
    public void Lost_Sensing_Line_Opens_Both_Regulators_And_Only_The_Slam_Shut_Saves_The_Tier()
    {
        var twin = Start(Night);
        var jammed = Start(Night);
        var meter = new ConsequenceMeter(twin.Model);
        var jammedMeter = new ConsequenceMeter(twin.Model);
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost);
        jammed.Inject(jammed.Element("DRS-3"), MechanicalFailures.SensingLineLost | MechanicalFailures.SlamShutJammed);
        Run(twin, 120, meter);
        Run(jammed, 120, jammedMeter);
        Assert.True(twin.SlamShutTripped("SSV-303"));
        Assert.True(Node(meter, "L10").PeakPaGauge < 138.0 * Mbar);
        Assert.False(jammed.SlamShutTripped("SSV-303"));
        Assert.True(Node(jammedMeter, "L10").PeakPaGauge > 138.0 * Mbar);
    }

    [Fact]
    public void Worker_Failed_Open_Is_Held_By_The_Monitor()
    {
        var twin = Start(Night);
        twin.Inject(twin.Element("RUN-A"), MechanicalFailures.WorkerFailsOpen);
        Run(twin, 1_800);
        Assert.InRange(twin.PressurePaGauge("F0"), 9.65 * 0.97 * Bar, 10.14 * Bar);
        twin.Repair(twin.Element("RUN-A"));
        Run(twin, 3_600);
        Assert.InRange(twin.PressurePaGauge("F0"), 8.60 * 0.97 * Bar, 9.04 * Bar);
    }

    [Fact]
    public void Control_Valve_Springs_Shut_Without_Power_And_Holds_Otherwise()
    {
        var twin = Start(Morning);
        var valve = twin.Element("FCV-101B");
        twin.SetValveDemand(valve, 0.2);
        Run(twin, 60);
        Assert.Equal(0.2, twin.OpeningFraction(valve), 12);
        twin.SetValvePower(valve, false);
        Run(twin, 5);
        Assert.Equal(0.0, twin.OpeningFraction(valve));
        twin.SetValvePower(valve, true);
        Run(twin, 60);
        Assert.Equal(0.2, twin.OpeningFraction(valve), 12);
    }

    [Fact]
    public void Inter_Stage_Pressure_Lies_Near_The_Inlet_In_Duty_And_Near_The_Outlet_When_The_Monitor_Works()
    {
        var twin = Start(Night);
        var run = twin.Element("RUN-A");
        Assert.True(twin.InterStagePaGauge(run) > 30.0 * Bar);
        twin.Inject(run, MechanicalFailures.WorkerFailsOpen);
        Run(twin, 1_800);
        Assert.InRange(twin.InterStagePaGauge(run), twin.PressurePaGauge("F0"), 15.0 * Bar);
    }

    private static NodeConsequence Node(ConsequenceMeter meter, string id) => meter.Report().Nodes.Single(n => n.NodeId == id);
}
