using Testbed.Core;

namespace Testbed.Runtime.Tests;

/// <content>The rows of the district stations.</content>
public sealed partial class UtilityProcessTests
{
    /// <summary>The sheet names no hour; its figures are those of the morning.</summary>
    private static void OldTownStarved()
    {
        var course = UtilityCourse.Attacked("07:00", 3, OldTown(6), ["RTU-DRS-3", "RTU-DRS-4"]);
        Within(15, course.Below("L5", 0.010) * 60);
        Within(75, course.Out(900) * 60);
        // One poll: the first that shows it comes when all is over.
        Assert.True(course.Trial!.Impact!.TimeToDetectSeconds > 75);
    }

    private static void OldTownMonitorsHold()
    {
        var course = UtilityCourse.Attacked("04:30", 10, OldTown(45));
        Assert.InRange(course.Bar("L1", 10), 0.0267 * 0.95, 0.0267 * 1.05);
        Assert.True(course.Peak("L1") < 0.033);
        NoHarm(course);
    }

    /// <summary>
    /// The pilot's motor needs 19.5 s from 20 to 33 mbar at 40 mbar per minute, so that the sheet's 7 s cannot count from the command. They fit from where the
    /// monitor should have held.
    /// </summary>
    private static void OldTownMonitorFailed()
    {
        var course = UtilityCourse.OfGas("07:00", 10, (second, _, io) => Once(second, 0, () =>
        {
            io.Break("DRS-3", PlantFailure.MonitorFailsOpen);
            io.WriteActuator("DRS-3.PILOT.SP", 45);
        }), figures: new() { ["ssv"] = (_, io) => io.ReadSensor("DRS-3.SSV.ZS") });
        var tripped = course.Reaches("ssv", v => v > 0) * 60;
        Assert.InRange(tripped, 19.5, 25);
        Within(7, tripped - (course.Above("L1", 0.0285) * 60), step: 2);
        Within(0.0184, course.Bar("L5", 10));
        Assert.True(course.Peak("L1") < 0.0345);
        Assert.Equal(0, course.Report.CustomersOut);
    }

    /// <summary>
    /// A full-bore valve throttles in the last seconds of its stroke only: everything comes twenty seconds after the sheet, which lets it throttle from the
    /// start.
    /// </summary>
    private static void RadialClosed()
    {
        var course = UtilityCourse.Attacked("07:00", 9, [new(0, Master, "RTU-DRS-5", "mov-close", 1)]);
        const double Stroke = 20 / 60.0;
        Within(1.7, course.Below("B1", 2.8) - Stroke);
        Within(5.8, course.Below("B6", 0.5) - Stroke);
        Within(7, course.Out(1_200) - Stroke);
        Assert.Equal(1_200, course.Report.CustomersOut);
    }

    private static void RadialReopened(int after, int unsafely)
    {
        var course = UtilityCourse.Attacked("07:00", 15, [new(0, Master, "RTU-DRS-5", "mov-close", 1), new(after, Master, "RTU-DRS-5", "mov-close", 0)]);
        Assert.Equal(unsafely, course.Report.CustomersOut);
        Assert.Equal(unsafely, course.Report.UnsafeRepressurisations);
        if (unsafely == 0)
        {
            // Twenty seconds at 0.85 bar a minute above the sheet's 0.72 bar, for the reason above.
            Within(0.72 + (0.85 / 3), course.Lowest("B6"));
        }
    }

    private static void RingStarved()
    {
        var course = RingClosed(16, "RTU-DRS-1", "RTU-DRS-2");
        Within(11.4, course.Out(1_900));
        Within(13.3, course.Out(2_800));
        Assert.Equal(2_800, course.Report.CustomersOut);
    }

    private static UtilityCourse RingClosed(double minutes, params string[] stations) =>
        UtilityCourse.Attacked("07:00", minutes, [.. stations.Select(s => new WireWrite(0, Master, s, "mov-close", 1))]);
}
