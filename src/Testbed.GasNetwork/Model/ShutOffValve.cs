namespace Testbed.GasNetwork;

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
