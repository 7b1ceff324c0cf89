namespace Testbed.GasNetwork;

/// <summary>Swamee and Jain 1976.</summary>
internal readonly struct SwameeJainFactor(double diameterM, double roughnessM) : IFrictionFactor
{
    private readonly double _rough = roughnessM / (3.7 * diameterM);

    public double LowestReynolds => 20.0;

    public (double Factor, double ByLogReynolds) At(double reynolds)
    {
        var smooth = 5.74 / Math.Pow(reynolds, 0.9);
        var argument = _rough + smooth;
        var log = Math.Log10(argument);
        var factor = 0.25 / (log * log);
        return (factor, factor * 1.8 * smooth / (argument * log * Math.Log(10.0)));
    }
}
