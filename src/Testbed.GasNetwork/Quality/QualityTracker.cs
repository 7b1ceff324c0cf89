namespace Testbed.GasNetwork.Quality;

/// <summary>
/// Carries passive components through a network whose flows are given: plug flow in pipes, as parcels first in, first out whose masses follow the line pack;
/// perfect mixing by mass at nodes; no delay in links. Flows are constant within a step, and for such flows the result is exact for steps of any length:
/// fronts keep their place in time within a step, also through pipes shorter than it. What is lost is only what merging parcels blurs. Flows may turn round
/// at any step. Circles of flow: see <see cref="QualityStep.Parts"/>; a circle of links alone carries nothing round.
/// Pure and deterministic; not thread safe. A step allocates only when a queue holds more parcels than ever before.
/// Source: plug flow by characteristics, in terms of mass instead of length; the formulation is the project's own.
/// </summary>
public sealed partial class QualityTracker
{
    /// <summary>Stands for the gas itself where a component is asked for.</summary>
    public const int Gas = -1;

    private readonly QualityNetwork _network;
    private readonly double[] _tolerance;
    private readonly StepMasses _masses;
    private readonly FlowOrder _order;
    private readonly NodeMixer _mixer;
    private readonly Incidence _ends;
    private readonly Incidence _sources;
    private readonly ParcelQueue[] _pipes;
    private readonly ParcelQueue[] _passing;
    private readonly ParcelQueue[] _history;
    private readonly double[] _node;
    private readonly double[] _nodeMass;
    private readonly double[] _imbalance;
    private readonly double[] _scratch;
    private readonly QualityBalance[] _step;
    private readonly QualityBalance[] _total;

