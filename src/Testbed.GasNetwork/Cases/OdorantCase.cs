using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>
/// A reference case of gas quality: at time 0 the concentration at the sources rises from 0 to 1 in a steady flow; when does how much of it reach each node.
/// </summary>
public sealed record OdorantCase
{
    /// <summary>The case's name.</summary>
    public required string Name { get; init; }

    /// <summary>The network.</summary>
    public required SteadyModel Model { get; init; }

    /// <summary>Where the nodes lie, m; null where the case does not say.</summary>
    public IReadOnlyList<(double X, double Y)>? Places { get; init; }

    /// <summary>Reference flow per pipe, kg/s; this and the other references are empty where the case has none.</summary>
    public required IReadOnlyList<double> FlowKgPerS { get; init; }

    /// <summary>Reference residence time per pipe, s.</summary>
    public required IReadOnlyList<double> PipeDelayS { get; init; }

    /// <summary>Reference fronts per node: when, s, and what part of the change.</summary>
    public required IReadOnlyList<IReadOnlyList<(double TimeS, double Share)>> Fronts { get; init; }

    /// <summary>Reference mean age per node, s.</summary>
    public required IReadOnlyList<double> MeanAgeS { get; init; }

    /// <summary>The steady flow of the network.</summary>
    public SteadyState Solve() => new SteadySolver(Model).Solve();
}
