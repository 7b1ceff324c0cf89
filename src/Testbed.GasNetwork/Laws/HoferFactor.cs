namespace Testbed.GasNetwork;

/// <summary>Hofer 1973.</summary>
internal readonly struct HoferFactor(double diameterM, double roughnessM) : IFrictionFactor
{
    private readonly double _rough = roughnessM / (3.71 * diameterM);

    public double LowestReynolds => 20.0;

    public (double Factor, double ByLogReynolds) At(double reynolds)
    {
        var smooth = 4.518 / reynolds * Math.Log10(reynolds / 7.0);
        var argument = smooth + _rough;
        var log = Math.Log10(argument);
        var factor = 0.25 / (log * log);
        var byLog = (4.518 / reynolds / Math.Log(10.0)) - smooth;
        return (factor, -2.0 * factor * byLog / (argument * log * Math.Log(10.0)));
    }
}
