namespace Testbed.GasNetwork.Quality;

/// <summary>
/// What customers are billed and appliances are set for. Both fields mix by mass, so that a tracker can carry them as two components: calorific value per
/// mass, and normal volume per mass (gases taken as ideal at normal conditions, so that volumes add up). Immutable; thread safe.
/// </summary>
/// <param name="CalorificMJPerKg">Superior calorific value, MJ/kg.</param>
/// <param name="NormalVolumeM3PerKg">Volume at 0 degC and 1.01325 bar, m3/kg; positive.</param>
public readonly record struct GasQuality(double CalorificMJPerKg, double NormalVolumeM3PerKg)
{
    /// <summary>Density of dry air at 0 degC and 1.01325 bar, kg/m3 (ISO 6976).</summary>
    public const double AirDensityKgPerM3 = 1.292923;

    /// <summary>Density at 0 degC and 1.01325 bar, kg/m3.</summary>
    public double NormalDensityKgPerM3 => 1.0 / NormalVolumeM3PerKg;

    /// <summary>Density over that of air.</summary>
    public double RelativeDensity => NormalDensityKgPerM3 / AirDensityKgPerM3;

    /// <summary>Superior calorific value, MJ/m3 at 0 degC and 1.01325 bar.</summary>
    public double CalorificMJPerM3 => CalorificMJPerKg / NormalVolumeM3PerKg;

    /// <summary>Superior Wobbe index, MJ/m3: calorific value per volume over the root of the relative density.</summary>
    public double WobbeMJPerM3 => CalorificMJPerM3 / Math.Sqrt(RelativeDensity);

    /// <summary>A gas by its usual data, at 0 degC and 1.01325 bar.</summary>
    public static GasQuality FromNormal(double calorificMJPerM3, double densityKgPerM3) => new(calorificMJPerM3 / densityKgPerM3, 1.0 / densityKgPerM3);

    /// <summary>Two gases mixed, by their masses, kg; not both 0.</summary>
    public static GasQuality Mix(GasQuality one, double oneKg, GasQuality other, double otherKg)
    {
        var share = otherKg / (oneKg + otherKg);
        return new(
            one.CalorificMJPerKg + (share * (other.CalorificMJPerKg - one.CalorificMJPerKg)),
            one.NormalVolumeM3PerKg + (share * (other.NormalVolumeM3PerKg - one.NormalVolumeM3PerKg)));
    }
}
