using Testbed.GasNetwork.Sparse;

namespace Testbed.GasNetwork.Solver;

/// <summary>
/// A validated model as flat arrays by index, with the matrix structure. Branches are numbered pipes, runs, control valves, shut-off valves.
/// Immutable except for the values in <see cref="Matrix"/>, which belong to the one solver that uses it.
/// </summary>
internal sealed class CompiledNetwork
{
    public CompiledNetwork(GasNetworkModel model)
    {
        Model = model;
        Gas = model.Gas;
        Layout = new StateLayout(model);
        InverseRt = 1.0 / Gas.SpecificGasConstantTimesTemperature;
        CompressibilitySlope = Gas.CompressibilitySlopePerPa;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            index[model.Nodes[i].Id] = i;
        }

        AmbientPa = [.. model.Nodes.Select(n => BarometricFormula.AmbientPa(n.HeightM))];
        var ends = Ends(model).ToArray();
        BranchFrom = [.. ends.Select(e => index[e.From])];
        BranchTo = [.. ends.Select(e => index[e.To])];
        PipeLaws = [.. model.Pipes.Select((p, i) => new NikuradsePipeLaw(
            p, Gas, model.Nodes[BranchFrom[i]].HeightM, model.Nodes[BranchTo[i]].HeightM))];
        VolumeM3 = Volumes(model, index);
        SourceNode = [.. model.Sources.Select(s => index[s.NodeId])];
        DemandNode = [.. model.Demands.Select(d => index[d.NodeId])];
        DemandPeakKgPerS = [.. model.Demands.Select(d => Gas.KgPerS(d.PeakNm3PerH))];
        DemandMinimumPa = [.. model.Demands.Select(d => d.MinimumPaGauge)];
        DemandProfile = [.. model.Demands.Select(d => IndexOf(model.Profiles, p => p.Id == d.ProfileId))];
        ReliefNode = [.. model.ReliefValves.Select(r => index[r.NodeId])];
        Orifice = new OrificeLaw(Gas);
        ReliefAreaM2 = [.. model.ReliefValves.Select((r, i) => ReliefArea(r, AmbientPa[ReliefNode[i]]))];
        Workers = [.. model.Runs.Select(r => new RegulatorCurve(r.Worker))];
        Monitors = [.. model.Runs.Select(r => new RegulatorCurve(r.Monitor ?? r.Worker))];
        MonitorSetPa = [.. model.Runs.Select(r => r.Monitor?.SetPointPaGauge ?? double.NaN)];
        var firstRun = model.Pipes.Count;
        RunCapacity = [.. model.Runs.Select(r => Gas.KgPerS(r.CapacityKg))];
        ThrottleCapacity = [.. model.ControlValves.Select(v => Gas.KgPerS(v.CapacityKg)), .. model.ShutOffValves.Select(v => Gas.KgPerS(v.CapacityKg))];
        FirstRun = firstRun;
        FirstThrottle = firstRun + model.Runs.Count;
        IsBoundary = new bool[model.Nodes.Count];
        foreach (var node in SourceNode)
        {
            IsBoundary[node] = true;
        }

