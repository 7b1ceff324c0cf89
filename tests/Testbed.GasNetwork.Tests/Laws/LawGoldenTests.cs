using CsCheck;

namespace Testbed.GasNetwork.Tests.Laws;

public sealed class LawGoldenTests
{
    [Fact]
    public void Pipe_Law_Gives_Back_The_Mass_Flow_Of_Every_Nikuradse_Row()
    {
        var rows = 0;
        foreach (var row in TestData.Rows("analytic-steady-pipe.csv").Where(r => r[9] == "nikuradse"))
        {
            var v = row.Select((text, i) => i == 9 ? 0.0 : TestData.Number(text)).ToArray();
            var gas = new GasProperties(v[5], v[7], v[6], v[8] * 1e-5);
            var law = new NikuradsePipeLaw(new Pipe("p", "a", "b", v[0], v[1], v[2] * 1e-3), gas, 0.0, 0.0);
            var from = (v[3] * 1e5) + GasProperties.NormalPressurePa;
            var to = (v[12] * 1e5) + GasProperties.NormalPressurePa;
            // The outlet is printed to 1e-7 Pa at best; the flow it implies is uncertain by that over the drop.
            var tolerance = 1e-8 + (0.5 * 1e-6 / (from - to));
            Assert.Equal(1.0, law.Flow(from, to).FlowKgPerS / v[4], tolerance);
            Assert.Equal(-law.Flow(from, to).FlowKgPerS, law.Flow(to, from).FlowKgPerS, 15);
            rows++;
        }

        Assert.Equal(48, rows);
    }

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
                var law = new NikuradsePipeLaw(new Pipe("p", "a", "b", 500.0, diameter, 1e-4, 1.0), GasProperties.NaturalGas, height, 0.0);
                CheckSlopes(law.Flow, from, to);
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
