namespace Testbed.GasNetwork;

/// <summary>
/// A displacement compressor that holds its outlet pressure: full load below the band under the set pressure, no load at it, and less towards the highest
/// pressure ratio. Gas never flows backwards through it; what the inlet pressure alone drives may pass its by-pass check valve.
/// </summary>
/// <param name="Id">Unique id.</param>
/// <param name="FromNodeId">Suction node.</param>
/// <param name="ToNodeId">Pressure node.</param>
/// <param name="SuctionM3PerH">Volume flow at suction conditions at full load, m3/h; positive.</param>
/// <param name="OutletPaGauge">Outlet pressure at which it runs without load, Pa gauge; positive.</param>
/// <param name="HighestRatio">Absolute pressure ratio that it cannot exceed; above 1.</param>
/// <param name="BandFraction">Band below the outlet pressure over which the load goes from full to none, fraction of it, in (0, 1).</param>
/// <param name="BypassKg">Flow coefficient KG of the by-pass check valve, Nm3/h per bar; 0 for none.</param>
/// <param name="Efficiency">Isentropic efficiency, in (0, 1]; for the power.</param>
/// <param name="InitiallyOn">Whether it runs at the start.</param>
public sealed record Compressor(
    string Id,
    string FromNodeId,
    string ToNodeId,
    double SuctionM3PerH,
    double OutletPaGauge,
    double HighestRatio = 4.0,
    double BandFraction = 0.05,
    double BypassKg = 0.0,
    double Efficiency = 0.75,
    bool InitiallyOn = true);
