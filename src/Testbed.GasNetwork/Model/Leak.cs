namespace Testbed.GasNetwork;

/// <summary>An opening to the atmosphere, choked or not (see <see cref="OrificeLaw"/>): a leak, a vent left open, a torn pipe.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">Leaking node.</param>
/// <param name="DiameterM">Diameter of the hole, m; positive.</param>
/// <param name="DischargeCoefficient">Effective part of its area, in (0, 1].</param>
/// <param name="InitialOpening">Part of the hole that is open at the start, 0..1.</param>
public sealed record Leak(string Id, string NodeId, double DiameterM, double DischargeCoefficient = 0.65, double InitialOpening = 0.0);
