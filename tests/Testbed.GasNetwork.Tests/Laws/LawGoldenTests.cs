using CsCheck;

namespace Testbed.GasNetwork.Tests.Laws;

public sealed class LawGoldenTests
{
    private static readonly GasProperties Gas = GasProperties.NaturalGas;

    [Fact]
    public void Regulator_Capacity_Agrees_With_The_Sizing_Sheet() =>
        Assert.All(LawFigures.CapacitiesOfRegulators(), e => Assert.True(e.Relative <= 1e-7, $"{e.Row}: {e.Relative:E1}"));

    [Fact]
    public void Orifice_Agrees_With_The_Isentropic_Nozzle_Choked_And_Subcritical() =>
        Assert.All(LawFigures.FlowsOfOrifices(), e => Assert.True(e.Relative <= 1e-6, $"{e.Row}: {e.Relative:E1}"));

    [Fact]
    public void Slopes_Of_The_Pipe_Law_Are_Those_Of_Its_Flow_And_Keep_Their_Signs() =>
        Gen.Select(Gen.Double[1.01e5, 40e5], Gen.Double[1.01e5, 40e5], Gen.Double[0.02, 0.5], Gen.Double[-100.0, 100.0])
            .Sample((from, to, diameter, height) =>
            {
                var geometry = new PipeGeometry(500.0, diameter, 1e-4, 1.0, Gas.ViscosityPaS, Gas.SpecificGasConstantTimesTemperature);
                var law = QuadraticHeadLaw.Nikuradse(geometry);
                CheckSlopes((up, down) => Through(law, up, down, 0.5 * PipeHead.Gravity * height), from, to);
            });

    [Fact]
    public void Cg_Capacity_Agrees_With_The_Sizing_Sheet()
    {
        foreach (var row in TestData.Rows("regulator-capacity.csv"))
        {
            var v = row.Select(TestData.Number).ToArray();
            Assert.Equal(v[6], CgCapacityLaw.FlowM3PerH(v[1], v[2], v[3] * 1e5, v[4] * 1e5), v[6] * 1e-6);
        }
    }

    [Fact]
    public void Slopes_Of_The_Cg_Law_Are_Those_Of_Its_Flow_And_Keep_Their_Signs() =>
        Gen.Select(Gen.Double[2e5, 40e5], Gen.Double[0.05, 0.95]).Sample((up, ratio) =>
        {
            if (Math.Abs((1.0 / ratio) - 2.0) > 0.001 && Math.Abs((1.0 / ratio) - 1.98) > 0.001)
            {
                CheckSlopes((from, to) => CgCapacityLaw.Unit(106.78, from, to), up, ratio * up);
            }
        });

    [Fact]
    public void Slopes_Of_The_Capacity_Law_Are_Those_Of_Its_Flow_And_Keep_Their_Signs() =>
        Gen.Select(Gen.Double[1.01e5, 40e5], Gen.Double[1.01e5, 40e5]).Sample((from, to) => CheckSlopes(KgCapacityLaw.Unit, from, to));

    [Fact]
    public void Orifice_Slope_Is_That_Of_Its_Flow() =>
        Gen.Double[1.05e5, 20e5].Sample(up =>
        {
            var law = new OrificeLaw(GasProperties.NaturalGas);
            const double Step = 1.0;
            var numeric = (law.Flux(up + Step, 101_325.0).FluxKgPerSM2 - law.Flux(up - Step, 101_325.0).FluxKgPerSM2) / (2.0 * Step);
            Assert.Equal(numeric, law.Flux(up, 101_325.0).Slope, 1e-5 * Math.Abs(numeric));
        });

    private static FlowLinearisation Through(QuadraticHeadLaw law, double from, double to, double halfGravityHead)
    {
        var z = Gas.EquationOfState;
        var (head, byFrom, byTo) = PipeHead.Of(from, to, halfGravityHead, z, Gas.SpecificGasConstantTimesTemperature, z.Mean(from, to));
        var (flow, slope) = law.At(Math.Abs(head));
        return new FlowLinearisation(head < 0.0 ? -flow : flow, slope * byFrom, slope * byTo);
    }

    private static void CheckSlopes(Func<double, double, FlowLinearisation> law, double from, double to)
    {
        // Near rest and at the choking point a difference quotient straddles the bend.
        if (Math.Abs(from - to) < 50_000.0 || Math.Abs(from - (2.0 * to)) < 100.0 || Math.Abs(to - (2.0 * from)) < 100.0)
        {
            return;
        }

        var step = 1e-6 * from;
        var here = law(from, to);
        var numericFrom = (law(from + step, to).FlowKgPerS - law(from - step, to).FlowKgPerS) / (2.0 * step);
        var numericTo = (law(from, to + step).FlowKgPerS - law(from, to - step).FlowKgPerS) / (2.0 * step);
        var scale = Math.Abs(numericFrom) + Math.Abs(numericTo);
        Assert.Equal(numericFrom, here.SlopeFrom, 1e-5 * scale);
        Assert.Equal(numericTo, here.SlopeTo, 1e-5 * scale);
        Assert.True(here.SlopeFrom >= 0.0 && here.SlopeTo <= 0.0);
    }
}
