namespace Testbed.GasNetwork.Quality;

/// <summary>
/// What moves during one step, filled by the caller and reused. Flows are constant over the step and every node must balance:
/// pipe ends + links + sources - withdrawals = change of its own gas. Not thread safe.
/// </summary>
public sealed class QualityFlows
{
    /// <summary>All zero, for a network and a number of components.</summary>
    public QualityFlows(QualityNetwork network, int components)
    {
        ArgumentNullException.ThrowIfNull(network);
        (PipeStartKgPerS, PipeMassKg) = (new double[network.Pipes.Count], new double[network.Pipes.Count]);
        LinkKgPerS = new double[network.Links.Count];
        (SourceKgPerS, SourceConcentrations) = (new double[network.Sources.Count], new double[network.Sources.Count * components]);
        (WithdrawalKgPerS, NodeMassKg) = (new double[network.NodeCount], new double[network.NodeCount]);
    }

    /// <summary>
    /// Flow at the start of each pipe, kg/s, positive into the pipe. What its end gives follows from <see cref="PipeMassKg"/>. Where a solver keeps line pack
    /// at nodes, this is its pipe's flow plus the rise of the start half's gas per second.
    /// </summary>
    public double[] PipeStartKgPerS { get; }

    /// <summary>Gas in each pipe at the end of the step, kg.</summary>
    public double[] PipeMassKg { get; }

    /// <summary>Flow of each link, kg/s, positive from its start to its end.</summary>
    public double[] LinkKgPerS { get; }

    /// <summary>Inflow of each source, kg/s; negative when it takes gas out.</summary>
    public double[] SourceKgPerS { get; }

    /// <summary>Concentrations of each source's inflow: component k of source s at <c>s * components + k</c>.</summary>
    public double[] SourceConcentrations { get; }

    /// <summary>Withdrawal at each node, kg/s; never negative, an injection is a source.</summary>
    public double[] WithdrawalKgPerS { get; }

    /// <summary>Well mixed gas in the equipment of each node at the end of the step, kg; 0 for none.</summary>
    public double[] NodeMassKg { get; }

    /// <summary>The first value that is none, or nothing. Allocates only when there is one.</summary>
    internal string? Problem(QualityNetwork network, int components)
    {
        if (PipeStartKgPerS.Length != network.Pipes.Count || LinkKgPerS.Length != network.Links.Count || SourceKgPerS.Length != network.Sources.Count
            || SourceConcentrations.Length != network.Sources.Count * components || WithdrawalKgPerS.Length != network.NodeCount)
        {
            return "the flows are those of another network";
        }

        return Bad(PipeStartKgPerS, false, nameof(PipeStartKgPerS)) ?? Bad(PipeMassKg, true, nameof(PipeMassKg)) ?? Bad(LinkKgPerS, false, nameof(LinkKgPerS))
            ?? Bad(SourceKgPerS, false, nameof(SourceKgPerS)) ?? Bad(SourceConcentrations, false, nameof(SourceConcentrations))
            ?? Bad(WithdrawalKgPerS, true, nameof(WithdrawalKgPerS)) ?? Bad(NodeMassKg, true, nameof(NodeMassKg));
    }

    internal static string? Bad(ReadOnlySpan<double> values, bool isPositive, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]) || (isPositive && values[i] < 0.0))
            {
                return FormattableString.Invariant($"{name}[{i}] is {values[i]}");
            }
        }

        return null;
    }
}
