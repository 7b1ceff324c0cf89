namespace Testbed.GasNetwork;

/// <summary>Collects every problem of a model: references, geometry, protection ladder, connection to a source.</summary>
internal sealed partial class ModelValidator(GasNetworkModel model)
{
    private readonly List<ModelProblem> _problems = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GasNode> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tiers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _profiles = new(StringComparer.Ordinal);

    public IReadOnlyList<ModelProblem> Run()
    {
        CheckGas();
        CheckTiersAndProfiles();
        CheckNodes();
        foreach (var pipe in model.Pipes)
        {
            CheckPipe(pipe);
        }

        foreach (var run in model.Runs)
        {
            CheckRun(run);
        }

        CheckMachines();

        CheckValves();
        CheckSources();
        CheckDemands();
        if (_problems.Count == 0)
        {
            // Connection and ladder need sound references and figures.
            CheckVolumes();
            CheckSupply();
        }

        return _problems;
    }

    private void CheckGas()
    {
        var gas = model.Gas;
        Positive("gas", nameof(gas.NormalDensityKgPerM3), gas.NormalDensityKgPerM3, "kg/Nm3");
        Positive("gas", nameof(gas.TemperatureK), gas.TemperatureK, "K");
        Positive("gas", nameof(gas.ViscosityPaS), gas.ViscosityPaS, "Pa s");
        Require(Math.Abs(gas.CompressibilitySlopePerPa) < 1e-6, "gas", nameof(gas.CompressibilitySlopePerPa), "must lie within 1e-6 per Pa of zero");
        Require(gas.IsentropicExponent is > 1.0 and < 3.0, "gas", nameof(gas.IsentropicExponent), "must lie between 1 and 3");
    }

    private void CheckTiersAndProfiles()
    {
        foreach (var tier in model.Tiers)
        {
            Unique(tier.Id);
            _tiers.Add(tier.Id);
            Positive(tier.Id, nameof(tier.NormalPaGauge), tier.NormalPaGauge, "Pa");
            Require(tier.LimitPaGauge is null or > 0.0, tier.Id, nameof(tier.LimitPaGauge), "must be positive");
            Require(tier.MaopPaGauge is null or > 0.0, tier.Id, nameof(tier.MaopPaGauge), "must be positive");
            Require(tier.LimitPaGauge is not { } limit || tier.MaopPaGauge is not { } maop || limit >= maop,
                tier.Id, nameof(tier.LimitPaGauge), "must not lie below the MAOP");
        }

        foreach (var profile in model.Profiles)
        {
            Unique(profile.Id);
            _profiles.Add(profile.Id);
            Require(profile.HourlyFactors.Count == 24, profile.Id, nameof(profile.HourlyFactors), "must have 24 values");
            Require(profile.HourlyFactors.All(f => f >= 0.0 && double.IsFinite(f)), profile.Id, nameof(profile.HourlyFactors), "must not be negative");
        }
    }

    private void CheckNodes()
    {
        foreach (var node in model.Nodes)
        {
            Unique(node.Id);
            _ = string.IsNullOrEmpty(node.Id) || _nodes.TryAdd(node.Id, node);
            Require(_tiers.Contains(node.TierId), node.Id, nameof(node.TierId), $"names no tier: '{node.TierId}'");
            Require(node.HeightM is > -500.0 and < 9_000.0, node.Id, nameof(node.HeightM), "must lie between -500 and 9000 m");
            Require(node.EquipmentVolumeM3 >= 0.0 && double.IsFinite(node.EquipmentVolumeM3),
                node.Id, nameof(node.EquipmentVolumeM3), "must not be negative");
        }
    }

    private void CheckPipe(Pipe pipe)
    {
        CheckEnds(pipe.Id, pipe.FromNodeId, pipe.ToNodeId);
        Positive(pipe.Id, nameof(pipe.LengthM), pipe.LengthM, "m");
        Positive(pipe.Id, nameof(pipe.DiameterM), pipe.DiameterM, "m");
        Require(pipe.RoughnessM > 0.0 && pipe.RoughnessM < 0.5 * pipe.DiameterM, pipe.Id, nameof(pipe.RoughnessM), "must lie between 0 and D/2");
        Require(pipe.LossCoefficient >= 0.0 && double.IsFinite(pipe.LossCoefficient), pipe.Id, nameof(pipe.LossCoefficient), "must not be negative");
    }

