using Testbed.GasNetwork.Quality;

namespace Testbed.GasNetwork.Tests.Quality;

public sealed class GasQualityTests
{
    // ISO 6976 at 0 degC, 1.01325 bar, ideal gas: methane 39.8 MJ/m3 and 0.7157 kg/m3, hydrogen 12.7 MJ/m3 and 0.0899 kg/m3.
    private static readonly GasQuality Methane = GasQuality.FromNormal(39.8, 0.7157);
    private static readonly GasQuality Hydrogen = GasQuality.FromNormal(12.7, 0.0899);

    [Fact]
    public void Wobbe_Index_Is_Calorific_Value_Over_Root_Of_Relative_Density()
    {
        Assert.Equal(53.5, Methane.WobbeMJPerM3, 0.1);
        Assert.Equal(39.8, Methane.CalorificMJPerM3, 1e-12);
        Assert.Equal(0.5535, Methane.RelativeDensity, 1e-4);
    }

    [Fact]
    public void Mixing_By_Mass_Adds_Volumes_And_Heat()
    {
        // Nine cubic metres of methane and one of hydrogen.
        var mix = GasQuality.Mix(Methane, 9.0 * 0.7157, Hydrogen, 0.0899);
        Assert.Equal((0.9 * 39.8) + (0.1 * 12.7), mix.CalorificMJPerM3, 1e-12);
        Assert.Equal((0.9 * 0.7157) + (0.1 * 0.0899), mix.NormalDensityKgPerM3, 1e-12);
        Assert.Equal(Methane, GasQuality.Mix(Methane, 3.0, Methane, 0.1));
    }
}
