namespace Testbed.GasNetwork;

/// <summary>A friction factor (Darcy) as a function of the Reynolds number.</summary>
internal interface IFrictionFactor
{
    /// <summary>Below this Reynolds number the formula does not hold; the pipe law goes on as a straight line.</summary>
    double LowestReynolds { get; }

    /// <summary>The factor and its derivative to ln Re.</summary>
    (double Factor, double ByLogReynolds) At(double reynolds);
}
