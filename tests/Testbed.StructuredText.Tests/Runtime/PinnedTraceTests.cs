using Testbed.TestSupport;

namespace Testbed.StructuredText.Tests;

/// <summary>The shipped pressure control against a trace from an oracle in another language, bit by bit.</summary>
public sealed class PinnedTraceTests
{
    [Fact]
    public void The_Pressure_Control_Gives_The_Pinned_Outputs_To_The_Last_Bit()
    {
        var plc = Plc.Of(File.ReadAllText(Repository.PathOf("scenarios/station-lab/programs/city-gate.st")));
        plc["sys_cycle"] = GateScan.Cycle;
        var number = 0;
        foreach (var scan in GateScan.Read())
        {
            plc["feeder_pressure"] = scan.FeederPressure;
            plc["set_point_b"] = scan.SetPointB;
            plc["mode_b"] = scan.Manual ? 1 : 0;
            plc["isolate_b"] = scan.Isolate ? 1 : 0;
            plc["output_b_held"] = scan.Held ? 1 : 0;
            if (scan.ByHand is { } byHand)
            {
                plc["output_b"] = byHand;
            }

            plc.Scan();
            Assert.True(scan.Output.Equals(plc["output_b"]), FormattableString.Invariant($"scan {number}: {plc["output_b"]:R} instead of {scan.Output:R}"));
            Assert.Equal(scan.Failed ? 1 : 0, plc["feeder_failed"]);
            number++;
        }

        Assert.Equal(1200, number);
    }

    [Fact]
    public void The_Trace_Meets_Every_Branch_Of_The_Program()
    {
        var trace = GateScan.Read();
        Assert.Contains(trace, s => s.Failed && s.FeederPressure < 0);
        Assert.Contains(trace, s => s.Failed && s.FeederPressure > 25);
        Assert.Contains(trace, s => s.Manual && s.ByHand is not null);
        Assert.Contains(trace, s => s.Isolate && s.Output == 0);
        Assert.Contains(trace, s => s.Held && s.Output > 0);
        Assert.Contains(trace, s => s.Output == 100 && !s.Manual);
        Assert.Contains(trace, s => s.Output is > 0 and < 100 && !s.Manual && !s.Held);
    }
}
