namespace Testbed.GasNetwork;

/// <summary>An over-pressure slam-shut valve with a sensing tap of its own and manual reset (EN 14382, OPSO).</summary>
/// <param name="Id">Unique id.</param>
/// <param name="TripPaGauge">Trip pressure, Pa gauge.</param>
/// <param name="ResponseSeconds">Time the pressure must stay at or above the trip until the valve is shut, s; not negative.</param>
public sealed record SlamShut(string Id, double TripPaGauge, double ResponseSeconds = 0.3);
