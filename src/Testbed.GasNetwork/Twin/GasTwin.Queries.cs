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
    public double PressurePaGauge(NodeHandle node) => _engine.Now.Pressure[node.Index] - _net.AmbientPa[node.Index];

    /// <inheritdoc cref="PressurePaGauge(NodeHandle)"/>
    public double PressurePaGauge(string nodeId) => PressurePaGauge(Node(nodeId));

    /// <summary>Absolute pressure, Pa.</summary>
    public double PressurePaAbsolute(NodeHandle node) => _engine.Now.Pressure[node.Index];

    /// <summary>Copies all gauge pressures, Pa, in the order of the model's nodes.</summary>
    public void ReadPressuresPaGauge(Span<double> target)
    {
        for (var i = 0; i < _net.AmbientPa.Length; i++)
        {
            target[i] = _engine.Now.Pressure[i] - _net.AmbientPa[i];
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
    /// of a relief valve. Worker, monitor and slam-shut give their run's, its by-pass included; a pipe gives that of its first cell.
    /// </summary>
    public double FlowNm3PerH(ElementHandle element) => Model.Gas.Nm3PerH(FlowKgPerS(element));

    /// <inheritdoc cref="FlowNm3PerH(ElementHandle)"/>
    public double FlowNm3PerH(string elementId) => FlowNm3PerH(Element(elementId));

    /// <summary>
    /// Opening, fraction 0..1: stem of a worker or monitor, the more closed of them (or the tripped slam-shut) for a run, position of a valve, lift of a
    /// relief valve, open part of a leak, 0 or 1 for a slam-shut and a compressor. Pipes, sources and demands have none.
    /// </summary>
    /// <exception cref="ArgumentException">The element has no opening.</exception>
    public double OpeningFraction(ElementHandle element)
    {
        var i = element.Index;
        return element.Kind switch
        {
            ElementKind.Worker => Stem(2 * i),
            ElementKind.Monitor => Stem((2 * i) + 1),
            ElementKind.SlamShut => 1.0 - _state[_layout.SlamTripped + i],
            ElementKind.Run => (1.0 - _state[_layout.SlamTripped + i]) * Math.Min(Stem(2 * i), Stem((2 * i) + 1)),
            ElementKind.ControlValve or ElementKind.ShutOffValve => _state[_layout.ThrottlePosition + ThrottleIndex(element)],
            ElementKind.ReliefValve => _state[_layout.OutletOpening + i] * _flows.Outlets.Lift(i, PressurePaGauge(new NodeHandle(_net.OutletNode[i]))).Lift,
            ElementKind.Leak => _state[_layout.OutletOpening + Model.ReliefValves.Count + i],
            ElementKind.Compressor => _state[_layout.CompressorOn + i],
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
        var up = _engine.Now.Pressure[_net.RunFrom[r]];
        var down = _engine.Now.Pressure[_net.RunTo[r]];
        var ambient = _net.AmbientPa[_net.RunTo[r]];
        var first = _state[_layout.SlamTripped + r] != 0.0 ? 0.0 : Stem((2 * r) + 1);
        var second = Stem(2 * r);
        var (a, b) = (first * first, second * second);
        var share = a + b > 0.0 ? a / (a + b) : 0.0;
        return Math.Sqrt((down * down) + (share * ((up * up) - (down * down)))) - ambient;
    }

    /// <summary>What a demand wants at the end of the last step whether or not the pressure suffices, Nm3/h.</summary>
    public double WantedNm3PerH(ElementHandle demand) =>
        demand.Kind == ElementKind.Demand
            ? Model.Gas.Nm3PerH(_actuators.Wanted[demand.Index])
            : throw new ArgumentException($"A {demand.Kind} wants nothing.", nameof(demand));

    /// <summary>Power that a compressor takes from its shaft, W: <c>m/eta Z R_s T k/(k-1) (r^((k-1)/k) - 1)</c>; 0 where it does not lift.</summary>
    public double CompressorPowerW(ElementHandle compressor)
    {
        var i = RequireKind(compressor, ElementKind.Compressor).Index;
        var (up, down) = (_engine.Now.Pressure[_net.CompressorFrom[i]], _engine.Now.Pressure[_net.CompressorTo[i]]);
        if (down <= up)
        {
            return 0.0;
        }

        var gas = Model.Gas;
        var exponent = (gas.IsentropicExponent - 1.0) / gas.IsentropicExponent;
        return FlowKgPerS(compressor) / Model.Compressors[i].Efficiency * gas.Compressibility(up) * gas.SpecificGasConstantTimesTemperature / exponent
            * (Math.Pow(down / up, exponent) - 1.0);
    }

    /// <summary>Failures injected into a run or relief valve.</summary>
    public MechanicalFailures FailuresOf(ElementHandle element) => element.Kind == ElementKind.ReliefValve
        ? _state[_layout.OutletOpening + element.Index] == 0.0 ? MechanicalFailures.ReliefStuckShut : MechanicalFailures.None
        : (MechanicalFailures)(int)_state[_layout.RunFailure + RunIndex(element)];

    private double Stem(int stem) => Math.Clamp(_engine.Now.Stem[stem], 0.0, 1.0);

    private double FlowKgPerS(ElementHandle element)
    {
        var (i, now) = (element.Index, _engine.Now);
        return element.Kind switch
        {
            ElementKind.Pipe => now.Flow[_engine.Grid.FirstCell[i]],
            ElementKind.ControlValve or ElementKind.ShutOffValve => now.PointFlow[_flows.Throttles.First + ThrottleIndex(element)],
            ElementKind.ReliefValve => now.PointFlow[_flows.Outlets.First + i],
            ElementKind.Leak => now.PointFlow[_flows.Outlets.First + Model.ReliefValves.Count + i],
            ElementKind.Compressor => now.PointFlow[_flows.Compressors.First + i],
            ElementKind.Injection => -now.PointFlow[_flows.Injections.First + i],
            ElementKind.Orifice => now.PointFlow[_flows.Orifices.First + i],
            ElementKind.Demand => now.PointFlow[_flows.Demands.First + i],
            ElementKind.Source => -now.Inflow[_net.SourceNode[i]],
            _ => now.PointFlow[_flows.Runs.First + i]
                + now.PointFlow[_flows.Throttles.First + BypassIndex(i)],
        };
    }

    private int BypassIndex(int run) => Model.ControlValves.Count + Model.ShutOffValves.Count + run;

    private int ThrottleIndex(ElementHandle valve) => valve.Kind switch
    {
        ElementKind.ControlValve => valve.Index,
        ElementKind.ShutOffValve => Model.ControlValves.Count + valve.Index,
        _ => throw new ArgumentException($"A {valve.Kind} is no valve.", nameof(valve)),
    };

    private static int RunIndex(ElementHandle element) => element.Kind is ElementKind.Run or ElementKind.Worker or ElementKind.Monitor or ElementKind.SlamShut
        ? element.Index
        : throw new ArgumentException($"A {element.Kind} is no part of a regulating run.", nameof(element));
}
