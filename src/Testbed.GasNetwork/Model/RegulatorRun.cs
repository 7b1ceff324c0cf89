namespace Testbed.GasNetwork;

/// <summary>
/// One regulating run: worker, optional monitor and optional slam-shut in series. The run's opening is that of the more closed regulator,
/// zero once the slam-shut has tripped. Both regulators sense the outlet node. Gas never flows backwards through a run.
/// </summary>
/// <param name="Id">Unique id.</param>
/// <param name="FromNodeId">Inlet node.</param>
/// <param name="ToNodeId">Outlet node, where the regulators sense.</param>
/// <param name="CapacityKg">Flow coefficient KG of the run wide open, Nm3/h per bar (see <see cref="KgCapacityLaw"/>); positive.</param>
/// <param name="Worker">The regulator that controls in normal operation.</param>
/// <param name="Monitor">The fixed regulator that takes over when the worker fails open; its set point lies above the worker's.</param>
/// <param name="SlamShut">Slam-shut valve of this run.</param>
/// <param name="BypassKg">Flow coefficient KG of the manual by-pass, Nm3/h per bar; 0 for none. It is shut at the start.</param>
/// <param name="Cg">Capacity by Cg; where it is given, <paramref name="CapacityKg"/> is not used.</param>
public sealed record RegulatorRun(
    string Id, string FromNodeId, string ToNodeId, double CapacityKg, Regulator Worker, Regulator? Monitor = null, SlamShut? SlamShut = null,
    double BypassKg = 0.0, CgCapacity? Cg = null)
{
    /// <summary>Time in which a person turns a by-pass from shut to open, s.</summary>
    public const double BypassStrokeSeconds = 60.0;
}
