using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Tests.Laws;

/// <summary>How far a row of a reference table is off.</summary>
internal readonly record struct RowError(string Row, double Relative);

/// <summary>Deviations of the laws from tables of closed forms, for their tests and for the table of the README.</summary>
internal static class LawFigures
{
    /// <summary>Outlet pressures of single pipes of one law, relative to the inlet.</summary>
    public static IEnumerable<RowError> EndsOfPipes(string name, FrictionLaw law)
    {
        foreach (var row in TestData.Rows("analytic-steady-pipe.csv").Where(r => r[9] == name))
        {
            var v = row.Select((text, i) => i == 9 ? 0.0 : TestData.Number(text)).ToArray();
            var inlet = (v[3] * 1e5) + GasProperties.NormalPressurePa;
            var gas = new SteadyGas(
                GasProperties.NormalPressurePa * v[7] / (v[5] * GasProperties.NormalTemperatureK), v[7], v[6], Compressibility.Linear(v[8] * 1e-5));
            var solver = Solve(gas, law, new("p", 0, 1, v[0], v[1], v[2] * 1e-3), new Dictionary<int, double> { [0] = inlet }, v[4]);
            yield return new(string.Join(',', row), Math.Abs(solver.Pressure[1] - (v[12] * 1e5) - GasProperties.NormalPressurePa) / inlet);
        }
    }

    /// <summary>Flows by a capacity formula.</summary>
    public static IEnumerable<RowError> FlowsOfFormula(int column, FrictionLaw law)
    {
        foreach (var row in TestData.Rows("empirical-formulas.csv"))
        {
            var v = row.Select(TestData.Number).ToArray();
            var (gravity, temperature) = (v[4], v[5]);
            var rt = 287.0419 / gravity * temperature;
            // Renouard knows no compressibility.
            var z = law == FrictionLaw.Renouard ? 1.0 : v[6];
            var solver = Solve(
                new(rt, temperature, 1.07e-5, Compressibility.Linear(0.0, z)), law, new("p", 0, 1, v[2] * 1000.0, v[3] / 1000.0, 1e-4),
                new Dictionary<int, double> { [0] = v[0] * 1e5, [1] = v[1] * 1e5 }, 0.0);
            var (baseK, seconds) = law == FrictionLaw.Renouard ? (273.15, 3600.0) : (288.15, 86_400.0);
            var volume = solver.PipeFlow[0] * seconds / (101_325.0 / (rt / temperature * baseK));
            yield return new(string.Join(',', row), Math.Abs((volume / v[column]) - 1.0));
        }
    }

    /// <summary>Capacities by KG and by Cg; the larger error of both.</summary>
    public static IEnumerable<RowError> CapacitiesOfRegulators() => TestData.Rows("regulator-capacity.csv").Select(row =>
    {
        var v = row.Select(TestData.Number).ToArray();
        var byKg = (KgCapacityLaw.FlowM3PerH(v[0], v[3] * 1e5, v[4] * 1e5) / v[5]) - 1.0;
        var byCg = (CgCapacityLaw.FlowM3PerH(v[1], v[2], v[3] * 1e5, v[4] * 1e5) / v[6]) - 1.0;
        return new RowError(string.Join(',', row), Math.Max(Math.Abs(byKg), Math.Abs(byCg)));
    });

    /// <summary>Flows of orifices, choked and sub-critical.</summary>
    public static IEnumerable<RowError> FlowsOfOrifices() => TestData.Rows("orifice-relief-leak.csv").Select(row =>
    {
        var d = TestData.Number(row[0]) * 1e-3;
        var temperature = TestData.Number(row[6]);
        var rt = 8_314.462618 / TestData.Number(row[5]) * temperature;
        var density = GasProperties.NormalPressurePa * temperature / (rt * GasProperties.NormalTemperatureK);
        var law = new OrificeLaw(new GasProperties(density, temperature, 1e-5, 0.0, TestData.Number(row[4])));
        var flow = TestData.Number(row[1]) * Math.PI * d * d / 4.0 * law.Flux(TestData.Number(row[2]) * 1e5, TestData.Number(row[3]) * 1e5).FluxKgPerSM2;
        return new RowError(string.Join(',', row), Math.Abs((flow / TestData.Number(row[8])) - 1.0));
    });

    private static SteadySolver Solve(SteadyGas gas, FrictionLaw law, SteadyPipe pipe, Dictionary<int, double> given, double withdrawal)
    {
        var solver = new SteadySolver(new SteadyModel
        {
            Gas = gas, Nodes = ["in", "out"], FixedPa = given, WithdrawalKgPerS = [0.0, withdrawal], Pipes = [pipe], Friction = law,
        });
        Assert.True(solver.SolvePressures().Converged);
        return solver;
    }
}
