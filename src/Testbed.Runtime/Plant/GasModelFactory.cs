using Testbed.GasNetwork;
using Testbed.GasNetwork.Cases;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Turns the scenario's process (bar, mm) into the physics' model (Pa, m). Pure.</summary>
public static class GasModelFactory
{
    private const double Bar = 1e5;

    /// <summary>The model.</summary>
    public static GasNetworkModel Create(ProcessConfig process)
    {
        var tiers = process.Nodes.GroupBy(n => (n.Tier, n.LimitBar, n.MaopBar)).ToDictionary(g => g.Key, g => TierId(g.Key.Tier, g.Key.LimitBar));
        var normal = NormalPressures(process);
        return new GasNetworkModel
        {
            Gas = Gas(process.Gas) with { TemperatureK = 273.15 + process.TemperatureC },
            Tiers = [.. tiers.Select(t => new PressureTier(
                t.Value, normal[t.Key.Tier] * Bar, t.Key.LimitBar * Bar, t.Key.MaopBar * Bar))],
            Nodes = [.. process.Nodes.Select(n => new GasNode(n.Id, tiers[(n.Tier, n.LimitBar, n.MaopBar)], n.HeightM, n.VolumeM3))],
            Sources = [.. process.Sources.Select(s => new GasSource(s.Id, s.Node, s.PressureBar * Bar))],
            Pipes = [.. process.Pipes.Select(p => new Pipe(p.Id, p.From, p.To, p.LengthM, p.DiameterMm / 1000, p.RoughnessMm / 1000, p.Zeta))],
            Runs = [.. process.Regulators.Select(Run)],
            ControlValves = [.. process.ControlValves.Select(v => new ControlValve(
                v.Id, v.From, v.To, v.Kg, v.StrokeSeconds, InitialPosition: v.InitialPercent / 100))],
            ShutOffValves = [.. process.ShutOffs.Select(v => new ShutOffValve(v.Id, v.From, v.To, v.Kg, v.CloseSeconds, v.OpenSeconds ?? 30.0))],
            ReliefValves = [.. process.Reliefs.Select(r => new ReliefValve(
                r.Id, r.Node, r.SetBar * Bar, r.FullOpenBar * Bar, r.CapacityNm3PerH, Math.Max(r.FullOpenBar * 1.05, r.FullOpenBar) * Bar))],
            Leaks = [.. process.Leaks.Select(l => new Leak(l.Id, l.Node, l.DiameterMm / 1000, l.DischargeCoefficient, l.InitialPercent / 100))],
            Compressors = [.. process.Compressors.Select(c => new Compressor(
                c.Id, c.From, c.To, c.SuctionM3PerH, c.OutletBar * Bar, c.HighestRatio, BypassKg: c.BypassKg))],
            Injections = [.. process.Injections.Select(i => new Injection(i.Id, i.Node, i.FlowNm3PerH, i.HighestBar * Bar))],
            Orifices = [.. process.Orifices.Select(o => new Orifice(o.Id, o.From, o.To, o.DiameterMm / 1000, o.DischargeCoefficient))],
            Odorisers = [.. process.Odorisers.Select(o => new Odoriser(o.Id, o.Node, o.DoseMgPerNm3))],
            Friction = SteadyCaseReader.Frictions[process.Friction],
            OutdoorC = process.OutdoorC,
            Profiles = [.. DemandProfiles.Names.Select(n => new DemandProfile(n, DemandProfiles.HourlyFactors(n)))],
            Demands = [.. process.Demands.Select(Demand)],
        };
    }

    private static GasProperties Gas(GasPropertiesConfig? gas) => gas is null
        ? GasProperties.NaturalGas
        : GasProperties.NaturalGas with
        {
            NormalDensityKgPerM3 = gas.NormalDensityKgPerM3,
            ViscosityPaS = gas.ViscosityPaS,
            CompressibilitySlopePerPa = gas.CompressibilitySlopePerBar / Bar,
        };

    private static string TierId(string tier, double? limit) => FormattableString.Invariant($"{tier}/{limit}");

    private static RegulatorRun Run(RegulatorConfig r)
    {
        var pilot = r.PilotRateBarPerMin is { } rate
            ? new PilotDrive(rate * Bar / 60, (r.PilotMinBar ?? 0) * Bar, (r.PilotMaxBar ?? 100) * Bar)
            : null;
        var worker = new Regulator($"{r.Id}.worker", r.SetPointBar * Bar, r.DroopPercent / 100, r.LockUpPercent / 100, r.StemLagSeconds, pilot);
        var monitor = r.Monitor is { } m
            ? new Regulator($"{r.Id}.monitor", m.SetPointBar * Bar, r.DroopPercent / 100, m.LockUpPercent / 100, r.StemLagSeconds)
            : null;
        var slam = r.SlamShut is { } s ? new SlamShut(s.Id, s.OverPressureBar * Bar, s.TripSeconds, s.UnderPressureBar * Bar) : null;
        return new RegulatorRun(r.Id, r.From, r.To, r.Kg, worker, monitor, slam, r.BypassKg);
    }

    private static Demand Demand(DemandConfig d) => new(
        d.Id, d.Node, d.Profile, d.PeakNm3PerH, d.MinimumBar * Bar, d.Customers,
        d.Customers > 0 ? new OutageRule(d.OutBelowBar * Bar, d.UnsafeAboveBar * Bar) : null,
        d.Heating is { } h ? new HeatingDemand(h.BasePercent / 100, h.LimitC, h.DesignC) : null);

    /// <summary>First guess per tier: what feeds it.</summary>
    private static Dictionary<string, double> NormalPressures(ProcessConfig process)
    {
        var tierOf = process.Nodes.ToDictionary(n => n.Id, n => n.Tier);
        var normal = new Dictionary<string, double>();
        foreach (var source in process.Sources)
        {
            normal[tierOf[source.Node]] = source.PressureBar;
        }

        foreach (var regulator in process.Regulators)
        {
            normal[tierOf[regulator.To]] = regulator.SetPointBar;
        }

        foreach (var tier in tierOf.Values)
        {
            normal.TryAdd(tier, process.Sources[0].PressureBar);
        }

        return normal;
    }
}
