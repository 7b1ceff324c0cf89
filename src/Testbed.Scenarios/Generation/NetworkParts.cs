namespace Testbed.Scenarios;

/// <summary>Collects the parts of a network while it is generated. Figures are rounded as a drawing office would.</summary>
internal sealed class NetworkParts(IReadOnlyList<string> motorised)
{
    private readonly List<GasNodeConfig> _nodes = [];
    private readonly List<GasPipeConfig> _pipes = [];
    private readonly List<GasSourceConfig> _sources = [];
    private readonly List<RegulatorConfig> _regulators = [];
    private readonly List<ShutOffConfig> _shutOffs = [];
    private readonly List<ReliefConfig> _reliefs = [];
    private readonly List<DemandConfig> _demands = [];

    /// <summary>Adds a node of a tier; null is the transmission company's.</summary>
    public void Node(string id, TierDesign? tier, double heightM, double volumeM3 = 0) =>
        _nodes.Add(new(id, tier?.Name ?? "transmission", Math.Round(heightM, 1), volumeM3, tier?.MaopBar, tier?.LimitBar));

    /// <summary>Adds a pipe.</summary>
    public void Pipe(string id, string from, string to, double lengthM, double diameterMm) =>
        _pipes.Add(new(id, from, to, Math.Max(1, Math.Round(lengthM, 1)), diameterMm, DesignRules.RoughnessMm));

    /// <summary>Adds a source at transmission pressure.</summary>
    public void Source(string id, string node) => _sources.Add(new(id, node, DesignRules.TransmissionBar));

    /// <summary>Adds a shut-off valve that takes a tenth of a bar at its flow.</summary>
    public void ShutOff(string id, string from, string to, double flowNm3PerH) => _shutOffs.Add(
        new(id, from, to, Math.Ceiling(flowNm3PerH / StationSizing.UnitCapacity(DesignRules.TransmissionBar, DesignRules.TransmissionBar - 0.1)), 8));

    /// <summary>Adds a creep relief between the monitors' lock-up and the slam-shuts, for two per cent of a flow.</summary>
    public void CreepRelief(string id, string node, TierDesign tier, double flowNm3PerH) =>
        _reliefs.Add(new(id, node, tier.MaopBar, Math.Round((tier.MaopBar + tier.SlamShutBar) / 2, 3), Math.Max(100, Math.Round(0.02 * flowNm3PerH))));

    /// <summary>Adds a run of worker, monitor and slam-shut, sized for a flow at the lowest pressure before it.</summary>
    public void Run(string id, string from, string to, TierDesign tier, double flowNm3PerH, double lowestInletBar, double setBar, bool motor = false)
    {
        var kg = Math.Max(10, Math.Ceiling(flowNm3PerH / (DesignRules.OpeningAtDesign * StationSizing.UnitCapacity(lowestInletBar, setBar))));
        var pilot = motor || motorised.Contains(id);
        _regulators.Add(new(
            id, from, to, kg, setBar, tier.DroopPercent, tier.LockUpPercent, tier == DesignRules.Low ? 1 : 2,
            pilot ? 0.1 * tier.SetBar : null, pilot ? 0.25 * tier.SetBar : null, pilot ? 2 * tier.SetBar : null,
            new(tier.MonitorBar, tier.LockUpPercent), new($"{id}-SSV", tier.SlamShutBar, null, 0.5)));
    }

    /// <summary>Adds the homes of a node, if any.</summary>
    public void Homes(string node, TierDesign tier, int customers)
    {
        if (customers > 0)
        {
            var (low, again) = tier == DesignRules.Low ? (0.010, 0.013) : (0.5, 0.65);
            _demands.Add(new($"homes-{node}", node, customers, Math.Round(customers * DesignRules.PeakPerHomeNm3PerH, 2), "household", low, low, again));
        }
    }

    /// <summary>Adds a large user on high pressure.</summary>
    public void LargeUser(string id, string node, double peakNm3PerH) => _demands.Add(new(id, node, 0, peakNm3PerH, "large-user", 2, 2, 2.6));

    /// <summary>The process; sensors and actuators are the scenario's.</summary>
    public ProcessConfig ToProcess() => new()
    {
        Nodes = _nodes,
        Pipes = _pipes,
        Sources = _sources,
        Regulators = _regulators,
        ControlValves = [],
        ShutOffs = _shutOffs,
        Reliefs = _reliefs,
        Demands = _demands,
        Sensors = [],
        Actuators = [],
    };
}
