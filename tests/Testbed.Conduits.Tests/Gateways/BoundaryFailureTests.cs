using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>A conduit whose protecting mechanism fails under traffic.</summary>
public sealed class BoundaryFailureTests
{
    public static TheoryData<BoundaryFailure> Failures => [.. Enum.GetValues<BoundaryFailure>()];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Without_A_Control_A_Failed_Boundary_Passes_What_It_Would_Have_Stopped(BoundaryFailure failure)
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Inspection()));
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 502).Outcome);
        bench.Network.BreakBoundary("C1", failure);
        using var stranger = bench.Client("OTHER");
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => stranger.WriteSingleRegisterAsync(1, 7, 4711)).Status);
        Assert.Equal(4711, bench.Registers.HoldingRegisters[7]);
        Assert.Contains(bench.Lines, l => l.Rule == $"not-judged-{failure}");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void With_It_Nothing_Passes_Not_Even_What_Ran_Before(BoundaryFailure failure)
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Inspection(), FailClose()));
        using var running = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => running.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        bench.Network.BreakBoundary("C1", failure);
        Assert.NotEqual(ModbusStatus.Ok, bench.Run(() => running.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Contains(bench.Blocked, l => l.Control == "C1-fail-close" && l.Rule == $"failed-{failure}");
        Assert.Equal(1, bench.Served);

        bench.Network.RepairBoundary("C1");
        using var again = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => again.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 502).Outcome);
    }

    [Fact]
    public void It_Closes_In_The_Failures_Its_Maker_Declares_And_In_No_Other()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), FailClose(BoundaryFailure.PowerLost)));
        bench.Network.BreakBoundary("C1", BoundaryFailure.PowerLost);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        bench.Network.RepairBoundary("C1");
        bench.Network.BreakBoundary("C1", BoundaryFailure.CorruptRules);
        Assert.Equal(DialOutcome.Open, bench.Dial("OTHER", "PLC", 502).Outcome);
    }

    [Theory]
    [InlineData(BoundaryFailure.Stopped, false)]
    [InlineData(BoundaryFailure.PowerLost, false)]
    [InlineData(BoundaryFailure.Exhausted, true)]
    [InlineData(BoundaryFailure.CorruptRules, true)]
    public void A_Connection_Outlives_A_Mechanism_That_Only_Stops_Deciding(BoundaryFailure failure, bool outlives)
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Inspection()));
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Exception, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 5000)).Status);
        bench.Network.BreakBoundary("C1", failure);
        Assert.Equal(outlives, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 5000)).Status == ModbusStatus.Ok);
    }

    private static FailCloseConfig FailClose(params BoundaryFailure[] failures) =>
        new() { Id = "C1-fail-close", On = "C1", Failures = failures.Length > 0 ? failures : Enum.GetValues<BoundaryFailure>() };
}
