namespace Testbed.GasNetwork;

/// <summary>
/// A water-bath heater in front of a pressure cut. Gas cools by 0.45 K per bar of the cut (Joule-Thomson); a by-pass of the coil holds the temperature behind the
/// cut as long as the bath can. One temperature of the water, whose thermostat modulates the burner; no loss to the room. It takes no part in the hydraulics,
/// which are isothermal. Not thread safe.
/// </summary>
/// <param name="design">What it is built for.</param>
public sealed class WaterBathHeater(HeaterDesign design)
{
    /// <summary>Cooling of natural gas by expansion near 10 degC and 10 to 40 bar, K/bar.</summary>
    public const double CoolingKPerBar = 0.45;

    private const double GasKJPerKgK = 2.2;
    private const double GasKgPerNm3 = 0.758;
    private const double WaterKJPerM3K = 4.186 * 1000;

    /// <summary>Band below the thermostat's temperature over which the burner goes from nothing to full, K.</summary>
    private const double BandK = 2;

    /// <summary>Temperature of the water, degC.</summary>
    public double BathC { get; private set; } = design.BathC;

    /// <summary>Temperature of the gas behind the cut, degC.</summary>
    public double OutletC { get; private set; } = design.OutletC;

    /// <summary>Whether the burner may fire.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>A burner that has failed does not fire, whatever it is told.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Goes on in time.</summary>
    /// <param name="seconds">Step, s; short against the hours of the bath.</param>
    /// <param name="flowNm3PerH">Gas that passes, Nm3/h; backwards counts as none.</param>
    /// <param name="cutBar">Pressure in front of less pressure behind the cut, bar.</param>
    public void Step(double seconds, double flowNm3PerH, double cutBar)
    {
        double gasKwPerK = Math.Max(flowNm3PerH, 0) * GasKgPerNm3 / 3600 * GasKJPerKgK;
        double unheated = design.InletC - (CoolingKPerBar * Math.Max(cutBar, 0));
        double wanted = Math.Max(design.OutletC - unheated, 0) * gasKwPerK;
        double possible = Math.Max(design.CoilKwPerK * (BathC - design.InletC), 0);
        double given = Math.Min(wanted, possible);
        double burner = IsOn && !HasFailed ? design.BurnerKw * Math.Clamp((design.BathC - BathC) / BandK, 0, 1) : 0;
        BathC += (burner - given) * seconds / (design.BathM3 * WaterKJPerM3K);
        OutletC = gasKwPerK > 0 ? unheated + (given / gasKwPerK) : design.OutletC;
    }
}

/// <summary>What a heater is built for.</summary>
/// <param name="BurnerKw">Heat of the burner, kW; positive.</param>
/// <param name="BathM3">Water, m3; positive.</param>
/// <param name="BathC">Temperature that the thermostat holds, degC.</param>
/// <param name="OutletC">Temperature of the gas behind the cut that the by-pass holds, degC.</param>
/// <param name="InletC">Temperature of the arriving gas, degC.</param>
/// <param name="CoilKwPerK">Heat that the coil passes per degree between bath and arriving gas, kW/K; positive.</param>
public sealed record HeaterDesign(double BurnerKw, double BathM3, double BathC, double OutletC, double InletC, double CoilKwPerK);
