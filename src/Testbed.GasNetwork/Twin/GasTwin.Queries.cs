namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    /// <summary>Resolves a node id once.</summary>
    /// <exception cref="KeyNotFoundException">No such node.</exception>
    public NodeHandle Node(string nodeId) => _handles.Node(nodeId);

    /// <summary>Resolves an element id (pipe, run, worker, monitor, slam-shut, valve, relief valve, source, demand) once.</summary>
    /// <exception cref="KeyNotFoundException">No such element.</exception>
    public ElementHandle Element(string elementId) => _handles.Element(elementId);

    /// <summary>Resolves a node id if it exists.</summary>
    public bool TryNode(string nodeId, out NodeHandle handle) => _handles.TryNode(nodeId, out handle);

    /// <summary>Resolves an element id if it exists.</summary>
    public bool TryElement(string elementId, out ElementHandle handle) => _handles.TryElement(elementId, out handle);

    /// <summary>Pressure relative to the local ambient pressure, Pa.</summary>
    public double PressurePaGauge(NodeHandle node) => _state[_layout.Pressure + node.Index] - _net.AmbientPa[node.Index];

    /// <inheritdoc cref="PressurePaGauge(NodeHandle)"/>
    public double PressurePaGauge(string nodeId) => PressurePaGauge(Node(nodeId));

    /// <summary>Absolute pressure, Pa.</summary>
    public double PressurePaAbsolute(NodeHandle node) => _state[_layout.Pressure + node.Index];

    /// <summary>Copies all gauge pressures, Pa, in the order of the model's nodes.</summary>
    public void ReadPressuresPaGauge(Span<double> target)
    {
        for (var i = 0; i < _net.AmbientPa.Length; i++)
        {
            target[i] = _state[_layout.Pressure + i] - _net.AmbientPa[i];
        }
    }

    /// <summary>
    /// Copies the highest gauge pressures within the last step, Pa, in the order of the model's nodes: a slam-shut may cut a peak off before the step ends.
    /// Before the first step and after <see cref="Restore"/> they are the present pressures.
    /// </summary>
    public void ReadPeaksPaGauge(Span<double> target)
    {
        for (var i = 0; i < _net.AmbientPa.Length; i++)
        {
            target[i] = _peakInStep[i] - _net.AmbientPa[i];
        }
    }

    /// <summary>
    /// Flow at the end of the last step, Nm3/h: through a pipe, run or valve from its first to its second node, out of a source, to a demand, out
    /// of a relief valve. Worker, monitor and slam-shut give their run's.
    /// </summary>
    public double FlowNm3PerH(ElementHandle element) => _net.Gas.Nm3PerH(_state[FlowIndex(element)]);

    /// <inheritdoc cref="FlowNm3PerH(ElementHandle)"/>
    public double FlowNm3PerH(string elementId) => FlowNm3PerH(Element(elementId));

    /// <summary>
    /// Opening, fraction 0..1: stem of a worker or monitor, the more closed of them (or the tripped slam-shut) for a run, position of a valve, lift of a
    /// relief valve, 0 or 1 for a slam-shut. Pipes, sources and demands have none.
    /// </summary>
    /// <exception cref="ArgumentException">The element has no opening.</exception>
    public double OpeningFraction(ElementHandle element)
    {
        var i = element.Index;
        return element.Kind switch
        {
            ElementKind.Worker => _state[_layout.WorkerStem + i],
            ElementKind.Monitor => _state[_layout.MonitorStem + i],
            ElementKind.SlamShut => 1.0 - _state[_layout.SlamTripped + i],
            ElementKind.Run => (1.0 - _state[_layout.SlamTripped + i]) * Math.Min(_state[_layout.WorkerStem + i], _state[_layout.MonitorStem + i]),
            ElementKind.ControlValve or ElementKind.ShutOffValve => _state[_layout.ThrottlePosition + ThrottleIndex(element)],
            ElementKind.ReliefValve => ReliefLift(i),
            _ => throw new ArgumentException($"A {element.Kind} has no opening.", nameof(element)),
        };
    }

    /// <inheritdoc cref="OpeningFraction(ElementHandle)"/>
    public double OpeningFraction(string elementId) => OpeningFraction(Element(elementId));

    /// <summary>Where the pilot of a worker (or of its run) stands now, Pa gauge.</summary>
    public double SetPointPaGauge(ElementHandle regulator) => regulator.Kind == ElementKind.Monitor
        ? Model.Runs[regulator.Index].Monitor!.SetPointPaGauge
        : _state[_layout.SetPoint + RunIndex(regulator)];

    /// <inheritdoc cref="SetPointPaGauge(ElementHandle)"/>
    public double SetPointPaGauge(string regulatorId) => SetPointPaGauge(Element(regulatorId));

    /// <summary>Whether the slam-shut of a run has tripped and awaits its manual reset.</summary>
    public bool SlamShutTripped(ElementHandle slamShut) => _state[_layout.SlamTripped + RunIndex(slamShut)] != 0.0;

    /// <inheritdoc cref="SlamShutTripped(ElementHandle)"/>
    public bool SlamShutTripped(string slamShutId) => SlamShutTripped(Element(slamShutId));

    /// <summary>
    /// Pressure between the first and the second regulator of a run, Pa gauge relative to the outlet's ambient: an instrument reading, split in squared
    /// pressure by the two openings, as both regulators have the same trim. Equals the outlet pressure when nothing flows through the first.
    /// </summary>
    /// <param name="run">The run; gas passes the monitor first, then the worker.</param>
    public double InterStagePaGauge(ElementHandle run)
    {
        var r = RunIndex(run);
        var branch = _net.FirstRun + r;
        var up = _state[_layout.Pressure + _net.BranchFrom[branch]];
        var down = _state[_layout.Pressure + _net.BranchTo[branch]];
        var ambient = _net.AmbientPa[_net.BranchTo[branch]];
        var first = _state[_layout.SlamTripped + r] != 0.0 ? 0.0 : _state[_layout.MonitorStem + r];
        var second = _state[_layout.WorkerStem + r];
        var (a, b) = (first * first, second * second);
        var share = a + b > 0.0 ? a / (a + b) : 0.0;
        return Math.Sqrt((down * down) + (share * ((up * up) - (down * down)))) - ambient;
    }

    /// <summary>What a demand wants at the end of the last step whether or not the pressure suffices, Nm3/h.</summary>
    public double WantedNm3PerH(ElementHandle demand) =>
        demand.Kind == ElementKind.Demand
            ? _net.Gas.Nm3PerH(_state[_layout.DemandWanted + demand.Index])
            : throw new ArgumentException($"A {demand.Kind} wants nothing.", nameof(demand));

    /// <summary>Failures injected into a run or relief valve.</summary>
    public MechanicalFailures FailuresOf(ElementHandle element) => (MechanicalFailures)(int)_state[FailureIndex(element)];

    private double ReliefLift(int relief)
    {
        if (_state[_layout.ReliefFailure + relief] != 0.0)
        {
            return 0.0;
        }

        var valve = Model.ReliefValves[relief];
        var over = PressurePaGauge(new NodeHandle(_net.ReliefNode[relief])) - valve.SetPaGauge;
        return Math.Clamp(over / (valve.FullOpenPaGauge - valve.SetPaGauge), 0.0, 1.0);
    }

    private int FlowIndex(ElementHandle element) => element.Kind switch
    {
        ElementKind.Pipe => _layout.BranchFlow + element.Index,
        ElementKind.Run or ElementKind.Worker or ElementKind.Monitor or ElementKind.SlamShut => _layout.BranchFlow + _net.FirstRun + element.Index,
        ElementKind.ControlValve or ElementKind.ShutOffValve => _layout.BranchFlow + _net.FirstThrottle + ThrottleIndex(element),
        ElementKind.ReliefValve => _layout.ReliefFlow + element.Index,
        ElementKind.Source => _layout.SourceFlow + element.Index,
        _ => _layout.DemandFlow + element.Index,
    };

    private int ThrottleIndex(ElementHandle valve) => valve.Kind switch
    {
        ElementKind.ControlValve => valve.Index,
        ElementKind.ShutOffValve => Model.ControlValves.Count + valve.Index,
        _ => throw new ArgumentException($"A {valve.Kind} is no valve.", nameof(valve)),
    };

    private static int RunIndex(ElementHandle element) => element.Kind is ElementKind.Run or ElementKind.Worker or ElementKind.Monitor or ElementKind.SlamShut
        ? element.Index
        : throw new ArgumentException($"A {element.Kind} is no part of a regulating run.", nameof(element));

    private int FailureIndex(ElementHandle element) =>
        element.Kind == ElementKind.ReliefValve ? _layout.ReliefFailure + element.Index : _layout.RunFailure + RunIndex(element);
}
