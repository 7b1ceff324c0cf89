using CsCheck;
using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>Whatever an attacker and bad luck do to the actuators, the plant stays solvable and loses no mass.</summary>
public sealed class AbusePropertyTests
{
    private static readonly Gen<(int Action, double Value, int Seconds)[]> Sequences =
        Gen.Select(Gen.Int[0, 15], Gen.Double[0.0, 1.0], Gen.Int[1, 90]).Array[1, 12];

    [Fact]
    public void Any_Sequence_Of_Commands_And_Failures_Stays_Solvable_And_Balanced() => Sequences.Sample(
        actions =>
        {
            var twin = Start(Night);
            foreach (var (action, value, seconds) in actions)
            {
                Act(twin, action, value);
                Run(twin, seconds);
                var longStep = twin.Step((seconds * value * 5.0) + 0.01);
                Assert.True(longStep.Converged, longStep.WorstNodeId);
                Assert.True(longStep.Mass.RelativeError <= 1e-9, $"{longStep.Mass.RelativeError}");
                Assert.All(twin.Model.Nodes, n => Assert.InRange(twin.PressurePaGauge(n.Id), -1.0, 34.6 * Bar));
            }

            Assert.True(twin.Totals.RelativeError <= 1e-9, $"{twin.Totals.RelativeError}");
        },
        iter: 60);

    private static void Act(GasTwin twin, int action, double value)
    {
        switch (action)
        {
            case 0: twin.SetRegulatorTarget(twin.Element("RUN-A"), value * 20.0 * Bar); break;
            case 1: twin.SetRegulatorTarget(twin.Element("DRS-3"), value * 50.0 * Mbar); break;
            case 2: twin.SetValveDemand(twin.Element("FCV-101B"), value); break;
            case 3: twin.SetValvePower(twin.Element("FCV-101B"), value > 0.5); break;
            case 4: twin.CloseShutOff(twin.Element("XV-100")); break;
            case 5: twin.ResetShutOff(twin.Element("XV-100")); break;
            case 6: twin.Inject(twin.Element("RUN-A"), MechanicalFailures.MonitorFailsOpen | MechanicalFailures.SlamShutJammed); break;
            case 7: twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost | MechanicalFailures.SlamShutJammed); break;
            case 8: twin.Inject(twin.Element("DRS-M"), MechanicalFailures.WorkerFailsOpen | MechanicalFailures.MonitorFailsOpen); break;
            case 9: twin.Inject(twin.Element("PSV-104"), MechanicalFailures.ReliefStuckShut); break;
            case 10: twin.Repair(twin.Element("DRS-3")); break;
            case 11: twin.ResetSlamShut(twin.Element("SSV-303")); break;
            case 12: twin.ResetSlamShut(twin.Element("SSV-103A")); break;
            case 13: twin.SetDemandScale(twin.Element("brickworks"), 3.0 * value); break;
            case 14: twin.SetDemandScale(twin.Element("homes-L6"), 200.0 * value); break;
            default: twin.SetSourcePressure(twin.Element("TSO"), (0.1 + (34.3 * value)) * Bar); break;
        }
    }
}
