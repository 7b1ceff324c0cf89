namespace Testbed.GasNetwork;

public sealed partial class GasTwin
{
    private const MechanicalFailures RunFailures = MechanicalFailures.WorkerFailsOpen | MechanicalFailures.MonitorFailsOpen
        | MechanicalFailures.SensingLineLost | MechanicalFailures.SlamShutJammed;

    /// <summary>Demands a set point of a worker with a motorised pilot; it moves there at the pilot's rate and stops at the end of the stroke.</summary>
    /// <param name="worker">The worker or its run.</param>
    /// <param name="targetPaGauge">Demanded set point, Pa gauge; finite.</param>
    /// <exception cref="InvalidOperationException">The worker has no pilot drive.</exception>
    public void SetRegulatorTarget(ElementHandle worker, double targetPaGauge)
    {
        RequireFinite(targetPaGauge, nameof(targetPaGauge));
        var run = RunIndex(worker);
        var pilot = (worker.Kind is ElementKind.Worker or ElementKind.Run ? Model.Runs[run].Worker.Pilot : null)
            ?? throw new InvalidOperationException($"'{Model.Runs[run].Id}' has no motorised pilot on its {worker.Kind}.");
        _state[_layout.SetPointTarget + run] = Math.Clamp(targetPaGauge, pilot.MinimumPaGauge, pilot.MaximumPaGauge);
    }

    /// <summary>Demands a position of a control valve, clamped to 0..1; it moves there at stroke speed.</summary>
    public void SetValveDemand(ElementHandle controlValve, double fraction)
    {
        RequireFinite(fraction, nameof(fraction));
        _state[_layout.ThrottleDemand + RequireKind(controlValve, ElementKind.ControlValve).Index] = Math.Clamp(fraction, 0.0, 1.0);
    }

    /// <summary>Gives or takes the power of a control valve; without it the spring closes the valve.</summary>
    public void SetValvePower(ElementHandle controlValve, bool powered) =>
        _state[_layout.ThrottlePowered + RequireKind(controlValve, ElementKind.ControlValve).Index] = powered ? 1.0 : 0.0;

    /// <summary>Closes a shut-off valve; it stays closed until <see cref="ResetShutOff"/>.</summary>
    public void CloseShutOff(ElementHandle shutOffValve) =>
        _state[_layout.ThrottleDemand + ThrottleIndex(RequireKind(shutOffValve, ElementKind.ShutOffValve))] = 0.0;

    /// <summary>Opens a shut-off valve again, as a person on site or a motor does.</summary>
    public void ResetShutOff(ElementHandle shutOffValve) =>
        _state[_layout.ThrottleDemand + ThrottleIndex(RequireKind(shutOffValve, ElementKind.ShutOffValve))] = 1.0;

    /// <summary>Resets a tripped slam-shut on site.</summary>
    /// <returns>False when the pressure at its tap is where it trips, so that it would not latch.</returns>
    public bool ResetSlamShut(ElementHandle slamShut)
    {
        var run = RunIndex(slamShut);
        if (Model.Runs[run].SlamShut is null)
        {
            throw new ArgumentException($"'{Model.Runs[run].Id}' has no slam-shut.", nameof(slamShut));
        }

        if (Trips(run, _engine.Now.Pressure[_net.RunTo[run]]))
        {
            return false;
        }

        _state[_layout.SlamTripped + run] = 0.0;
        _state[_layout.SlamTimer + run] = 0.0;
        Disturb();
        return true;
    }

    /// <summary>Scales a demand, e.g. 0 for an interrupted large user; 1 is what the model says.</summary>
    public void SetDemandScale(ElementHandle demand, double factor)
    {
        RequireNotNegative(factor, nameof(factor));
        _state[_layout.DemandScale + RequireKind(demand, ElementKind.Demand).Index] = factor;
        Disturb();
    }

