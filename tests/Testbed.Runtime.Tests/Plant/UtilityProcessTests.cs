using Testbed.Attacks;
using Testbed.Core;
using Testbed.GasNetwork;

namespace Testbed.Runtime.Tests;

/// <summary>
/// What attacks on the utility as found must show, row by row of its data sheet, within 15 %: over sockets and conduits where a command starts it, on the gas
/// network alone where hours must pass. Nobody looks after the plant. Where the sheet and the scenario's own data part, the comment says who is right.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class UtilityProcessTests
{
    private const string Gate = "PLC-CGS";
    private const string Protection = "PLC-OPP";
    private const string Master = "FEP-1";
    private const string ShutOff = "CGS-1.XV-100.CLOSE";
    private const string ValveB = "CGS-1.FCV-101B.POS";
    private const double Maop = 10.34;

    /// <summary>Gas that XV-100 leaves between itself and the runs, minutes of the town's morning load; the sheet closes the runs themselves.</summary>
    private const double Header = 1.8;

    private static readonly Dictionary<string, Action> All = new()
    {
        ["SP A mistyped 8600 for 860"] = MistypedSetPoint,
        ["SP A to 4.0 only"] = StandbyTakesOver,
        ["SP A and B to 0 at 07:00"] = BothSetPointsToZero,
        ["SP A and B to 0, design hour"] = () => NoGas("07:00", 1.4 / 0.95, first: 48, all: 58),
        ["SP A and B to 0, 04:30"] = () => NoGas("04:30", 1, first: 101, all: 119),
        ["spurious OPP trip 07:00"] = SpuriousTrip,
        ["FCV-101B 100 %, OPP alive, 04:30"] = ValveOpenProtectionAlive,
        ["OPP override, then FCV-101B 100 %, 04:30"] = ValveOpenProtectionOverridden,
        ["the same at 01:00"] = ValveOpenAtNight,
        ["A wide open + monitor A failed"] = WideOpen,
        ["A wide open + monitor A failed, OPP defeated too"] = WideOpenProtectionOverridden,
        ["DRS-3 and DRS-4 SP to 6 mbar"] = OldTownStarved,
        ["DRS-3 and DRS-4 SP to 45 mbar"] = OldTownMonitorsHold,
        ["DRS-3 SP to 45 mbar with monitor DRS-3 failed"] = OldTownMonitorFailed,
        ["DRS-5 MOV closed"] = RadialClosed,
        ["DRS-5 MOV reopened after 5 min"] = () => RadialReopened(after: 5, unsafely: 0),
        ["DRS-5 MOV reopened after 8 min"] = () => RadialReopened(after: 8, unsafely: 1_200),
        ["DRS-1 alone closed"] = () => Assert.Equal(0, RingClosed(20, "RTU-DRS-1").Report.CustomersOut),
        ["DRS-1 and -2"] = RingStarved,
        ["odorant pump off at 07:00"] = NoOdorant,
        ["odorant pump off, good strokes replayed"] = NoOdorantUnnoticed,
        ["heater off"] = HeaterOff,
        ["worst value inside the hardened ranges, high"] = () => WorstInRange([("CGS-1.PCV-101A.SP", 9.2), ("DRS-3.PILOT.SP", 24), ("DRS-4.PILOT.SP", 24)]),
        ["worst value inside the hardened ranges, low"] = () => WorstInRange(
            [("DRS-1.PILOT.SP", 3.0), ("DRS-2.PILOT.SP", 3.0), ("DRS-5.PILOT.SP", 3.0), ("DRS-3.PILOT.SP", 16), ("DRS-4.PILOT.SP", 16)]),
    };

    public static TheoryData<string> Rows => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Attack_On_The_Utility_As_Found_Shows(string row) => All[row]();

    private static void MistypedSetPoint()
    {
        var course = UtilityCourse.Attacked("04:30", 20, LivePlay.Find("mistyped-set-point").RunAsync);
        Assert.Equal(TrialOutcome.Succeeded, course.Trial!.Outcome);
        Within(9.69, course.Bar("F0", 20));
        Assert.InRange(course.Bar("F0", 7) / course.Bar("F0", 20), 0.99, 1.01);
        Assert.True(course.Peak("S0") < Maop);
        NoHarm(course);

        var probe = ProbeCatalogue.All.Single(p => p.Id == "out-of-range-at-device");
        var cell = probe.Cells(UtilityCourse.AsFound).First(c => c.Asset == Gate);
        Assert.Equal(TrialOutcome.Succeeded, ProbeTrial.Run(probe, cell, UtilityCourse.AsFound).Outcome);
    }

    private static void StandbyTakesOver()
    {
        var course = UtilityCourse.Attacked(
            "04:30", 40, [new(0, Master, Gate, "set-point-a", 4.0)], [], new() { ["b"] = t => t.Gas.OpeningFraction("FCV-101B") });
        Assert.True(course.Reaches("b", opening => opening > 0.01) < 12);
        Assert.InRange(course.Bar("F0", 40), 7.95 * 0.98, 7.95 * 1.02);
        NoHarm(course);
    }

    private static void BothSetPointsToZero()
    {
        var course = UtilityCourse.Attacked("07:00", 95, [new(0, Master, Gate, "set-point-a", 0), new(0, Master, Gate, "set-point-b", 0)], [Gate]);
        Within(7, course.Below("F0", 7.8));
        Within(33, course.Below("F0", 5.0));
        Within(50, course.Below("A5", 3.2));
        Within(72, course.Out(1));
        Within(80, course.Out(2_000));
        Within(91, course.Out(4_000));
        // The dispatcher's alarm on the rate of fall is earlier than the one at 7.8 bar.
        Assert.InRange(course.Trial!.Impact!.TimeToDetectSeconds!.Value, 60, 7 * 60);
    }

    private static void NoGas(string at, double homes, double first, double all)
    {
        var course = UtilityCourse.OfGas(at, 125, (second, _, io) => Once(second, 0, () => io.WriteActuator(ShutOff, 1)), homes);
        Within(first, course.Out(1));
        Within(all, course.Out(4_000));
    }

    /// <summary>
    /// The solenoid falls when somebody stops the protection, which asks for no log-on. Each minute counts, so the gas in the header is counted in: with it the
    /// sheet's figures come out.
    /// </summary>
    private static void SpuriousTrip()
    {
        var stop = LivePlay.Find("stopped-controller") with { Target = Protection, HoldSeconds = 60 };
        var tripped = UtilityCourse.Attacked("07:00", 2, stop.RunAsync, [Protection], XvPosition);
        Assert.True(tripped.Reaches("xv", opening => opening < 0.01) < 1, tripped.Trial!.Reason);

        foreach (var (back, homes) in new[] { (60, 0), (70 + Header, 460), (80 + Header, 3_100) })
        {
            var course = UtilityCourse.OfGas("07:00", 95, (second, gas, io) =>
            {
                Once(second, 0, () => io.WriteActuator(ShutOff, 1));
                Once(second, back, () => gas.ResetShutOff(gas.Element("XV-100")));
            });
            Within(homes, course.Report.CustomersOut);
        }
    }

    private static void ValveOpenProtectionAlive()
    {
        var course = UtilityCourse.Attacked("04:30", 30, Open(), [], XvPosition);
        Between(9, 13, course.Above("S0", Maop));
        var trip = course.Reaches("xv", opening => opening < 0.99);
        Between(17, 21, trip);
        Assert.InRange(course.Peak("F0"), 10.9, 11.0);
        // What stood in the header at the trip follows into the feeder; the sheet leaves it out.
        var header = 5 * (34.5 - 10.9) / 1.01325 * (273.15 / 283.15) * UtilityGas.NormalDensityKgPerM3;
        Within(360, course.Report.VentedKg - header);
        Assert.Equal(0, course.Report.CustomersOut);

        var race = UtilityCourse.OfGas("04:30", 145, (second, _, io) =>
        {
            Once(second, 0, () => io.WriteActuator(ValveB, 100));
            Once(second, trip, () => io.WriteActuator(ShutOff, 1));
        });
        Within(115, race.Out(1) - trip);
    }

    private static void ValveOpenProtectionOverridden()
    {
        var course = UtilityCourse.Attacked("04:30", 40, [new(0, Gate, Protection, "maintenance-override", 1), .. Open()], [Protection]);
        Between(28, 32, course.Above("F0", 11.38));
        var hours = UtilityCourse.OfGas("04:30", 240, (second, _, io) => Once(second, 0, () => io.WriteActuator(ValveB, 100)));
        // The network alone goes the way of the twin.
        Assert.Equal(course.Bar("F0", 40), hours.Bar("F0", 40), 0.1);
        Within(12.8, hours.Peak("F0"));
        Within(113, hours.Above("F0", hours.Peak("F0") - 0.01));
        var above = hours.Above("F0", 11.38);
        Assert.InRange(hours.Report.Nodes.Single(n => n.NodeId == "F0").SecondsAboveLimit / 60, 240 - above - 1, 240 - above + 1);
        Within(12_000, hours.Report.VentedKg);
    }

    private static void ValveOpenAtNight()
    {
        var course = UtilityCourse.OfGas("01:00", 150, (second, _, io) => Once(second, 0, () => io.WriteActuator(ValveB, 100)));
        Between(23, 27, course.Above("F0", 11.38));
        Within(120, course.Above("F0", 15.5));
    }

    private static void WideOpen()
    {
        var course = UtilityCourse.Attacked("04:30", 12, Broken(), [], XvPosition);
        Within(10, course.Reaches("xv", opening => opening < 0.99));
        Assert.True(course.Peak("S0") < 11.0, "the slam-shut stands above the trip point");
    }

    private static void WideOpenProtectionOverridden()
    {
        var course = UtilityCourse.Attacked(
            "04:30", 90, Broken([new(0, Gate, Protection, "maintenance-override", 1)]), [Protection],
            new() { ["ssv"] = t => t.Gas.SlamShutTripped("SSV-103A") ? 1 : 0 });
        Assert.InRange(course.Peak("S0"), 11.0, 11.05);
        Within(11, course.Reaches("ssv", tripped => tripped > 0));
        Assert.InRange(course.Bar("F0", 90), 7.95 * 0.98, 7.95 * 1.02);
        Assert.Equal(0, course.Report.CustomersOut);
        Assert.All(course.Report.Nodes, n => Assert.Equal(0, n.SecondsAboveLimit));
    }

    /// <summary>
    /// Old Town gets the gas of DRS-4 first, which comes from DRS-1 for the most part; that of DRS-3 is mixed with DRS-2's and falls to 6.7 mg/Nm3 with the
    /// first front, below 6 with the second, after an hour and a half. The sheet's 35 to 60 minutes are those of the first 260 homes.
    /// </summary>
    private static void NoOdorant()
    {
        string[] nodes = ["A2", "A8", "L7", "L8", "L9", "L1", "L5", "B2", "B6"];
        var course = UtilityCourse.OfGas(
            "07:00", 270, (second, _, io) => Once(second, 0, () => io.WriteActuator("ODO.DOSE", 0)),
            figures: nodes.ToDictionary(n => n, n => (Func<GasTwin, PlantIo, double>)((gas, _) => gas.OdorantMgPerNm3(n))));
        double Thin(string node) => course.Reaches(node, mg => mg < 6);
        Between(20, 30, Math.Min(Thin("A2"), Thin("A8")));
        Assert.All(["L7", "L8", "L9"], n => Between(35, 60, Thin(n)));
        Assert.All(["L1", "L5"], n => Assert.InRange(course.Figure(n, 60), 6, 7));
        Assert.All(["B2", "B6"], n => Assert.InRange(Thin(n), 180, 270));
    }

    private static void NoOdorantUnnoticed()
    {
        var toolkit = LivePlay.Find("over-pressure-of-the-feeder");
        var freeze = toolkit.Steps.Single(s => s.Technique?.Id == "span-spoof-readings");
        var command = toolkit.Steps.First(s => s.Technique?.Id == "modbus-command") with
        {
            Target = "", Vantage = "zone:target", Parameters = new Dictionary<string, string> { ["point"] = "pump", ["value"] = "off" },
        };
        var seen = toolkit with { Target = "PLC-ODO", ProcessGoal = null, HoldSeconds = 3_600, Steps = [command] };
        UtilityCourse Run(Play play) =>
            UtilityCourse.Attacked("07:00", 60, play.RunAsync, ["PLC-ODO", Gate], new() { ["first homes"] = t => t.Gas.OdorantMgPerNm3("A2") });

        Assert.True(Run(seen).Trial!.Impact!.TimeToDetectSeconds < 600);
        var hidden = Run(seen with { Steps = [freeze with { WaitSeconds = 30 }, command] });
        Assert.True(hidden.Trial!.Outcome == TrialOutcome.Succeeded, hidden.Trial.Reason);
        Assert.Null(hidden.Trial.Impact!.TimeToDetectSeconds);
        Between(20, 30, hidden.Reaches("first homes", mg => mg < 6));
    }

    /// <summary>
    /// Two cubic metres of water at 60 degC give 26 kW for more than an hour before the coil passes too little, and their time constant is three hours: the
    /// fall begins within the sheet's one to three hours, it ends much later.
    /// </summary>
    private static void HeaterOff()
    {
        var course = UtilityCourse.OfGas(
            "07:00", 720, (second, _, io) => Once(second, 0, () => io.WriteActuator("CGS-1.H-105.ON", 0)),
            figures: new() { ["outlet"] = (_, io) => io.ReadSensor("CGS-1.TT-101") });
        Assert.Equal(7, course.Figure("outlet", 60), 0.2);
        Between(60, 180, course.Reaches("outlet", c => c < 6.5));
        Assert.InRange(course.Figure("outlet", 720), -4, -2.5);
        NoHarm(course);
    }

    private static void WorstInRange((string Actuator, double Value)[] values)
    {
        var course = UtilityCourse.OfGas(
            "04:30", 240, (second, _, io) => Once(second, 0, () => Array.ForEach(values, v => io.WriteActuator(v.Actuator, v.Value))));
        NoHarm(course);
        Assert.True(course.Peak("S0") < Maop);
    }

    private static GasProperties UtilityGas { get; } = GasModelFactory.Create(UtilityCourse.AsFound.Process).Gas;

    private static Dictionary<string, Func<Twin, double>> XvPosition => new() { ["xv"] = t => t.Gas.OpeningFraction("XV-100") };

    private static WireWrite[] Open() => [new(0, Master, Gate, "mode-b", 1), new(0, Master, Gate, "output-b", 100)];

    private static WireWrite[] OldTown(double mbar) => [new(0, Master, "RTU-DRS-3", "set-point", mbar), new(0, Master, "RTU-DRS-4", "set-point", mbar)];

    private static Func<IAttackRange, Task<AttackOutcome>> Broken(params WireWrite[] writes) => range =>
    {
        range.Faults.BreakPlant("PCV-101A", PlantFailure.WorkerFailsOpen);
        range.Faults.BreakPlant("PCV-101A", PlantFailure.MonitorFailsOpen);
        return UtilityCourse.WriteAsync(range, writes);
    };

    private static void NoHarm(UtilityCourse course)
    {
        Assert.Equal(0, course.Report.CustomersOut);
        Assert.Equal(0, course.Report.VentedKg);
        Assert.All(course.Report.Nodes, n => Assert.Equal(0, n.SecondsAboveLimit));
    }

    private static void Once(int second, double minute, Action act)
    {
        if (second == 2 * (int)Math.Round(minute * 30))
        {
            act();
        }
    }

    private static void Within(double expected, double actual, double step = 0) => Assert.InRange(actual, (expected * 0.85) - step, (expected * 1.15) + step);

    private static void Between(double least, double most, double actual) => Assert.InRange(actual, least * 0.85, most * 1.15);
}
