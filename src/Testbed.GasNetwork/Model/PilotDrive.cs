namespace Testbed.GasNetwork;

/// <summary>A motor on a regulator's pilot. The set point follows the demanded one at a limited rate and never leaves the pilot's stroke.</summary>
/// <param name="RatePaPerSecond">Speed of the set point, Pa/s; positive.</param>
/// <param name="MinimumPaGauge">Lower end of the stroke, Pa gauge.</param>
/// <param name="MaximumPaGauge">Upper end of the stroke, Pa gauge.</param>
public sealed record PilotDrive(double RatePaPerSecond, double MinimumPaGauge, double MaximumPaGauge);