    /// <summary>Changes the pressure at a source, Pa gauge; positive.</summary>
    public void SetSourcePressure(ElementHandle source, double pressurePaGauge)
    {
        RequireFinite(pressurePaGauge, nameof(pressurePaGauge));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pressurePaGauge);
        var index = RequireKind(source, ElementKind.Source).Index;
        _state[_layout.SourcePressure + index] = pressurePaGauge + _net.AmbientPa[_net.SourceNode[index]];
        Disturb();
    }

    /// <summary>Injects mechanical failures, in addition to those already there.</summary>
    /// <param name="element">A run, one of its parts, or a relief valve.</param>
    /// <param name="failures">Failures that such an element can have.</param>
    /// <exception cref="ArgumentException">The element cannot fail that way.</exception>
    public void Inject(ElementHandle element, MechanicalFailures failures)
    {
        var isRelief = element.Kind == ElementKind.ReliefValve;
        var possible = isRelief ? MechanicalFailures.ReliefStuckShut : RunFailures;
        if ((failures & ~possible) != 0)
        {
            throw new ArgumentException($"A {element.Kind} cannot fail by {failures}.", nameof(failures));
        }

        SetFailures(element, FailuresOf(element) | failures);
    }

    /// <summary>Takes all injected failures away from an element.</summary>
    public void Repair(ElementHandle element) => SetFailures(element, MechanicalFailures.None);

    /// <summary>Opens or shuts the manual by-pass of a run, as a person on site does; it moves slowly.</summary>
    /// <exception cref="ArgumentException">The run has no by-pass.</exception>
    public void SetBypass(ElementHandle run, double fraction)
    {
        RequireFinite(fraction, nameof(fraction));
        var index = RunIndex(run);
        if (Model.Runs[index].BypassKg == 0.0)
        {
            throw new ArgumentException($"'{Model.Runs[index].Id}' has no by-pass.", nameof(run));
        }

        _state[_layout.ThrottleDemand + BypassIndex(index)] = Math.Clamp(fraction, 0.0, 1.0);
    }

    /// <summary>Opens a part of a leak's hole, 0..1, at once.</summary>
    public void SetLeak(ElementHandle leak, double fraction)
    {
        RequireFinite(fraction, nameof(fraction));
        var index = RequireKind(leak, ElementKind.Leak).Index;
        _state[_layout.OutletOpening + Model.ReliefValves.Count + index] = Math.Clamp(fraction, 0.0, 1.0);
        Disturb();
    }

    /// <summary>Scales what a source by flow feeds in, e.g. 0 when it is down; 1 is what the model says.</summary>
    public void SetInjectionScale(ElementHandle injection, double factor)
    {
        RequireNotNegative(factor, nameof(factor));
        _state[_layout.InjectionScale + RequireKind(injection, ElementKind.Injection).Index] = factor;
        Disturb();
    }

    /// <summary>Starts or stops a compressor.</summary>
    public void SetCompressor(ElementHandle compressor, bool isOn)
    {
        _state[_layout.CompressorOn + RequireKind(compressor, ElementKind.Compressor).Index] = isOn ? 1.0 : 0.0;
        Disturb();
    }

    /// <summary>Sets the outdoor temperature, degC, that demands with a <see cref="Demand.Heating"/> follow.</summary>
    public void SetOutdoorTemperature(double celsius)
    {
        RequireFinite(celsius, nameof(celsius));
        _state[_layout.OutdoorC] = celsius;
        _actuators.UpdateHeating();
        Disturb();
    }

    private void SetFailures(ElementHandle element, MechanicalFailures failures)
    {
        if (element.Kind == ElementKind.ReliefValve)
        {
            _state[_layout.OutletOpening + element.Index] = failures == MechanicalFailures.None ? 1.0 : 0.0;
        }
        else
        {
            _state[_layout.RunFailure + RunIndex(element)] = (int)failures;
        }

        Disturb();
    }

    private void Disturb() => _state[_layout.IsDisturbed] = 1.0;

    private static ElementHandle RequireKind(ElementHandle element, ElementKind kind) =>
        element.Kind == kind ? element : throw new ArgumentException($"A {element.Kind} is no {kind}.", nameof(element));

    private static void RequireNotNegative(double value, string name)
    {
        RequireFinite(value, name);
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
    }

    private static void RequireFinite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be finite.");
        }
    }
}
