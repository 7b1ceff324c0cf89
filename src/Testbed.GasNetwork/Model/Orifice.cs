namespace Testbed.GasNetwork;

/// <summary>A restriction orifice between two nodes, choked or not (see <see cref="OrificeLaw"/>); it passes gas both ways.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="FromNodeId">First node.</param>
/// <param name="ToNodeId">Second node.</param>
/// <param name="DiameterM">Diameter of the hole, m; positive.</param>
/// <param name="DischargeCoefficient">Effective part of its area, in (0, 1].</param>
public sealed record Orifice(string Id, string FromNodeId, string ToNodeId, double DiameterM, double DischargeCoefficient = 0.65);
