namespace Testbed.GasNetwork.Steady;

/// <summary>Something made for one law of friction, known as a struct at compile time.</summary>
internal interface IHeadLawUser<out TResult>
{
    /// <summary>Makes it, with the law of a pipe given by its data.</summary>
    TResult Use<TLaw>(Func<SteadyPipe, TLaw> law)
        where TLaw : struct, IHeadLaw;
}

/// <summary>From the name of a friction law to its implementation.</summary>
internal static class HeadLawChoice
{
    /// <summary>Lets the user work with the law that a model names.</summary>
    public static TResult Of<TResult>(FrictionLaw friction, SteadyGas gas, IHeadLawUser<TResult> user)
    {
        PipeGeometry Geometry(SteadyPipe p) => new(p.LengthM, p.DiameterM, p.RoughnessM, p.LossCoefficient, gas.ViscosityPaS, gas.RtJPerKg);
        return friction switch
        {
            FrictionLaw.Nikuradse => user.Use(p => QuadraticHeadLaw.Nikuradse(Geometry(p))),
            FrictionLaw.Given => user.Use(p => QuadraticHeadLaw.Given(Geometry(p), p.GivenFriction)),
            FrictionLaw.Colebrook => user.Use(p => new ColebrookHeadLaw(Geometry(p))),
            FrictionLaw.SwameeJain => user.Use(p => new ExplicitFactorHeadLaw<SwameeJainFactor>(Geometry(p), new(p.DiameterM, p.RoughnessM))),
            FrictionLaw.Hofer => user.Use(p => new ExplicitFactorHeadLaw<HoferFactor>(Geometry(p), new(p.DiameterM, p.RoughnessM))),
            _ => user.Use(p => CapacityFormula.Law(friction, p.LengthM, p.DiameterM, gas)),
        };
    }
}
