namespace Testbed.GasNetwork;

/// <summary>
/// An electric throttling valve: its position follows the demanded position at stroke speed, capacity is linear in position. It holds its
/// position while nobody demands another and closes by spring when its power is lost.
/// </summary>
/// <param name="Id">Unique id.</param>
/// <param name="FromNodeId">Inlet node.</param>
/// <param name="ToNodeId">Outlet node.</param>
/// <param name="CapacityKg">Flow coefficient KG fully open, Nm3/h per bar; positive.</param>
/// <param name="StrokeSeconds">Time for the whole stroke, s; positive.</param>
/// <param name="SpringCloseSeconds">Time for the whole stroke by spring, s; positive.</param>
/// <param name="InitialPosition">Position and demand at the start, fraction 0..1.</param>
public sealed record ControlValve(
    string Id,
    string FromNodeId,
    string ToNodeId,
    double CapacityKg,
    double StrokeSeconds,
    double SpringCloseSeconds = 5.0,
    double InitialPosition = 0.0);

/// <summary>A two-position valve: closed by command, opened again by reset.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="FromNodeId">Inlet node.</param>
/// <param name="ToNodeId">Outlet node.</param>
/// <param name="CapacityKg">Flow coefficient KG fully open, Nm3/h per bar; positive.</param>
/// <param name="CloseSeconds">Time to close, s; positive.</param>
/// <param name="OpenSeconds">Time to open after a reset, s; positive.</param>
/// <param name="InitiallyOpen">Whether it is open at the start.</param>
public sealed record ShutOffValve(
    string Id,
    string FromNodeId,
    string ToNodeId,
    double CapacityKg,
    double CloseSeconds,
    double OpenSeconds = 30.0,
    bool InitiallyOpen = true);

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