    private void CheckRun(RegulatorRun run)
    {
        CheckEnds(run.Id, run.FromNodeId, run.ToNodeId);
        Positive(run.Id, nameof(run.CapacityKg), run.CapacityKg, "Nm3/h per bar");
        CheckRegulator(run.Worker);
        if (run.Monitor is { } monitor)
        {
            CheckRegulator(monitor);
            Require(monitor.Pilot is null, monitor.Id, nameof(monitor.Pilot), "must be absent: a monitor is fixed");
            Require(monitor.SetPointPaGauge > run.Worker.SetPointPaGauge, monitor.Id, nameof(monitor.SetPointPaGauge),
                $"must lie above the worker's ({run.Worker.SetPointPaGauge} Pa)");
        }

        if (run.Cg is { } cg)
        {
            Positive(run.Id, nameof(cg.Cg), cg.Cg, "");
            Require(cg.K1Degrees is > 10.0 and < 1_000.0, run.Id, nameof(cg.K1Degrees), "must lie between 10 and 1000 degrees");
        }

        Require(run.BypassKg >= 0.0 && double.IsFinite(run.BypassKg), run.Id, nameof(run.BypassKg), "must not be negative");
        if (run.SlamShut is { } slam)
        {
            Unique(slam.Id);
            var highest = run.Monitor?.SetPointPaGauge ?? run.Worker.SetPointPaGauge;
            Require(slam.TripPaGauge > highest, slam.Id, nameof(slam.TripPaGauge), $"must lie above the regulators' set points ({highest} Pa)");
            Require(slam.ResponseSeconds is >= 0.0 and < 60.0, slam.Id, nameof(slam.ResponseSeconds), "must lie between 0 and 60 s");
            Require(slam.UnderPressureTripPaGauge is not { } low || (low > 0.0 && low < run.Worker.SetPointPaGauge), slam.Id,
                nameof(slam.UnderPressureTripPaGauge), $"must lie between 0 and the worker's set point ({run.Worker.SetPointPaGauge} Pa)");
        }
    }

    private void CheckRegulator(Regulator regulator)
    {
        Unique(regulator.Id);
        Positive(regulator.Id, nameof(regulator.SetPointPaGauge), regulator.SetPointPaGauge, "Pa");
        Fraction(regulator.Id, nameof(regulator.DroopFraction), regulator.DroopFraction);
        Fraction(regulator.Id, nameof(regulator.LockUpFraction), regulator.LockUpFraction);
        Fraction(regulator.Id, nameof(regulator.OpeningAtSetPoint), regulator.OpeningAtSetPoint);
        Require(regulator.StemTimeConstantSeconds is >= 0.0 and < 3_600.0, regulator.Id, nameof(regulator.StemTimeConstantSeconds), "must not be negative");
        if (regulator.Pilot is { } pilot)
        {
            Positive(regulator.Id, nameof(pilot.RatePaPerSecond), pilot.RatePaPerSecond, "Pa/s");
            Require(pilot.MinimumPaGauge >= 0.0 && pilot.MinimumPaGauge <= regulator.SetPointPaGauge && regulator.SetPointPaGauge <= pilot.MaximumPaGauge,
                regulator.Id, nameof(Regulator.Pilot), "must have a stroke that contains the set point");
        }
    }

    private void CheckValves()
    {
        foreach (var valve in model.ControlValves)
        {
            CheckEnds(valve.Id, valve.FromNodeId, valve.ToNodeId);
            Positive(valve.Id, nameof(valve.CapacityKg), valve.CapacityKg, "Nm3/h per bar");
            Positive(valve.Id, nameof(valve.StrokeSeconds), valve.StrokeSeconds, "s");
            Positive(valve.Id, nameof(valve.SpringCloseSeconds), valve.SpringCloseSeconds, "s");
            Require(valve.InitialPosition is >= 0.0 and <= 1.0, valve.Id, nameof(valve.InitialPosition), "must lie between 0 and 1");
        }

        foreach (var valve in model.ShutOffValves)
        {
            CheckEnds(valve.Id, valve.FromNodeId, valve.ToNodeId);
            Positive(valve.Id, nameof(valve.CapacityKg), valve.CapacityKg, "Nm3/h per bar");
            Positive(valve.Id, nameof(valve.CloseSeconds), valve.CloseSeconds, "s");
            Positive(valve.Id, nameof(valve.OpenSeconds), valve.OpenSeconds, "s");
        }

        foreach (var relief in model.ReliefValves)
        {
            Unique(relief.Id);
            KnownNode(relief.Id, nameof(relief.NodeId), relief.NodeId);
            Positive(relief.Id, nameof(relief.SetPaGauge), relief.SetPaGauge, "Pa");
            Positive(relief.Id, nameof(relief.RatedFlowNm3PerH), relief.RatedFlowNm3PerH, "Nm3/h");
            Require(relief.FullOpenPaGauge > relief.SetPaGauge, relief.Id, nameof(relief.FullOpenPaGauge), "must lie above the set pressure");
            Require(relief.RatedPaGauge >= relief.FullOpenPaGauge, relief.Id, nameof(relief.RatedPaGauge), "must not lie below full opening");
        }
    }
}
