namespace Testbed.GasNetwork.Quality;

/// <summary>
/// The masses that move in one step. Edges are pipes followed by links; what enters an edge at its start and what leaves it at its end are the same for a
/// link and differ for a pipe by the change of its line pack.
/// </summary>
internal sealed class StepMasses
{
    /// <summary>Part of a pipe's gas below which an outflow is rounding of its line pack.</summary>
    private const double Rounding = 1e-14;

    private readonly int _pipes;

    public StepMasses(QualityNetwork network)
    {
        _pipes = network.Pipes.Count;
        Edges = [.. network.Pipes, .. network.Links];
        (AtStart, AtEnd, Held) = (new double[Edges.Length], new double[Edges.Length], new double[Edges.Length]);
        (Source, Withdrawal) = (new double[network.Sources.Count], new double[network.NodeCount]);
    }

    /// <summary>Pipes, then links.</summary>
    public QualityEdge[] Edges { get; }

    /// <summary>Mass into each edge at its start, kg.</summary>
    public double[] AtStart { get; }

    /// <summary>Mass out of each edge at its end, kg.</summary>
    public double[] AtEnd { get; }

    /// <summary>Mass in each edge now, kg; 0 for links.</summary>
    public double[] Held { get; }

    /// <summary>Mass from each source, kg.</summary>
    public double[] Source { get; }

    /// <summary>Mass withdrawn at each node, kg.</summary>
    public double[] Withdrawal { get; }

    /// <summary>Fills all from the flows of a step; the gas of each pipe is that of its parcels.</summary>
    public void Fill(double seconds, QualityFlows flows, ParcelQueue[] pipes)
    {
        for (var i = 0; i < _pipes; i++)
        {
            Held[i] = pipes[i].Sum();
            AtStart[i] = flows.PipeStartKgPerS[i] * seconds;
            AtEnd[i] = Held[i] + AtStart[i] - flows.PipeMassKg[i];
            if (Math.Abs(AtEnd[i]) <= Rounding * Held[i])
            {
                AtEnd[i] = 0.0;
            }
        }

        for (var i = _pipes; i < Edges.Length; i++)
        {
            AtStart[i] = AtEnd[i] = flows.LinkKgPerS[i - _pipes] * seconds;
        }

        for (var i = 0; i < Source.Length; i++)
        {
            Source[i] = flows.SourceKgPerS[i] * seconds;
        }

        for (var i = 0; i < Withdrawal.Length; i++)
        {
            Withdrawal[i] = flows.WithdrawalKgPerS[i] * seconds;
        }
    }

    /// <summary>Whether gas enters an edge at one end and leaves it at the other; packing and unpacking pipes do neither.</summary>
    public bool IsPassed(int edge) => (AtStart[edge] > 0.0 && AtEnd[edge] > 0.0) || (AtStart[edge] < 0.0 && AtEnd[edge] < 0.0);

    /// <summary>Node at which gas enters an edge that is passed.</summary>
    public int Upstream(int edge) => AtStart[edge] > 0.0 ? Edges[edge].From : Edges[edge].To;

    /// <summary>Node at which gas leaves an edge that is passed.</summary>
    public int Downstream(int edge) => AtStart[edge] > 0.0 ? Edges[edge].To : Edges[edge].From;

    /// <summary>What leaves an edge that is passed, kg.</summary>
    public double Leaving(int edge) => AtStart[edge] > 0.0 ? AtEnd[edge] : -AtStart[edge];

    /// <summary>The most that can be taken off the flow through an edge, kg.</summary>
    public double Through(int edge) => Math.Min(Math.Abs(AtStart[edge]), Math.Abs(AtEnd[edge]));

    /// <summary>Takes a mass off the flow through an edge.</summary>
    public void Reduce(int edge, double mass)
    {
        var signed = AtStart[edge] > 0.0 ? mass : -mass;
        AtStart[edge] -= signed;
        AtEnd[edge] -= signed;
    }
}
