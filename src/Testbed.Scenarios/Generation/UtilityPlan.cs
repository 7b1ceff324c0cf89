namespace Testbed.Scenarios;

/// <summary>What a generated gas-distribution utility is asked to be. The same plan gives the same network, part by part and figure by figure.</summary>
/// <param name="Seed">Seed of streets, customers and their loads.</param>
/// <param name="Customers">Homes, in all.</param>
/// <param name="Districts">Districts, each with a district station and a medium-pressure mesh.</param>
/// <param name="OldTownDistricts">Of these the most central ones, where half of the homes stand on low pressure behind a further station.</param>
/// <param name="CityGates">Stations that feed the high-pressure ring.</param>
/// <param name="NodesPerDistrict">Nodes of a medium-pressure mesh.</param>
/// <param name="NodesPerOldTown">Nodes of a low-pressure mesh.</param>
/// <param name="LargeUsers">Users on the high-pressure grid.</param>
/// <param name="Motorised">Ids of station runs with a motorised pilot, besides the first run of every gate.</param>
public sealed record UtilityPlan(
    ulong Seed, int Customers, int Districts = 100, int OldTownDistricts = 25, int CityGates = 3, int NodesPerDistrict = 15, int NodesPerOldTown = 24,
    int LargeUsers = 12, IReadOnlyList<string>? Motorised = null);
