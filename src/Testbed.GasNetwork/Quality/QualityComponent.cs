namespace Testbed.GasNetwork.Quality;

/// <summary>A passive property that mixes by mass: a mass fraction, or an amount per mass such as odorant in mg/kg or calorific value in MJ/kg.</summary>
/// <param name="Name">For reports.</param>
/// <param name="MergeTolerance">
/// Neighbouring parcels that differ by no more than this become one, in the component's own unit; some 1e-4 of its range. With 0 only those
/// equal but for rounding do.
/// </param>
public sealed record QualityComponent(string Name, double MergeTolerance = 0.0);
