using Testbed.GasNetwork;

namespace Testbed.Runtime.Tests;

public sealed class GasModelFactoryTests
{
    private readonly GasNetworkModel _model = GasModelFactory.Create(StationLab.AsFound.Process);

    [Fact]
    public void The_Model_Of_The_Teaching_Plant_Is_Sound() => Assert.Empty(_model.Validate());

    [Fact]
    public void Bar_Becomes_Pascal()
    {
        Assert.Equal(34.5e5, Assert.Single(_model.Sources).PressurePaGauge, 1e-6);
        var relief = Assert.Single(_model.ReliefValves);
        Assert.Equal(10.34e5, relief.SetPaGauge, 1e-6);
        var gate = _model.Runs.Single(r => r.Id == "PCV-101A");
        Assert.Equal(8.60e5, gate.Worker.SetPointPaGauge, 1e-6);
        Assert.Equal(9.65e5, gate.Monitor!.SetPointPaGauge, 1e-6);
    }

    [Fact]
    public void Millibar_In_The_Scenario_Is_Low_Pressure_In_Pascal()
    {
        var district = _model.Runs.Single(r => r.Id == "DRS-3");
        Assert.Equal(2000, district.Worker.SetPointPaGauge, 1e-6);
        Assert.Equal(2700, district.Monitor!.SetPointPaGauge, 1e-6);
    }

    [Fact]
    public void Millimetres_Become_Metres()
    {
        var pipe = _model.Pipes.Single(p => p.Id == "P-A3-A7");
        Assert.Equal((1500, 0.147), (pipe.LengthM, pipe.DiameterM));
        Assert.Equal(0.00002, pipe.RoughnessM, 1e-12);
    }

    [Fact]
    public void The_Meter_Resists_And_The_Odoriser_Doses_The_Gate_S_Outlet()
    {
        Assert.Equal(6.0, _model.Pipes.Single(p => p.Id == "P-S0-F0").LossCoefficient);
        Assert.Equal(("F0", 12.0), (_model.Odorisers[0].NodeId, _model.Odorisers[0].DoseMgPerNm3));
    }

    [Fact]
    public void Other_Equipment_Takes_Over_Every_Value()
    {
        var process = StationLab.AsFound.Process;
        var run = process.Regulators[0];
        var model = GasModelFactory.Create(process with
        {
            Friction = "hofer",
            OutdoorC = -4,
            Leaks = [new("hole", "F1", 20, 0.7, 50)],
            Compressors = [new("K-1", "F1", "F2", 800, 12, 3, 100)],
            Injections = [new("biogas", "A4", 300, 4)],
            Orifices = [new("RO-1", "A1", "A2", 8, 0.7)],
            Regulators = [run with { BypassKg = 40, SlamShut = run.SlamShut! with { UnderPressureBar = 5 } }],
            Demands = [process.Demands[0] with { Heating = new(20, 16, -12) }],
        });
        Assert.Equal((FrictionLaw.Hofer, -4.0), (model.Friction, model.OutdoorC));
        Assert.Equal(new Leak("hole", "F1", 0.02, 0.7, 0.5), Assert.Single(model.Leaks));
        Assert.Equal(new Compressor("K-1", "F1", "F2", 800, 12e5, 3, BypassKg: 100), Assert.Single(model.Compressors));
        Assert.Equal(new Injection("biogas", "A4", 300, 4e5), Assert.Single(model.Injections));
        Assert.Equal(new Orifice("RO-1", "A1", "A2", 0.008, 0.7), Assert.Single(model.Orifices));
        Assert.Equal((40.0, 5e5), (model.Runs[0].BypassKg, model.Runs[0].SlamShut!.UnderPressureTripPaGauge!.Value));
        Assert.Equal(new HeatingDemand(0.2, 16, -12), model.Demands[0].Heating);
    }

    [Fact]
    public void Degrees_Celsius_Become_Kelvin() => Assert.Equal(283.15, _model.Gas.TemperatureK, 1e-9);

    [Fact]
    public void Customers_Have_Their_Outage_Rule_And_Works_Do_Not()
    {
        Assert.Equal(2_050, _model.Demands.Sum(d => d.Customers));
        Assert.Null(_model.Demands.Single(d => d.Id == "brickworks").Outage);
        var homes = _model.Demands.Single(d => d.Id == "homes-L1");
        Assert.Equal(1000, homes.MinimumPaGauge, 1e-6);
        Assert.NotNull(homes.Outage);
    }

    [Fact]
    public void Limits_Of_A_Tier_Come_With_Its_Nodes()
    {
        var limits = _model.Nodes.ToDictionary(n => n.Id, n => _model.Tiers.Single(t => t.Id == n.TierId));
        Assert.Equal(11.38e5, limits["F0"].LimitPaGauge!.Value, 1e-6);
        Assert.Equal(3450, limits["L5"].LimitPaGauge!.Value, 1e-6);
        Assert.Null(limits["T0"].LimitPaGauge);
    }
}
