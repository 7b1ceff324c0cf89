using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Twin;

public sealed class CaptureTests
{
    [Fact]
    public void Restored_Twin_Continues_Bit_For_Bit_Through_Trips_And_Moving_Actuators()
    {
        var original = Start(Night);
        Upset(original);
        Run(original, 7);
        var state = original.Capture();
        var copy = new GasTwin(CreateModel(), Night);
        copy.Restore(state);
        var again = Start(Night);
        again.Restore(GasState.FromValues(state.Values));
        for (var i = 0; i < 300; i++)
        {
            var expected = original.Step(0.7);
            Assert.Equal(expected, copy.Step(0.7));
            Assert.Equal(expected, again.Step(0.7));
            Assert.Equal(original.Capture(), copy.Capture());
        }

        Assert.True(original.SlamShutTripped("SSV-303"));
        Assert.Equal(original.Capture().GetHashCode(), again.Capture().GetHashCode());
        Assert.NotEqual(state, original.Capture());
    }

    [Fact]
    public void Same_Calls_Give_The_Same_Bits()
    {
        var states = Enumerable.Range(0, 2).Select(_ =>
        {
            var twin = Start(Morning);
            Upset(twin);
            Run(twin, 120);
            return twin.Capture();
        }).ToArray();
        Assert.Equal(states[0], states[1]);
    }

    [Fact]
    public void Captured_State_Does_Not_Change_With_The_Twin()
    {
        var twin = Start(Night);
        var state = twin.Capture();
        var before = state.Values.ToArray();
        Run(twin, 10);
        Assert.Equal(before, state.Values.ToArray());
        Assert.Equal(0.0, state.ElapsedSeconds);
    }

    [Fact]
    public void Refuses_A_State_Of_Another_Network() =>
        Assert.Throws<ArgumentException>(() => Start(Night).Restore(GasState.FromValues([1.0, 2.0])));

    private static void Upset(GasTwin twin)
    {
        twin.SetRegulatorTarget(twin.Element("DRS-3"), 45.0 * Mbar);
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.MonitorFailsOpen);
        twin.SetValveDemand(twin.Element("FCV-101B"), 1.0);
        twin.SetDemandScale(twin.Element("brickworks"), 0.3);
    }
}