    /// <summary>A network whose pipes and nodes hold no gas yet; see <see cref="Fill"/>.</summary>
    /// <param name="network">Who is joined to whom.</param>
    /// <param name="components">What is carried.</param>
    /// <param name="maximumParcels">Most parcels a pipe may hold; beyond it the two neighbours whose union costs least become one.</param>
    /// <exception cref="ArgumentException">An edge or source is at no node, or the maximum is below 2.</exception>
    public QualityTracker(QualityNetwork network, IReadOnlyList<QualityComponent> components, int maximumParcels = 64)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(components);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumParcels, 2);
        if (network.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(network));
        }

        (_network, Components) = (network, [.. components]);
        _tolerance = [.. components.Select(c => c.MergeTolerance)];
        _masses = new StepMasses(network);
        _order = new FlowOrder(network.NodeCount, _masses);
        _mixer = new NodeMixer(_tolerance.Length);
        _ends = Incidence.OfEnds(network.NodeCount, _masses.Edges);
        _sources = new Incidence(network.NodeCount, network.Sources);
        ParcelQueue[] Queues(int count) => [.. Enumerable.Range(0, count).Select(_ => new ParcelQueue(_tolerance, maximumParcels))];
        (_pipes, _passing, _history) = (Queues(network.Pipes.Count), Queues(network.NodeCount), Queues(network.NodeCount));
        (_node, _nodeMass) = (new double[network.NodeCount * _tolerance.Length], new double[network.NodeCount]);
        (_scratch, _imbalance) = (new double[_tolerance.Length], new double[network.NodeCount]);
        (_step, _total) = (new QualityBalance[_tolerance.Length + 1], new QualityBalance[_tolerance.Length + 1]);
    }

    /// <summary>What is carried.</summary>
    public IReadOnlyList<QualityComponent> Components { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount => _nodeMass.Length;

    /// <summary>Time since the last <see cref="Fill"/>, s.</summary>
    public double ElapsedSeconds { get; private set; }

    /// <summary>Fills pipes and nodes with gas of the same concentrations everywhere, and starts time and totals anew.</summary>
    /// <param name="pipeMassKg">Gas in each pipe, kg.</param>
    /// <param name="concentrations">One per component.</param>
    /// <param name="nodeMassKg">Gas in each node's equipment, kg; empty for none.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is negative or no number.</exception>
    public void Fill(ReadOnlySpan<double> pipeMassKg, ReadOnlySpan<double> concentrations, ReadOnlySpan<double> nodeMassKg = default)
    {
        if (pipeMassKg.Length != _pipes.Length || concentrations.Length != _tolerance.Length
            || (nodeMassKg.Length != 0 && nodeMassKg.Length != _nodeMass.Length))
        {
            throw new ArgumentException("there must be one mass per pipe, one concentration per component and no or one mass per node");
        }

        if ((QualityFlows.Bad(pipeMassKg, true, nameof(pipeMassKg)) ?? QualityFlows.Bad(nodeMassKg, true, nameof(nodeMassKg))
            ?? QualityFlows.Bad(concentrations, false, nameof(concentrations))) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        for (var i = 0; i < _pipes.Length; i++)
        {
            _pipes[i].Clear();
            _pipes[i].Push(false, pipeMassKg[i], concentrations);
        }

        for (var n = 0; n < _nodeMass.Length; n++)
        {
            _nodeMass[n] = nodeMassKg.Length == 0 ? 0.0 : nodeMassKg[n];
            concentrations.CopyTo(NodeOf(n));
        }

        Restart();
    }

    /// <summary>Starts time and totals anew with what pipes and nodes hold.</summary>
    public void Restart()
    {
        ElapsedSeconds = 0.0;
        for (var k = Gas; k < _tolerance.Length; k++)
        {
            var stored = Stored(k);
            _step[k + 1] = _total[k + 1] = new(0.0, 0.0, stored, stored);
        }

        StartHistory();
    }

    /// <summary>Concentration at a node at the end of the last step.</summary>
    public double NodeConcentration(int node, int component) => NodeOf(node)[component];

    /// <summary>Mean over time of the concentration at a node during the last step: what a customer there got, and what a sampler shows.</summary>
    public double NodeMean(int node, int component) =>
        _history[node].Count == 0 ? NodeConcentration(node, component) : _history[node].Amount(component) / _history[node].Sum();

    /// <summary>Number of pieces of constant concentration at a node during the last step; see <see cref="NodePieceOf"/>.</summary>
    public int NodePieces(int node) => _history[node].Count;

    /// <summary>What a node's concentration was during a piece of the last step.</summary>
    public NodePiece NodePieceOf(int node, int piece, int component) =>
        new(_history[node].MassOf(piece) * _lastSeconds, _history[node].Of(piece)[component]);

    /// <summary>Number of parcels in a pipe.</summary>
    public int Parcels(int pipe) => _pipes[pipe].Count;

    /// <summary>A parcel of a pipe, counted from its start: mass in kg and concentration.</summary>
    public (double MassKg, double Concentration) Parcel(int pipe, int index, int component) => (_pipes[pipe].MassOf(index), _pipes[pipe].Of(index)[component]);

    /// <summary>What became of a component, or of the gas, in the last step.</summary>
    public QualityBalance StepBalance(int component) => _step[component + 1];

    /// <summary>What became of a component, or of the gas, since the last <see cref="Fill"/>.</summary>
    public QualityBalance TotalBalance(int component) => _total[component + 1];

    /// <summary>Amount of a component, or mass of the gas, in pipes and nodes.</summary>
    public double Stored(int component)
    {
        var sum = 0.0;
        foreach (var pipe in _pipes)
        {
            sum += component < 0 ? pipe.Sum() : pipe.Amount(component);
        }

        for (var n = 0; n < _nodeMass.Length; n++)
        {
            sum += component < 0 ? _nodeMass[n] : _nodeMass[n] * _node[(n * _tolerance.Length) + component];
        }

        return sum;
    }

    private Span<double> NodeOf(int node) => _node.AsSpan(node * _tolerance.Length, _tolerance.Length);

    private void StartHistory()
    {
        _lastSeconds = 0.0;
        for (var n = 0; n < _history.Length; n++)
        {
            _history[n].Clear();
        }
    }
}
