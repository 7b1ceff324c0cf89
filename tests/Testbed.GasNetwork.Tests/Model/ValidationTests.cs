using CsCheck;
using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Model;

public sealed class ValidationTests
{
    public static TheoryData<string, string, Func<GasNetworkModel, GasNetworkModel>> Mistakes { get; } = new()
    {
        { "F0-F1", "LengthM", m => m with { Pipes = Change(m.Pipes, "F0-F1", p => p with { LengthM = 0.0 }) } },
        { "F0-F1", "DiameterM", m => m with { Pipes = Change(m.Pipes, "F0-F1", p => p with { DiameterM = -0.3 }) } },
        { "F0-F1", "RoughnessM", m => m with { Pipes = Change(m.Pipes, "F0-F1", p => p with { RoughnessM = 0.2 }) } },
        { "F0-F1", "ToNodeId", m => m with { Pipes = Change(m.Pipes, "F0-F1", p => p with { ToNodeId = "F9" }) } },
        { "F0-F1", "Id", m => m with { Pipes = [.. m.Pipes, m.Pipes[0]] } },
        { "L4", "TierId", m => m with { Nodes = [.. m.Nodes.Select(n => n.Id == "L4" ? n with { TierId = "x" } : n)] } },
        { "lost", "Connections", m => m with { Nodes = [.. m.Nodes, new GasNode("lost", "low", 0.0, 1.0)] } },
        { "CGS-IN", "EquipmentVolumeM3", m => m with { Nodes = [.. m.Nodes.Select(n => n.Id == "CGS-IN" ? n with { EquipmentVolumeM3 = 0.0 } : n)] } },
        { "PCV-101A", "SetPointPaGauge", m => m with { Sources = [new GasSource("TSO", "T0", 5e5)] } },
        { "PCV-102A", "SetPointPaGauge", m => RunWith(m, "RUN-A", r => r with { Monitor = r.Monitor! with { SetPointPaGauge = 8e5 } }) },
        { "SSV-103A", "TripPaGauge", m => RunWith(m, "RUN-A", r => r with { SlamShut = r.SlamShut! with { TripPaGauge = 9e5 } }) },
        { "PCV-M", "DroopFraction", m => RunWith(m, "DRS-M", r => r with { Worker = r.Worker with { DroopFraction = 0.0 } }) },
        { "PCV-101A", "Pilot", m => RunWith(m, "RUN-A", r => r with { Worker = r.Worker with { Pilot = new PilotDrive(100.0, 9e5, 10e5) } }) },
        { "RUN-A", "CapacityKg", m => RunWith(m, "RUN-A", r => r with { CapacityKg = double.NaN }) },
        { "FCV-101B", "StrokeSeconds", m => m with { ControlValves = [m.ControlValves[0] with { StrokeSeconds = 0.0 }] } },
        { "PSV-104", "FullOpenPaGauge", m => m with { ReliefValves = [m.ReliefValves[0] with { FullOpenPaGauge = 10e5 }] } },
        { "model", "Sources", m => m with { Sources = [] } },
        { "brickworks", "ProfileId", m => m with { Demands = [m.Demands[0] with { ProfileId = "x" }] } },
        { "brickworks", "PeakNm3PerH", m => m with { Demands = [m.Demands[0] with { PeakNm3PerH = -1.0 }] } },
        { "brickworks", "NodeId", m => m with { Demands = [m.Demands[0] with { NodeId = "T0" }] } },
        { "household", "HourlyFactors", m => m with { Profiles = [new DemandProfile("household", [1.0]), m.Profiles[1]] } },
        { "gas", "TemperatureK", m => m with { Gas = m.Gas with { TemperatureK = 0.0 } } },
        { "T0", "CompressibilitySlopePerPa", m => m with { Gas = m.Gas with { CompressibilitySlopePerPa = -5e-7 } } },
        { "low", "LimitPaGauge", m => m with { Tiers = [.. m.Tiers.Select(t => t.Id == "low" ? t with { LimitPaGauge = 100.0 } : t)] } },
    };

    [Fact]
    public void The_Plant_Has_No_Problem() => Assert.Empty(StationLabPlant.CreateModel().Validate());

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Names_The_Element_And_Property_At_Fault(string element, string property, Func<GasNetworkModel, GasNetworkModel> mistake)
    {
        var model = mistake(StationLabPlant.CreateModel());
        Assert.Contains(model.Validate(), p => p.ElementId == element && p.Property == property && p.Message.Length > 10);
        Assert.Throws<ArgumentException>(() => new GasTwin(model, Night));
    }

    [Fact]
    public void Reports_All_Problems_At_Once()
    {
        var model = StationLabPlant.CreateModel();
        model = model with { Pipes = [.. model.Pipes.Select(p => p with { LengthM = -1.0 })], Sources = [] };
        Assert.Equal(model.Pipes.Count + 1, model.Validate().Count);
    }

    [Fact]
    public void Never_Throws_Whatever_The_Figures_And_References()
    {
        double[] figures = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -1.0, double.MaxValue, double.Epsilon, 1.0];
        string[] ids = ["", "F0", "T0", "x", null!];
        Gen.Select(Gen.Int[0, figures.Length - 1].Select(i => figures[i]).Array[8], Gen.Int[0, ids.Length - 1].Select(i => ids[i]).Array[5]).Sample((f, id) =>
        {
            var plant = StationLabPlant.CreateModel();
            var regulator = new Regulator(id[0], f[0], f[1], f[2], f[3], new PilotDrive(f[4], f[5], f[6]), f[7]);
            var model = plant with
            {
                Gas = new GasProperties(f[0], f[1], f[2], f[3], f[4]),
                Nodes = [.. plant.Nodes, new GasNode(id[1], id[2], f[5], f[6])],
                Pipes = [.. plant.Pipes, new Pipe(id[0], id[1], id[2], f[0], f[1], f[2], f[3])],
                Runs = [.. plant.Runs, new RegulatorRun(id[3], id[1], id[2], f[4], regulator, regulator, new SlamShut(id[4], f[5], f[6]))],
                Demands = [.. plant.Demands, new Demand(id[3], id[4], id[0], f[7], f[0], -1, new OutageRule(f[1], f[2], f[3]))],
                Sources = [.. plant.Sources, new GasSource(id[4], id[3], f[7])],
            };
            Assert.NotEmpty(model.Validate());
        });
    }

    private static IReadOnlyList<Pipe> Change(IReadOnlyList<Pipe> pipes, string id, Func<Pipe, Pipe> change) =>
        [.. pipes.Select(p => p.Id == id ? change(p) : p)];

    private static GasNetworkModel RunWith(GasNetworkModel model, string id, Func<RegulatorRun, RegulatorRun> change) =>
        model with { Runs = [.. model.Runs.Select(r => r.Id == id ? change(r) : r)] };
}
