namespace Testbed.GasNetwork;

/// <summary>A point with one pressure. Its volume is half of every attached pipe plus its equipment.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="TierId">The <see cref="PressureTier"/> it belongs to.</param>
/// <param name="HeightM">Height above sea level, m; sets the local ambient pressure and the weight of the gas column.</param>
/// <param name="EquipmentVolumeM3">Geometric volume besides pipes (station piping, filters), m3; not negative.</param>
public sealed record GasNode(string Id, string TierId, double HeightM = 0.0, double EquipmentVolumeM3 = 0.0);
