using Testbed.GasNetwork.Equipment;
using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork;

/// <summary>A validated model by index, for the engine: points are the model's nodes in order, then cuts of long pipes. Immutable.</summary>
internal sealed class TwinNetwork
{
    /// <summary>Standard m3 (15 degC) in Nm3 (0 degC).</summary>
    private const double StandardToNormal = GasProperties.NormalTemperatureK / 288.15;

    public TwinNetwork(GasNetworkModel model, SolverOptions options)
    {
        var gas = model.Gas;
        var index = model.Nodes.Select((n, i) => (n.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        int[] At(IEnumerable<string> ids) => [.. ids.Select(id => index[id])];
        AmbientPa = [.. model.Nodes.Select(n => BarometricFormula.AmbientPa(n.HeightM))];
        Transient = new TransientModel
        {
            Gas = new SteadyGas(gas.SpecificGasConstantTimesTemperature, gas.TemperatureK, gas.ViscosityPaS, gas.EquationOfState),
            Nodes = [.. model.Nodes.Select(n => n.Id)],
            HeightM = [.. model.Nodes.Select(n => n.HeightM)],
            NodeVolumeM3 = [.. model.Nodes.Select(n => n.EquipmentVolumeM3)],
            Pipes = [.. model.Pipes.Select(p => new SteadyPipe(
                p.Id, index[p.FromNodeId], index[p.ToNodeId], p.LengthM, p.DiameterM, p.RoughnessM, p.LossCoefficient))],
            Friction = model.Friction,
            HasInertia = false,
            LargestCellM = options.LargestCellM,
            LargestStepSeconds = options.MaximumSubStepSeconds,
            SmallestStepSeconds = Math.Min(options.MinimumSubStepSeconds, 1e-4),
            StepTolerance = options.StepTolerance,
        };
        SourceNode = At(model.Sources.Select(s => s.NodeId));
        RunFrom = At(model.Runs.Select(r => r.FromNodeId));
        RunTo = At(model.Runs.Select(r => r.ToNodeId));
        RunCapacity = [.. model.Runs.Select(r => r.Cg is { } cg ? gas.KgPerS(cg.Cg * StandardToNormal) : gas.KgPerS(r.CapacityKg))];
        string[] from = [.. model.ControlValves.Select(v => v.FromNodeId), .. model.ShutOffValves.Select(v => v.FromNodeId)];
        string[] to = [.. model.ControlValves.Select(v => v.ToNodeId), .. model.ShutOffValves.Select(v => v.ToNodeId)];
        double[] kg = [.. model.ControlValves.Select(v => v.CapacityKg), .. model.ShutOffValves.Select(v => v.CapacityKg), .. model.Runs.Select(r => r.BypassKg)];
        (ThrottleFrom, ThrottleTo) = ([.. At(from), .. RunFrom], [.. At(to), .. RunTo]);
        ThrottleCapacity = [.. kg.Select(gas.KgPerS)];
        CompressorFrom = At(model.Compressors.Select(c => c.FromNodeId));
        CompressorTo = At(model.Compressors.Select(c => c.ToNodeId));
        OrificeFrom = At(model.Orifices.Select(o => o.FromNodeId));
        OrificeTo = At(model.Orifices.Select(o => o.ToNodeId));
        OrificeAreaM2 = [.. model.Orifices.Select(o => o.DischargeCoefficient * Math.PI / 4.0 * o.DiameterM * o.DiameterM)];
        InjectionNode = At(model.Injections.Select(i => i.NodeId));
        DemandNode = At(model.Demands.Select(d => d.NodeId));
        DemandPeakKgPerS = [.. model.Demands.Select(d => gas.KgPerS(d.PeakNm3PerH))];
        var profiles = model.Profiles.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        DemandProfile = [.. model.Demands.Select(d => profiles[d.ProfileId])];
        OdoriserNode = At(model.Odorisers.Select(o => o.NodeId));
        Orifice = new OrificeLaw(gas);
        OutletNode = At([.. model.ReliefValves.Select(r => r.NodeId), .. model.Leaks.Select(l => l.NodeId)]);
        OutletAreaM2 =
        [
            .. model.ReliefValves.Select((r, i) => ReliefArea(r, gas, AmbientPa[OutletNode[i]])),
            .. model.Leaks.Select(l => l.DischargeCoefficient * Math.PI / 4.0 * l.DiameterM * l.DiameterM),
        ];
        IsSource = [.. Enumerable.Range(0, model.Nodes.Count).Select(SourceNode.Contains)];
    }

    public TransientModel Transient { get; }
    public double[] AmbientPa { get; }
    public int[] SourceNode { get; }
    public int[] RunFrom { get; }
    public int[] RunTo { get; }
    public double[] RunCapacity { get; }
    public int[] ThrottleFrom { get; }
    public int[] ThrottleTo { get; }
    public double[] ThrottleCapacity { get; }
    public int[] CompressorFrom { get; }
    public int[] CompressorTo { get; }
    public int[] OrificeFrom { get; }
    public int[] OrificeTo { get; }
    public double[] OrificeAreaM2 { get; }
    public int[] InjectionNode { get; }
    public int[] DemandNode { get; }
    public double[] DemandPeakKgPerS { get; }
    public int[] DemandProfile { get; }
    public int[] OdoriserNode { get; }
    public int[] OutletNode { get; }
    public double[] OutletAreaM2 { get; }
    public OrificeLaw Orifice { get; }

    /// <summary>Whether a node is a source.</summary>
    public bool[] IsSource { get; }

    private double ReliefArea(ReliefValve relief, GasProperties gas, double ambientPa) =>
        gas.KgPerS(relief.RatedFlowNm3PerH) / Orifice.Flux(relief.RatedPaGauge + ambientPa, ambientPa).FluxKgPerSM2;
}
