namespace Testbed.GasNetwork;

/// <summary>A slam-shut valve with a sensing tap of its own and manual reset (EN 14382, OPSO and UPSO).</summary>
/// <param name="Id">Unique id.</param>
/// <param name="TripPaGauge">Trip pressure, Pa gauge.</param>
/// <param name="ResponseSeconds">Time the pressure must stay at a trip until the valve is shut, s; not negative.</param>
/// <param name="UnderPressureTripPaGauge">Pressure at or below which it trips too, Pa gauge, below the set points; null for none.</param>
public sealed record SlamShut(string Id, double TripPaGauge, double ResponseSeconds = 0.3, double? UnderPressureTripPaGauge = null);
