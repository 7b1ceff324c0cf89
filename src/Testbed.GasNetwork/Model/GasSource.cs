namespace Testbed.GasNetwork;

/// <summary>A boundary node whose pressure somebody else holds, whatever flows.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">The boundary node; it may carry neither a demand, a relief valve nor another source.</param>
/// <param name="PressurePaGauge">Pressure, Pa gauge; positive.</param>
public sealed record GasSource(string Id, string NodeId, double PressurePaGauge);
