using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>
/// Regulating runs: the more closed of two lagging stems times a KG, nothing once the slam-shut is shut, nothing backwards. Stem 2i is the worker of run i,
/// 2i + 1 its monitor.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="from">Inlet points.</param>
/// <param name="to">Outlet points, where stems sense.</param>
/// <param name="capacity">KG or Cg wide open, kg/s per unit of flow.</param>
/// <param name="ambientPa">Ambient pressure per node.</param>
/// <param name="setPoint">Set points of the workers, Pa gauge.</param>
/// <param name="failure">Failures, as numbers of <see cref="MechanicalFailures"/>.</param>
/// <param name="isTripped">1 where the slam-shut is shut.</param>
internal sealed class RunFlows(
    IReadOnlyList<RegulatorRun> runs, int[] from, int[] to, double[] capacity, double[] ambientPa, double[] setPoint, ArraySegment<double> failure,
    ArraySegment<double> isTripped) : FlowPart(from, to)
{
    private readonly RegulatorCurve[] _workers = [.. runs.Select(r => new RegulatorCurve(r.Worker))];
    private readonly RegulatorCurve[] _monitors = [.. runs.Select(r => new RegulatorCurve(r.Monitor ?? r.Worker))];
    private readonly double[] _monitorSet = [.. runs.Select(r => r.Monitor?.SetPointPaGauge ?? double.NaN)];

    private readonly double[] _angle = [.. runs.Select(r => r.Cg?.K1Degrees ?? 0.0)];

    /// <summary>Number of stems.</summary>
    public int StemCount => 2 * Count;

    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var (at, up, down) = (First + i, state.Pressure[From[i]], state.Pressure[To[i]]);
            var (opening, slope) = Stem(state, 2 * i, knownStem, weight, _workers[i], Wanted(i, down, isMonitor: false));
            var (monitor, monitorSlope) = Stem(state, (2 * i) + 1, knownStem, weight, _monitors[i], Wanted(i, down, isMonitor: true));
            if (monitor < opening)
            {
                (opening, slope) = (monitor, monitorSlope);
            }

            if (isTripped[i] != 0.0 || up <= down || opening <= 0.0)
            {
                (state.PointFlow[at], slopeFrom[at], slopeTo[at]) = (0.0, 0.0, 0.0);
                continue;
            }

            var unit = _angle[i] > 0.0 ? CgCapacityLaw.Unit(_angle[i], up, down) : KgCapacityLaw.Unit(up, down);
            var open = capacity[i] * Math.Min(opening, 1.0);
            state.PointFlow[at] = open * unit.FlowKgPerS;
            slopeFrom[at] = open * unit.SlopeFrom;
            slopeTo[at] = (open * unit.SlopeTo) + (slope * capacity[i] * unit.FlowKgPerS);
        }
    }

    /// <summary>Rates of the stems at a state's pressures; a stem without lag jumps to where it should be.</summary>
    public void StemRates(TransientState state)
    {
        for (var i = 0; i < Count; i++)
        {
            Rate(state, 2 * i, _workers[i], Wanted(i, state.Pressure[To[i]], isMonitor: false).Opening);
            Rate(state, (2 * i) + 1, _monitors[i], Wanted(i, state.Pressure[To[i]], isMonitor: true).Opening);
        }
    }

    private static void Rate(TransientState state, int stem, RegulatorCurve curve, double wanted)
    {
        if (curve.TimeConstantSeconds > 0.0)
        {
            state.StemRate[stem] = (wanted - state.Stem[stem]) / curve.TimeConstantSeconds;
        }
        else
        {
            (state.Stem[stem], state.StemRate[stem]) = (wanted, 0.0);
        }
    }

    private static (double Stem, double Slope) Stem(
        TransientState state, int stem, double[] known, double weight, RegulatorCurve curve, (double Opening, double Slope) wanted)
    {
        // At weight 0 a stem without lag keeps its opening too: nothing has moved yet.
        var share = weight > 0.0 ? weight / (weight + curve.TimeConstantSeconds) : 0.0;
        state.Stem[stem] = known[stem] + (share * (wanted.Opening - known[stem]));
        return (state.Stem[stem], share * wanted.Slope);
    }

    private (double Opening, double Slope) Wanted(int run, double outletPa, bool isMonitor)
    {
        var failures = (MechanicalFailures)(int)failure[run];
        if (double.IsNaN(_monitorSet[run]) && isMonitor)
        {
            return (1.0, 0.0);
        }

        if ((failures & (isMonitor ? MechanicalFailures.MonitorFailsOpen : MechanicalFailures.WorkerFailsOpen)) != 0)
        {
            return (1.0, 0.0);
        }

        var isLost = (failures & MechanicalFailures.SensingLineLost) != 0;
        var sensed = isLost ? 0.0 : outletPa - ambientPa[To[run]];
        var (opening, slope) = isMonitor ? _monitors[run].At(sensed, _monitorSet[run]) : _workers[run].At(sensed, setPoint[run]);
        return (opening, isLost ? 0.0 : slope);
    }
}
