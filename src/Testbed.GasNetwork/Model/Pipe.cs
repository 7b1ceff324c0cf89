namespace Testbed.GasNetwork;

/// <summary>A pipe; flow is positive from <paramref name="FromNodeId"/> to <paramref name="ToNodeId"/>.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="FromNodeId">Node at the start.</param>
/// <param name="ToNodeId">Node at the end.</param>
/// <param name="LengthM">Length, m; positive.</param>
/// <param name="DiameterM">Inner diameter, m; positive.</param>
/// <param name="RoughnessM">Sand roughness k, m; positive and below half the diameter.</param>
/// <param name="LossCoefficient">Sum of local loss coefficients zeta, dimensionless; not negative.</param>
public sealed record Pipe(
    string Id, string FromNodeId, string ToNodeId, double LengthM, double DiameterM, double RoughnessM, double LossCoefficient = 0.0);
