using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>Odorant in the teaching plant: dosed at the gate's outlet, carried to the homes.</summary>
public sealed class OdorantTwinTests
{
    private static readonly GasNetworkModel Model = CreateModel() with { Odorisers = [new("ODO-1", "F0", 12.0)] };

    [Fact]
    public void Everybody_Gets_The_Dose_And_Nothing_Is_Lost()
    {
        var twin = Start(Morning, Model);
        Run(twin, 900);
        Assert.All(Model.Demands, d => Assert.Equal(12.0, twin.OdorantMgPerNm3(d.NodeId), 0.01));
        Assert.Equal(0.0, twin.OdorantMgPerNm3("CGS-IN"), 1e-9);
        var expected = 12.0 * twin.FlowNm3PerH("F0-F1") / 3_600.0;
        Assert.Equal(expected, twin.OdoriserRateMgPerS(twin.Element("ODO-1")), 0.05 * expected);
        Assert.True(twin.OdorantTotals!.Value.RelativeError <= 1e-9, $"{twin.OdorantTotals}");
    }

    [Fact]
    public void A_Stopped_Pump_Shows_First_Near_The_Gate_After_The_Gas_In_Between_Is_Used()
    {
        var twin = Start(Morning, Model);
        twin.SetOdoriserDose(twin.Element("ODO-1"), 0.0);
        double? near = null;
        double? far = null;
        while (far is null && twin.ElapsedSeconds < 150_000.0)
        {
            var step = twin.Step(20.0);
            Assert.True(step.Converged, $"{twin.ElapsedSeconds} {step}");
            near ??= twin.OdorantMgPerNm3("F1") < 6.0 ? twin.ElapsedSeconds : null;
            far ??= twin.OdorantMgPerNm3("L6") < 6.0 ? twin.ElapsedSeconds : null;
        }

        // 2 km of DN300 hold 141 m3 at 9.6 bar absolute; the brickworks and the homes draw some 1,100 Nm3/h.
        var held = Math.PI * 0.0225 * 2_000.0 * twin.Model.Gas.DensityKgPerM3(twin.PressurePaAbsolute(twin.Node("F1"))) / 0.758;
        Assert.InRange(near!.Value, 0.8 * held / 1_150.0 * 3_600.0, 1.3 * held / 1_000.0 * 3_600.0);
        Assert.True(far > near, $"{near} {far} {held}");
        Assert.True(twin.OdorantTotals!.Value.RelativeError <= 1e-9, $"{twin.OdorantTotals}");
    }

    [Fact]
    public void Odorant_Is_Part_Of_A_Captured_State()
    {
        var twin = Start(Morning, Model);
        twin.SetOdoriserDose(twin.Element("ODO-1"), 3.0);
        twin.SetDemandScale(twin.Element("brickworks"), 0.5);
        Run(twin, 600);
        var copy = new GasTwin(Model, Morning);
        copy.Restore(twin.Capture());
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(twin.Step(1.0), copy.Step(1.0));
            Assert.Equal(twin.Capture(), copy.Capture());
        }

        Assert.Throws<ArgumentException>(() => Start(Morning).Restore(twin.Capture()));
        Assert.Throws<ArgumentException>(() => twin.Restore(Start(Morning).Capture()));
    }

    [Fact]
    public void Odorant_Stays_Conserved_Through_Trips_And_Reversals()
    {
        var twin = Start(Night, Model);
        twin.SetValveDemand(twin.Element("FCV-101B"), 1.0);
        Run(twin, 900);
        twin.CloseShutOff(twin.Element("XV-100"));
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost);
        Run(twin, 900);
        Assert.True(twin.Totals.VentedKg > 0.0);
        Assert.True(twin.OdorantTotals!.Value.RelativeError <= 1e-9, $"{twin.OdorantTotals}");
    }
}
