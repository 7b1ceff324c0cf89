using Testbed.GasNetwork.Equipment;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork;

/// <summary>All equipment of a twin, one kind after the other.</summary>
internal sealed class TwinFlows : PointFlows
{
    private readonly TwinActuators _actuators;
    private readonly FlowPart[] _parts;

    private TwinFlows(TwinActuators actuators, FlowPart[] parts)
        : base([.. parts.SelectMany(p => p.From)], [.. parts.SelectMany(p => p.To)], parts.OfType<RunFlows>().Single().StemCount)
    {
        T Part<T>() => parts.OfType<T>().Single();
        (_actuators, _parts) = (actuators, parts);
        (Runs, Throttles, Compressors, Orifices) = (Part<RunFlows>(), Part<ThrottleFlows>(), Part<CompressorFlows>(), Part<OrificeFlows>());
        (Demands, Outlets, Injections) = (Part<DemandFlows>(), Part<OutletFlows>(), Part<InjectionFlows>());
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
    public OrificeFlows Orifices { get; }
    public InjectionFlows Injections { get; }
    public DemandFlows Demands { get; }
    public OutletFlows Outlets { get; }

    /// <summary>Equipment of a model whose mutable values lie in a state.</summary>
    public static TwinFlows Create(GasNetworkModel model, TwinNetwork net, StateLayout layout, double[] state, TwinActuators actuators)
    {
        ArraySegment<double> Of(int first, int count) => new(state, first, count);
        var gas = model.Gas;
        double[] none = [.. model.Leaks.Select(_ => double.NaN)];
        return new TwinFlows(actuators,
        [
            new RunFlows(
                model.Runs, net.RunFrom, net.RunTo, net.RunCapacity, net.AmbientPa, actuators.SetPoint, Of(layout.RunFailure, model.Runs.Count),
                Of(layout.SlamTripped, model.Runs.Count)),
            new ThrottleFlows(net.ThrottleFrom, net.ThrottleTo, net.ThrottleCapacity, actuators.Position),
            new CompressorFlows(
                model.Compressors, net.CompressorFrom, net.CompressorTo, net.AmbientPa, gas.SpecificGasConstantTimesTemperature, gas.EquationOfState,
                gas.KgPerS(1.0), Of(layout.CompressorOn, model.Compressors.Count)),
            new OrificeFlows(net.OrificeFrom, net.OrificeTo, net.OrificeAreaM2, net.Orifice),
            new DemandFlows(net.DemandNode, [.. model.Demands.Select(d => d.MinimumPaGauge)], net.AmbientPa, actuators.Wanted),
            new InjectionFlows(
                net.InjectionNode, [.. model.Injections.Select(i => gas.KgPerS(i.FlowNm3PerH))], [.. model.Injections.Select(i => i.HighestPaGauge)],
                net.AmbientPa, Of(layout.InjectionScale, model.Injections.Count)),
            new OutletFlows(
                net.OutletNode, net.OutletAreaM2, [.. model.ReliefValves.Select(r => r.SetPaGauge), .. none],
                [.. model.ReliefValves.Select(r => r.FullOpenPaGauge), .. none], Of(layout.OutletOpening, net.OutletNode.Length), net.AmbientPa, net.Orifice),
        ]);
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
        Injections.AddTo(state);
    }
}
