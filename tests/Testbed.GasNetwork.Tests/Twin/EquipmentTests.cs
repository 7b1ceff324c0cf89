using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>Elements beside the ladder: what each does to a small plant, by closed forms where there are any.</summary>
public sealed class EquipmentTests
{
    [Fact]
    public void A_Leak_Passes_What_The_Nozzle_Says_And_Counts_As_Vented()
    {
        var twin = Start(Night, CreateModel() with { Leaks = [new("hole", "F1", 0.02, 0.65)] });
        Assert.Equal(0.0, twin.FlowNm3PerH("hole"));
        twin.SetLeak(twin.Element("hole"), 0.5);
        Run(twin, 600);
        var flux = new OrificeLaw(twin.Model.Gas).Flux(twin.PressurePaAbsolute(twin.Node("F1")), GasProperties.NormalPressurePa).FluxKgPerSM2;
        var expected = 0.5 * 0.65 * Math.PI / 4.0 * 0.02 * 0.02 * flux;
        Assert.Equal(1.0, twin.Model.Gas.KgPerS(twin.FlowNm3PerH("hole")) / expected, 1e-6);
        Assert.Equal(600.0 * expected, twin.Totals.VentedKg, 0.01 * 600.0 * expected);
        Assert.True(twin.Totals.RelativeError <= 1e-9);
    }

    [Fact]
    public void A_Small_Leak_At_Low_Pressure_Is_Not_Choked()
    {
        var twin = Start(Night, CreateModel() with { Leaks = [new("hole", "L5", 0.01, 0.65, 1.0)] });
        var drop = twin.PressurePaGauge("L5");
        var density = twin.Model.Gas.DensityKgPerM3(GasProperties.NormalPressurePa);
        var incompressible = 0.65 * Math.PI / 4.0 * 1e-4 * Math.Sqrt(2.0 * density * drop);
        Assert.Equal(1.0, twin.Model.Gas.KgPerS(twin.FlowNm3PerH("hole")) / incompressible, 0.02);
    }

    [Fact]
    public void An_Under_Pressure_Slam_Shut_Trips_When_Its_Tier_Is_Drawn_Down_And_Stays_Shut()
    {
        var model = CreateModel();
        model = model with
        {
            Runs = [.. model.Runs.Select(r => r.Id == "DRS-3" ? r with { SlamShut = r.SlamShut! with { UnderPressureTripPaGauge = 12.0 * Mbar } } : r)],
        };
        var twin = Start(Morning, model);
        twin.SetRegulatorTarget(twin.Element("DRS-3"), 6.0 * Mbar);
        var lowest = double.PositiveInfinity;
        while (!twin.SlamShutTripped("SSV-303") && twin.ElapsedSeconds < 120.0)
        {
            lowest = twin.PressurePaGauge("L1");
            Assert.True(twin.Step(0.1).Converged);
        }

        Assert.InRange(lowest, 11.0 * Mbar, 12.5 * Mbar);
        Assert.False(twin.ResetSlamShut(twin.Element("SSV-303")));
        Run(twin, 60);
        Assert.Equal(0.0, twin.FlowNm3PerH("DRS-3"));
    }

    [Fact]
    public void An_Open_By_Pass_Feeds_A_Tier_Whose_Slam_Shut_Is_Shut()
    {
        var model = CreateModel();
        model = model with { Runs = [.. model.Runs.Select(r => r.Id == "DRS-3" ? r with { BypassKg = 20.0 } : r)] };
        var twin = Start(Night, model);
        twin.Inject(twin.Element("DRS-3"), MechanicalFailures.SensingLineLost);
        Run(twin, 120);
        Assert.True(twin.SlamShutTripped("SSV-303"));
        Assert.Equal(0.0, twin.FlowNm3PerH("DRS-3"));
        twin.SetBypass(twin.Element("DRS-3"), 0.3);
        Run(twin, 300);
        Assert.True(twin.FlowNm3PerH("DRS-3") > 10.0);
        Assert.Throws<ArgumentException>(() => twin.SetBypass(twin.Element("RUN-A"), 1.0));
    }

    [Fact]
    public void A_Compressor_Holds_Its_Outlet_And_Takes_The_Isentropic_Power()
    {
        var model = new GasNetworkModel
        {
            Gas = GasProperties.NaturalGas,
            Tiers = [new("net", 10.0 * Bar)],
            Nodes = [new("well", "net"), new("suction", "net", 0.0, 5.0), new("pressure", "net", 0.0, 5.0), new("town", "net")],
            Sources = [new("s", "well", 10.0 * Bar)],
            Pipes = [new("in", "well", "suction", 5_000.0, 0.2, 1e-4), new("out", "pressure", "town", 10_000.0, 0.2, 1e-4)],
            Compressors = [new("K-1", "suction", "pressure", 2_000.0, 25.0 * Bar, 4.0, 0.05, 500.0)],
            Profiles = [new("flat", [.. Enumerable.Repeat(1.0, 24)])],
            Demands = [new("load", "town", "flat", 8_000.0, 2.0 * Bar)],
        };
        var twin = Start(Night, model);
        Assert.InRange(twin.PressurePaGauge("pressure"), 0.95 * 25.0 * Bar, 25.0 * Bar);
        Assert.Equal(8_000.0, twin.FlowNm3PerH("K-1"), 1e-3);
        var ratio = twin.PressurePaAbsolute(twin.Node("pressure")) / twin.PressurePaAbsolute(twin.Node("suction"));
        var gas = model.Gas;
        var lift = Math.Pow(ratio, 0.31 / 1.31) - 1.0;
        var power = gas.KgPerS(8_000.0) / 0.75 * gas.Compressibility(twin.PressurePaAbsolute(twin.Node("suction")))
            * gas.SpecificGasConstantTimesTemperature * (1.31 / 0.31) * lift;
        Assert.Equal(1.0, twin.CompressorPowerW(twin.Element("K-1")) / power, 1e-6);
        twin.SetCompressor(twin.Element("K-1"), false);
        Run(twin, 4 * 3_600);
        Assert.True(twin.PressurePaGauge("pressure") < twin.PressurePaGauge("suction"));
        Assert.Equal(0.0, twin.CompressorPowerW(twin.Element("K-1")));
        Assert.True(twin.FlowNm3PerH("K-1") > 0.0);
    }

