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
