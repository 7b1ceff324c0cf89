using Testbed.GasNetwork.Equipment;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork;

/// <summary>All equipment of a twin, one kind after the other.</summary>
internal sealed class TwinFlows : PointFlows
{
    private readonly TwinActuators _actuators;
    private readonly FlowPart[] _parts;

    private TwinFlows(TwinActuators actuators, RunFlows runs, ThrottleFlows throttles, CompressorFlows compressors, DemandFlows demands, OutletFlows outlets)
        : base(
            [.. runs.From, .. throttles.From, .. compressors.From, .. demands.From, .. outlets.From],
            [.. runs.To, .. throttles.To, .. compressors.To, .. demands.To, .. outlets.To],
            runs.StemCount)
    {
        (_actuators, Runs, Throttles, Compressors, Demands, Outlets) = (actuators, runs, throttles, compressors, demands, outlets);
        _parts = [runs, throttles, compressors, demands, outlets];
        var next = 0;
        foreach (var part in _parts)
        {
            part.First = next;
            next += part.Count;
        }
    }

    public RunFlows Runs { get; }
    public ThrottleFlows Throttles { get; }
    public CompressorFlows Compressors { get; }
    public DemandFlows Demands { get; }
    public OutletFlows Outlets { get; }

    /// <summary>Equipment of a model whose mutable values lie in a state.</summary>
    public static TwinFlows Create(GasNetworkModel model, TwinNetwork net, StateLayout layout, double[] state, TwinActuators actuators)
    {
        ArraySegment<double> Of(int first, int count) => new(state, first, count);
        var gas = model.Gas;
        double[] none = [.. model.Leaks.Select(_ => double.NaN)];
        return new TwinFlows(
            actuators,
            new RunFlows(
                model.Runs, net.RunFrom, net.RunTo, net.RunCapacity, net.AmbientPa, actuators.SetPoint, Of(layout.RunFailure, model.Runs.Count),
                Of(layout.SlamTripped, model.Runs.Count)),
            new ThrottleFlows(net.ThrottleFrom, net.ThrottleTo, net.ThrottleCapacity, actuators.Position),
            new CompressorFlows(
                model.Compressors, net.CompressorFrom, net.CompressorTo, net.AmbientPa, gas.SpecificGasConstantTimesTemperature, gas.EquationOfState,
                gas.KgPerS(1.0), Of(layout.CompressorOn, model.Compressors.Count)),
            new DemandFlows(net.DemandNode, [.. model.Demands.Select(d => d.MinimumPaGauge)], net.AmbientPa, actuators.Wanted),
            new OutletFlows(
                net.OutletNode, net.OutletAreaM2, [.. model.ReliefValves.Select(r => r.SetPaGauge), .. none],
                [.. model.ReliefValves.Select(r => r.FullOpenPaGauge), .. none], Of(layout.OutletOpening, net.OutletNode.Length), net.AmbientPa, net.Orifice));
    }

    public override void SetTime(double seconds) => _actuators.MoveTo(seconds);

    public override void Evaluate(TransientState state, double[] knownStem, double weight)
    {
        foreach (var part in _parts)
        {
            part.Evaluate(state, knownStem, weight, SlopeFrom, SlopeTo);
        }
    }

    public override void StemRates(TransientState state) => Runs.StemRates(state);

    public override void Sum(TransientState state)
    {
        Demands.AddTo(state);
        Outlets.AddTo(state);
    }
}
