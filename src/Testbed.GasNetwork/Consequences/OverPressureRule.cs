namespace Testbed.GasNetwork;

/// <summary>Which paragraph of 49 CFR 192.201(a) gave a limit.</summary>
public enum OverPressureRule
{
    /// <summary>(a)(1): low-pressure system, no number in the code: the owner declares what connected appliances stand.</summary>
    LowPressureDeclared,

    /// <summary>(a)(2)(iii): MAOP below 12 psig, 150 percent of it.</summary>
    Below12Psig,

    /// <summary>(a)(2)(ii): MAOP from 12 to below 60 psig, 6 psi above it.</summary>
    From12To60Psig,

    /// <summary>(a)(2)(i): MAOP of 60 psig or more, 110 percent of it.</summary>
    From60Psig,

    /// <summary>(a)(2)(i): the pressure of 75 percent SMYS hoop stress, because it is lower than 110 percent of MAOP.</summary>
    HoopStress75PercentSmys,
}
