namespace Testbed.GasNetwork;

/// <summary>How a pipe resists flow.</summary>
public enum FrictionLaw
{
    /// <summary>Fully rough plus laminar, <c>64/Re + (2 log10(D/k) + 1.14)^-2</c>.</summary>
    Nikuradse,

    /// <summary>Colebrook-White, <c>1/sqrt(l) = -2 log10(2.51/(Re sqrt l) + k/(3.71 D))</c>.</summary>
    Colebrook,

    /// <summary>Swamee and Jain 1976, <c>0.25/log10(k/(3.7 D) + 5.74/Re^0.9)^2</c>.</summary>
    SwameeJain,

    /// <summary>Hofer 1973, <c>(-2 log10(4.518/Re log10(Re/7) + k/(3.71 D)))^-2</c>.</summary>
    Hofer,

    /// <summary>A friction factor given per pipe (Darcy).</summary>
    Given,

    /// <summary>Renouard, quadratic form: <c>p1^2 - p2^2 = 48.6 s L Q^1.82 D^-4.82</c> (bar absolute, m, Nm3/h, mm).</summary>
    Renouard,

    /// <summary>Weymouth, efficiency 1.</summary>
    Weymouth,

    /// <summary>Panhandle A, efficiency 1.</summary>
    PanhandleA,

    /// <summary>Panhandle B, efficiency 1.</summary>
    PanhandleB,
}