    [Fact]
    public void A_Source_By_Flow_Feeds_Its_Flow_And_Backs_Off_Where_Nobody_Takes_It()
    {
        var model = CreateModel() with { Injections = [new("biogas", "M1", 60.0, 3.9 * Bar)], Odorisers = [new("ODO", "F0", 12.0)] };
        var twin = Start(Morning, model);
        Assert.Equal(60.0, twin.FlowNm3PerH("biogas"), 1e-6);
        Assert.InRange(twin.OdorantMgPerNm3("L5"), 3.0, 9.0);
        Run(twin, 60);
        Assert.True(twin.OdorantTotals!.Value.RelativeError <= 1e-9);
        foreach (var demand in model.Demands.Where(d => d.NodeId[0] == 'L'))
        {
            twin.SetDemandScale(twin.Element(demand.Id), 0.0);
        }

        Run(twin, 4 * 3_600);
        Assert.InRange(twin.PressurePaGauge("M1"), 3.8 * Bar, 3.9 * Bar);
        Assert.InRange(twin.FlowNm3PerH("biogas"), 0.0, 5.0);
        twin.SetInjectionScale(twin.Element("biogas"), 0.0);
        twin.Step(1.0);
        Assert.Equal(0.0, twin.FlowNm3PerH("biogas"));
        Assert.True(twin.Totals.RelativeError <= 1e-9);
    }

    [Fact]
    public void An_Orifice_Between_Nodes_Passes_What_The_Nozzle_Says_Either_Way()
    {
        foreach (var (from, to) in new[] { ("F1", "M1"), ("M1", "F1") })
        {
            var twin = Start(Morning, CreateModel() with { Orifices = [new("RO-1", from, to, 0.004, 0.7)] });
            Run(twin, 60);
            var flux = new OrificeLaw(twin.Model.Gas).Flux(twin.PressurePaAbsolute(twin.Node("F1")), twin.PressurePaAbsolute(twin.Node("M1"))).FluxKgPerSM2;
            var expected = 0.7 * Math.PI / 4.0 * 0.004 * 0.004 * flux * (from == "F1" ? 1.0 : -1.0);
            Assert.Equal(1.0, twin.Model.Gas.KgPerS(twin.FlowNm3PerH("RO-1")) / expected, 1e-6);
        }
    }

    [Fact]
    public void Heating_Demand_Follows_The_Outdoor_Temperature()
    {
        var heating = new HeatingDemand(0.2, 15.0, -10.0);
        Assert.Equal(1.0, heating.FactorAt(-10.0), 12);
        Assert.Equal(0.2, heating.FactorAt(20.0), 12);
        var model = CreateModel();
        model = model with { OutdoorC = -10.0, Demands = [.. model.Demands.Select(d => d with { Heating = heating })] };
        var twin = Start(Morning, model);
        var cold = twin.WantedNm3PerH(twin.Element("homes-L5"));
        twin.SetOutdoorTemperature(15.0);
        twin.Step(1.0);
        Assert.Equal(0.2, twin.WantedNm3PerH(twin.Element("homes-L5")) / cold, 1e-3);
    }

    [Theory]
    [InlineData(FrictionLaw.Colebrook)]
    [InlineData(FrictionLaw.Hofer)]
    [InlineData(FrictionLaw.SwameeJain)]
    [InlineData(FrictionLaw.PanhandleA)]
    [InlineData(FrictionLaw.Renouard)]
    public void Any_Friction_Law_And_Equation_Of_State_Serve_The_Plant(FrictionLaw friction)
    {
        var model = CreateModel();
        var twin = Start(Morning, model with { Friction = friction, Gas = model.Gas with { EquationOfState = Compressibility.Papay(283.15) } });
        Run(twin, 60);
        twin.CloseShutOff(twin.Element("XV-100"));
        Run(twin, 600);
        Assert.True(twin.Totals.RelativeError <= 1e-9);
        Assert.True(twin.PressurePaGauge("L6") < twin.PressurePaGauge("L1"));
    }

    [Fact]
    public void Mistakes_Are_Named()
    {
        var model = CreateModel() with
        {
            Friction = FrictionLaw.Given,
            Leaks = [new("hole", "T0", -0.1)],
            Injections = [new("biogas", "T0", -1.0, 0.0)],
            Orifices = [new("RO-1", "F0", "F9", 0.01, 2.0)],
            Compressors = [new("K-1", "F0", "F0", 0.0, 1e5, 0.5)],
        };
        var problems = model.Validate();
        Assert.Contains(problems, p => p is { ElementId: "model", Property: "Friction" });
        Assert.Contains(problems, p => p is { ElementId: "hole", Property: "DiameterM" });
        Assert.Contains(problems, p => p is { ElementId: "hole", Property: "NodeId" });
        Assert.Equal(3, problems.Count(p => p.ElementId == "biogas"));
        Assert.Equal(2, problems.Count(p => p.ElementId == "RO-1"));
        Assert.Contains(problems, p => p is { ElementId: "K-1", Property: "SuctionM3PerH" });
        Assert.Contains(problems, p => p is { ElementId: "K-1", Property: "HighestRatio" });
    }
}
