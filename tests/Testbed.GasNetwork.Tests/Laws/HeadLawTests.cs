using CsCheck;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Tests.Laws;

/// <summary>Friction laws and capacity formulas against closed forms, and against themselves: the slope is the slope, the inverse is the inverse.</summary>
public sealed class HeadLawTests
{
    private static readonly Gen<PipeGeometry> Pipes =
        from length in Gen.Double[10.0, 5000.0]
        from diameter in Gen.Double[0.02, 0.6]
        from loss in Gen.Double[0.0, 5.0]
        select new PipeGeometry(length, diameter, 1e-4, loss, 1.07e-5, 138_000.0);

    [Theory]
    [InlineData("nikuradse", FrictionLaw.Nikuradse)]
    [InlineData("colebrook", FrictionLaw.Colebrook)]
    [InlineData("swamee-jain", FrictionLaw.SwameeJain)]
    public void A_Pipe_Ends_At_The_Pressure_Of_The_Closed_Form(string name, FrictionLaw law)
    {
        var errors = LawFigures.EndsOfPipes(name, law).ToList();
        Assert.Equal(48, errors.Count);
        // Printed to twelve significant digits; the inputs, to six, are taken as exact.
        Assert.All(errors, e => Assert.True(e.Relative <= 1e-9, $"{e.Row}: {e.Relative:E1} of the inlet pressure"));
    }

    [Theory]
    [InlineData(7, FrictionLaw.Renouard)]
    [InlineData(9, FrictionLaw.Weymouth)]
    [InlineData(10, FrictionLaw.PanhandleA)]
    [InlineData(11, FrictionLaw.PanhandleB)]
    public void A_Capacity_Formula_Gives_Its_Printed_Flow(int column, FrictionLaw law) =>
        Assert.All(LawFigures.FlowsOfFormula(column, law), e => Assert.True(e.Relative <= 1e-6, $"{e.Row}: {e.Relative:E1}"));

    [Fact]
    public void The_Inverse_Gives_The_Flow_Back_And_Both_Slopes_Are_Right()
    {
        Check(p => QuadraticHeadLaw.Nikuradse(p));
        Check(p => QuadraticHeadLaw.Given(p, 0.02));
        Check(p => new ColebrookHeadLaw(p));
        Check(p => new ExplicitFactorHeadLaw<HoferFactor>(p, new(p.DiameterM, p.RoughnessM)));
        Check(p => new ExplicitFactorHeadLaw<SwameeJainFactor>(p, new(p.DiameterM, p.RoughnessM)));
        Check(p => new PowerHeadLaw(1e9 * p.LengthM, 1.82));
    }

    private static void Check<TLaw>(Func<PipeGeometry, TLaw> make)
        where TLaw : struct, IHeadLaw => Gen.Select(Pipes, Gen.Double[-7.0, 1.0]).Sample((pipe, exponent) =>
    {
        var law = make(pipe);
        var flow = Math.Pow(10.0, exponent);
        var (head, slope) = law.HeadOf(flow);
        var (back, inverse) = law.At(head);
        Assert.True(Math.Abs((back / flow) - 1.0) < 1e-8, $"{typeof(TLaw).Name} {pipe} {flow:R}: {back:R}");
        Assert.Equal(1.0, slope * inverse, 1e-5);
        var h = 1e-5 * flow;
        var numeric = (law.HeadOf(flow + h).Head - law.HeadOf(flow - h).Head) / (2.0 * h);
        // Where a law changes to its straight line near rest the slope has a step.
        Assert.True(Math.Abs((numeric / slope) - 1.0) < 1e-4 || flow * pipe.ReynoldsPerFlow < 40.0, $"{typeof(TLaw).Name} at {flow}: {numeric} against {slope}");
    }, iter: 300);
}
