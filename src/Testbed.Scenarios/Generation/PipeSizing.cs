namespace Testbed.Scenarios;

/// <summary>
/// Chooses pipes by calculation: fall of the squared pressure by Darcy-Weisbach with Nikuradse and laminar friction, velocity at the lowest pressure; Z = 1, which
/// errs to the safe side. Mains of a tree that all keep to one gradient of the squared pressure keep every path within its budget.
/// </summary>
internal static class PipeSizing
{
    private const double AmbientPa = 101_325;
    private const double TemperatureRatio = 283.15 / 273.15;
    private const double ViscosityPaS = 1.07e-5;
    private const double SpecificConstantTimesTemperature = AmbientPa * TemperatureRatio / DesignRules.DensityKgPerNm3;

    /// <summary>Inner diameters of PE 100 SDR 11 pipes from 63 to 500 mm, mm.</summary>
    public static IReadOnlyList<double> Polyethylene { get; } = [51.4, 73.6, 90.0, 102.2, 130.8, 147.2, 184.0, 204.6, 257.8, 290.6, 327.4, 368.2, 409.2];

    /// <summary>Inner diameters of steel pipes from DN 100 to DN 600, mm.</summary>
    public static IReadOnlyList<double> Steel { get; } = [107.1, 159.3, 207.3, 260.4, 309.7, 341.4, 390.4, 441.0, 491.8, 593.4];

    /// <summary>Gradient of the squared absolute pressure that spends the fall from one pressure to another on a length, Pa2/m.</summary>
    public static double Gradient(double fromBar, double toBar, double lengthM) => (Square(fromBar) - Square(toBar)) / lengthM;

    /// <summary>Squared absolute pressure, Pa2, of a gauge pressure.</summary>
    public static double Square(double bar) => Math.Pow((bar * 1e5) + AmbientPa, 2);

    /// <summary>Fall of the squared absolute pressure per metre, Pa2/m; has the sign of the flow.</summary>
    public static double Fall(double flowNm3PerH, double diameterMm)
    {
        var diameter = diameterMm / 1000;
        var area = Math.PI / 4 * diameter * diameter;
        var massFlux = flowNm3PerH * DesignRules.DensityKgPerNm3 / 3600 / area;
        if (massFlux == 0)
        {
            return 0;
        }

        var rough = 1 / Math.Pow((2 * Math.Log10(diameterMm / DesignRules.RoughnessMm)) + 1.14, 2);
        var laminar = 64 * ViscosityPaS / (Math.Abs(massFlux) * diameter);
        return (rough + laminar) / diameter * massFlux * Math.Abs(massFlux) * SpecificConstantTimesTemperature;
    }

    /// <summary>Velocity at a gauge pressure, m/s.</summary>
    public static double Velocity(double flowNm3PerH, double diameterMm, double bar) =>
        Math.Abs(flowNm3PerH) / 3600 * TemperatureRatio * AmbientPa / ((bar * 1e5) + AmbientPa) / (Math.PI / 4e6 * diameterMm * diameterMm);

    /// <summary>The smallest pipe of a series that keeps to a gradient and to the velocity; null when none does.</summary>
    public static double? Choose(IReadOnlyList<double> series, double flowNm3PerH, double gradientPa2PerM, double lowestBar) => series
        .Where(d => Fall(flowNm3PerH, d) <= gradientPa2PerM && Velocity(flowNm3PerH, d, lowestBar) <= DesignRules.VelocityMPerS)
        .Cast<double?>().FirstOrDefault();
}
