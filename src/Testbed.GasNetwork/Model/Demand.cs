namespace Testbed.GasNetwork;

/// <summary>A withdrawal: a group of customers or one large user at a node.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">Supplying node.</param>
/// <param name="ProfileId">The <see cref="DemandProfile"/> that scales it over the day.</param>
/// <param name="PeakNm3PerH">Flow wanted at profile factor 1 by the whole group, Nm3/h; not negative.</param>
/// <param name="MinimumPaGauge">Below this pressure the supply falls linearly to zero at ambient pressure, Pa gauge; positive.</param>
/// <param name="Customers">Customers in the group; not negative.</param>
/// <param name="Outage">When they count as cut off; null when they do not count (a user with another fuel).</param>
/// <param name="Heating">How it follows the outdoor temperature; null when it does not.</param>
public sealed record Demand(
    string Id, string NodeId, string ProfileId, double PeakNm3PerH, double MinimumPaGauge, int Customers = 0, OutageRule? Outage = null,
    HeatingDemand? Heating = null);
