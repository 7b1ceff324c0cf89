using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>
/// A steady reference case: the model for each way of calculating it (friction law or equation of state), and how its results are written in the case's own
/// keys and order.
/// </summary>
public sealed record SteadyCase
{
    /// <summary>The case's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its format, such as <c>gasnet-bench/1</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The models by the key of their result, in the order of the case.</summary>
    public required IReadOnlyList<(string Key, SteadyModel Model)> Variants { get; init; }

    /// <summary>Where the nodes lie, in the case's own unit; null where it does not say.</summary>
    public IReadOnlyList<(double X, double Y)>? Places { get; init; }

    /// <summary>Ambient pressure per node, Pa; gauge pressures are relative to it.</summary>
    public required IReadOnlyList<double> AmbientPa { get; init; }
}
