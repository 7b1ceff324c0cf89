namespace Testbed.GasNetwork;

/// <summary>A group of customers who lost supply.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="Customers">Customers in it.</param>
/// <param name="OutAtSeconds">When they went out, s after the first observation.</param>
/// <param name="UnsafelyRepressurised">Whether their pressure came back before anybody isolated them.</param>
public sealed record GroupConsequence(string DemandId, int Customers, double OutAtSeconds, bool UnsafelyRepressurised);
