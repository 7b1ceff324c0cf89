namespace Testbed.GasNetwork;

/// <summary>
/// A source by flow, such as a biomethane plant: it feeds its flow in until the pressure nears the highest it may or can feed against, less in the last
/// twentieth below it, nothing above.
/// </summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">Node it feeds; no source by pressure.</param>
/// <param name="FlowNm3PerH">Flow, Nm3/h; positive.</param>
/// <param name="HighestPaGauge">Pressure at which it stops, Pa gauge; positive.</param>
public sealed record Injection(string Id, string NodeId, double FlowNm3PerH, double HighestPaGauge);
