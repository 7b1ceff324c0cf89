namespace Testbed.GasNetwork;

/// <summary>A set of nodes designed for one pressure.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="NormalPaGauge">Normal operating pressure, Pa gauge; first guess of the steady solve.</param>
/// <param name="LimitPaGauge">Highest pressure allowed when a control fails, Pa gauge (see <see cref="OverPressureLimit"/>); null when the
/// tier is judged by nobody here (the transmission company's).</param>
/// <param name="MaopPaGauge">Maximum allowable operating pressure, Pa gauge, 49 CFR 192.619; null when not declared.</param>
public sealed record PressureTier(string Id, double NormalPaGauge, double? LimitPaGauge = null, double? MaopPaGauge = null);
