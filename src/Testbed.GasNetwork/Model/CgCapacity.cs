namespace Testbed.GasNetwork;

/// <summary>Capacity of a run by Cg instead of KG (see <see cref="CgCapacityLaw"/>).</summary>
/// <param name="Cg">Gas sizing coefficient wide open; positive.</param>
/// <param name="K1Degrees">Angle of the body, degrees; positive.</param>
public sealed record CgCapacity(double Cg, double K1Degrees = 106.78);
