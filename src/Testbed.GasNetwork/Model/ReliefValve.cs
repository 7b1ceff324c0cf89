namespace Testbed.GasNetwork;

/// <summary>
/// A modulating relief valve to atmosphere: lift grows linearly from set pressure to full-open pressure; the orifice is sized by one rated
/// point (see <see cref="OrificeLaw"/>).
/// </summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">Protected node.</param>
/// <param name="SetPaGauge">Pressure at which it begins to lift, Pa gauge.</param>
/// <param name="FullOpenPaGauge">Pressure of full lift, Pa gauge; above the set pressure.</param>
/// <param name="RatedFlowNm3PerH">Flow at full lift and rated pressure, Nm3/h; positive.</param>
/// <param name="RatedPaGauge">Pressure of the rated point, Pa gauge; at or above the full-open pressure.</param>
public sealed record ReliefValve(
    string Id, string NodeId, double SetPaGauge, double FullOpenPaGauge, double RatedFlowNm3PerH, double RatedPaGauge);