        SourceBranches = [.. SourceNode.Select(BranchesOf)];
        var unknown = Unknowns();
        Matrix = new SparseLdu(UnknownCount, Edges(unknown));
        Step = [.. unknown.Select(Matrix.StepOf)];
        BranchSlot = [.. Enumerable.Range(0, BranchFrom.Length).Select(b => Matrix.SlotOf(Step[BranchFrom[b]], Step[BranchTo[b]]))];
    }

    public GasNetworkModel Model { get; }
    public GasProperties Gas { get; }
    public StateLayout Layout { get; }
    public double InverseRt { get; }
    public double CompressibilitySlope { get; }
    public double[] AmbientPa { get; }
    public int[] BranchFrom { get; }
    public int[] BranchTo { get; }
    public int[] BranchSlot { get; }
    public NikuradsePipeLaw[] PipeLaws { get; }
    public double[] VolumeM3 { get; }
    public int[] SourceNode { get; }
    public int[] DemandNode { get; }
    public double[] DemandPeakKgPerS { get; }
    public double[] DemandMinimumPa { get; }
    public int[] DemandProfile { get; }
    public int[] ReliefNode { get; }
    public double[] ReliefAreaM2 { get; }
    public OrificeLaw Orifice { get; }
    public RegulatorCurve[] Workers { get; }
    public RegulatorCurve[] Monitors { get; }

    /// <summary>Fixed set points of the monitors, Pa gauge; NaN where a run has none.</summary>
    public double[] MonitorSetPa { get; }
    public double[] RunCapacity { get; }
    public double[] ThrottleCapacity { get; }
    public int FirstRun { get; }
    public int FirstThrottle { get; }
    public bool[] IsBoundary { get; }
    public int UnknownCount { get; private set; }

    /// <summary>For each source the branches at its node, with +1 where the branch leaves it and -1 where it ends there.</summary>
    public (int Branch, double Sign)[][] SourceBranches { get; }

    /// <summary>Elimination step of each node's pressure; the dummy for boundary nodes.</summary>
    public int[] Step { get; }

    public SparseLdu Matrix { get; }

    /// <summary>Density at an absolute pressure, kg/m3.</summary>
    public double Density(double pressure) => pressure * InverseRt / (1.0 + (CompressibilitySlope * pressure));

    private static IEnumerable<(string From, string To)> Ends(GasNetworkModel model) =>
        model.Pipes.Select(p => (p.FromNodeId, p.ToNodeId))
            .Concat(model.Runs.Select(r => (r.FromNodeId, r.ToNodeId)))
            .Concat(model.ControlValves.Select(v => (v.FromNodeId, v.ToNodeId)))
            .Concat(model.ShutOffValves.Select(v => (v.FromNodeId, v.ToNodeId)));

    private static double[] Volumes(GasNetworkModel model, Dictionary<string, int> index)
    {
        var volumes = model.Nodes.Select(n => n.EquipmentVolumeM3).ToArray();
        foreach (var pipe in model.Pipes)
        {
            var half = Math.PI * pipe.DiameterM * pipe.DiameterM * pipe.LengthM / 8.0;
            volumes[index[pipe.FromNodeId]] += half;
            volumes[index[pipe.ToNodeId]] += half;
        }

        return volumes;
    }

    private (int Branch, double Sign)[] BranchesOf(int node) =>
        [.. Enumerable.Range(0, BranchFrom.Length)
            .Where(b => BranchFrom[b] == node || BranchTo[b] == node)
            .Select(b => (b, BranchFrom[b] == node ? 1.0 : -1.0))];

    private double ReliefArea(ReliefValve relief, double ambientPa) =>
        Gas.KgPerS(relief.RatedFlowNm3PerH) / Orifice.Flux(relief.RatedPaGauge + ambientPa, ambientPa).FluxKgPerSM2;

    private static int IndexOf<T>(IReadOnlyList<T> items, Func<T, bool> match)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (match(items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private int[] Unknowns()
    {
        var unknown = new int[IsBoundary.Length];
        var count = 0;
        for (var i = 0; i < unknown.Length; i++)
        {
            unknown[i] = IsBoundary[i] ? -1 : count++;
        }

        UnknownCount = count;
        for (var i = 0; i < unknown.Length; i++)
        {
            unknown[i] = unknown[i] < 0 ? count : unknown[i];
        }

        return unknown;
    }

    private List<(int A, int B)> Edges(int[] unknown)
    {
        var edges = new List<(int, int)>();
        for (var b = 0; b < BranchFrom.Length; b++)
        {
            var (from, to) = (unknown[BranchFrom[b]], unknown[BranchTo[b]]);
            if (from < UnknownCount && to < UnknownCount)
            {
                edges.Add((from, to));
            }
        }

        return edges;
    }
}
