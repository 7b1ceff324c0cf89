namespace Testbed.GasNetwork;

/// <summary>Doses odorant in proportion to the gas that passes a node, as a pulse pump at a city gate's outlet does.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">Node whose gas it doses; no source.</param>
/// <param name="DoseMgPerNm3">Dose at the start, mg per Nm3 of gas; not negative.</param>
/// <param name="PumpLimitMgPerS">Most the pump can dose, mg/s; positive.</param>
public sealed record Odoriser(string Id, string NodeId, double DoseMgPerNm3, double PumpLimitMgPerS = 1_000.0);
