namespace Testbed.GasNetwork;

internal sealed partial class ModelValidator
{
    private void CheckSources()
    {
        Require(model.Sources.Count > 0, "model", nameof(model.Sources), "needs at least one source");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in model.Sources)
        {
            Unique(source.Id);
            KnownNode(source.Id, nameof(source.NodeId), source.NodeId);
            Positive(source.Id, nameof(source.PressurePaGauge), source.PressurePaGauge, "Pa");
            Require(taken.Add(source.NodeId), source.Id, nameof(source.NodeId), $"'{source.NodeId}' already has a source");
        }

        foreach (var relief in model.ReliefValves.Where(r => taken.Contains(r.NodeId)))
        {
            Problem(relief.Id, nameof(relief.NodeId), $"'{relief.NodeId}' is a source: its pressure is given and needs no relief");
        }

        foreach (var demand in model.Demands.Where(d => taken.Contains(d.NodeId)))
        {
            Problem(demand.Id, nameof(demand.NodeId), $"'{demand.NodeId}' is a source: put the demand behind it");
        }
    }

    private void CheckDemands()
    {
        foreach (var demand in model.Demands)
        {
            Unique(demand.Id);
            KnownNode(demand.Id, nameof(demand.NodeId), demand.NodeId);
            Require(_profiles.Contains(demand.ProfileId), demand.Id, nameof(demand.ProfileId), $"names no profile: '{demand.ProfileId}'");
            Require(demand.PeakNm3PerH >= 0.0 && double.IsFinite(demand.PeakNm3PerH), demand.Id, nameof(demand.PeakNm3PerH), "must not be negative");
            Positive(demand.Id, nameof(demand.MinimumPaGauge), demand.MinimumPaGauge, "Pa");
            Require(demand.Customers >= 0, demand.Id, nameof(demand.Customers), "must not be negative");
            if (demand.Outage is { } rule)
            {
                Require(rule.UnsafeAbovePaGauge > rule.OutBelowPaGauge && rule.OutBelowPaGauge > 0.0 && rule.AfterSeconds >= 0.0,
                    demand.Id, nameof(demand.Outage), "must have 0 < out below < unsafe above and a duration that is not negative");
            }
        }
    }

    private void CheckMachines()
    {
        Require(model.Friction != FrictionLaw.Given, "model", nameof(model.Friction), "must be a law of pipe data: no pipe has a friction factor of its own");
        foreach (var leak in model.Leaks)
        {
            Unique(leak.Id);
            KnownNode(leak.Id, nameof(leak.NodeId), leak.NodeId);
            Require(model.Sources.All(s => s.NodeId != leak.NodeId), leak.Id, nameof(leak.NodeId), "is a source: put the leak behind it");
            Positive(leak.Id, nameof(leak.DiameterM), leak.DiameterM, "m");
            Require(leak.DischargeCoefficient is > 0.0 and <= 1.0, leak.Id, nameof(leak.DischargeCoefficient), "must lie in (0, 1]");
            Require(leak.InitialOpening is >= 0.0 and <= 1.0, leak.Id, nameof(leak.InitialOpening), "must lie between 0 and 1");
        }

        foreach (var injection in model.Injections)
        {
            Unique(injection.Id);
            KnownNode(injection.Id, nameof(injection.NodeId), injection.NodeId);
            Require(model.Sources.All(s => s.NodeId != injection.NodeId), injection.Id, nameof(injection.NodeId), "has its pressure given by a source");
            Positive(injection.Id, nameof(injection.FlowNm3PerH), injection.FlowNm3PerH, "Nm3/h");
            Positive(injection.Id, nameof(injection.HighestPaGauge), injection.HighestPaGauge, "Pa");
        }

        foreach (var orifice in model.Orifices)
        {
            CheckEnds(orifice.Id, orifice.FromNodeId, orifice.ToNodeId);
            Positive(orifice.Id, nameof(orifice.DiameterM), orifice.DiameterM, "m");
            Require(orifice.DischargeCoefficient is > 0.0 and <= 1.0, orifice.Id, nameof(orifice.DischargeCoefficient), "must lie in (0, 1]");
        }

        foreach (var odoriser in model.Odorisers)
        {
            Unique(odoriser.Id);
            KnownNode(odoriser.Id, nameof(odoriser.NodeId), odoriser.NodeId);
            Require(model.Sources.All(s => s.NodeId != odoriser.NodeId), odoriser.Id, nameof(odoriser.NodeId), "is a source: put the odoriser behind it");
            Require(odoriser.DoseMgPerNm3 >= 0.0 && double.IsFinite(odoriser.DoseMgPerNm3), odoriser.Id, nameof(odoriser.DoseMgPerNm3), "must not be negative");
            Positive(odoriser.Id, nameof(odoriser.PumpLimitMgPerS), odoriser.PumpLimitMgPerS, "mg/s");
        }

        foreach (var c in model.Compressors)
        {
            CheckEnds(c.Id, c.FromNodeId, c.ToNodeId);
            Positive(c.Id, nameof(c.SuctionM3PerH), c.SuctionM3PerH, "m3/h");
            Positive(c.Id, nameof(c.OutletPaGauge), c.OutletPaGauge, "Pa");
            Require(c.HighestRatio is > 1.0 and < 100.0, c.Id, nameof(c.HighestRatio), "must lie between 1 and 100");
            Fraction(c.Id, nameof(c.BandFraction), c.BandFraction);
            Require(c.BypassKg >= 0.0 && double.IsFinite(c.BypassKg), c.Id, nameof(c.BypassKg), "must not be negative");
            Require(c.Efficiency is > 0.0 and <= 1.0, c.Id, nameof(c.Efficiency), "must lie in (0, 1]");
        }
    }

    private void CheckVolumes()
    {
        var piped = model.Pipes.SelectMany(p => new[] { p.FromNodeId, p.ToNodeId })
            .Concat(model.Sources.Select(s => s.NodeId)).ToHashSet(StringComparer.Ordinal);
        foreach (var node in model.Nodes.Where(n => n.EquipmentVolumeM3 == 0.0 && !piped.Contains(n.Id)))
        {
            Problem(node.Id, nameof(node.EquipmentVolumeM3), "must be positive: no pipe ends here, so the node would hold no gas");
        }
    }

    /// <summary>Highest pressure each node can see if every device fails open; tells unconnected nodes and absurd set points.</summary>
    private void CheckSupply()
    {
        var highest = HighestPressures.Compute(model);
        foreach (var node in model.Nodes.Where(n => !highest.ContainsKey(n.Id)))
        {
            Problem(node.Id, "Connections", "is connected to no source");
        }

        foreach (var (id, pressure) in highest)
        {
            Require(model.Gas.Compressibility(pressure + GasProperties.NormalPressurePa) > 0.3, id, nameof(GasProperties.CompressibilitySlopePerPa),
                $"gives an absurd compressibility at {pressure} Pa");
        }

        foreach (var run in model.Runs)
        {
            var regulators = run.Monitor is { } monitor ? new[] { run.Worker, monitor } : [run.Worker];
            foreach (var regulator in regulators)
            {
                Require(!highest.TryGetValue(run.FromNodeId, out var inlet) || regulator.SetPointPaGauge < inlet, regulator.Id,
                    nameof(regulator.SetPointPaGauge), $"is {regulator.SetPointPaGauge} Pa, not below the highest inlet pressure {inlet} Pa");
            }
        }
    }

    private void CheckEnds(string id, string from, string to)
    {
        Unique(id);
        KnownNode(id, "FromNodeId", from);
        KnownNode(id, "ToNodeId", to);
        Require(!string.Equals(from, to, StringComparison.Ordinal), id, "ToNodeId", "must differ from the start");
    }

    private void Unique(string? id) =>
        Require(!string.IsNullOrWhiteSpace(id) && _ids.Add(id), string.IsNullOrWhiteSpace(id) ? "model" : id, "Id", "must be unique and not empty");

    private void KnownNode(string id, string property, string? nodeId) =>
        Require(nodeId is not null && _nodes.ContainsKey(nodeId), id, property, $"names no node: '{nodeId}'");

    private void Positive(string id, string property, double value, string unit) =>
        Require(value > 0.0 && double.IsFinite(value), id, property, FormattableString.Invariant($"must be positive, is {value} {unit}"));

    private void Fraction(string id, string property, double value) =>
        Require(value is > 0.0 and < 1.0, id, property, FormattableString.Invariant($"must lie between 0 and 1, is {value}"));

    private void Require(bool holds, string id, string property, string message)
    {
        if (!holds)
        {
            Problem(id, property, message);
        }
    }

    private void Problem(string id, string property, string message) => _problems.Add(new ModelProblem(id, property, message));
}
