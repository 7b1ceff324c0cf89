namespace Testbed.Scenarios.Loading;

/// <summary>Processes put together from an imported or generated network and what the scenario adds.</summary>
internal static class ProcessParts
{
    /// <summary>Nothing.</summary>
    public static ProcessConfig Empty { get; } = new()
    {
        Nodes = [],
        Pipes = [],
        Sources = [],
        Regulators = [],
        ControlValves = [],
        ShutOffs = [],
        Reliefs = [],
        Demands = [],
        Sensors = [],
        Actuators = [],
    };

    /// <summary>The parts of both, those of the first before those of the second; gas, and temperature unless the second has its own, of the first.</summary>
    public static ProcessConfig Join(ProcessConfig first, ProcessConfig second, bool keepTemperature) => second with
    {
        Gas = first.Gas,
        TemperatureC = keepTemperature ? second.TemperatureC : first.TemperatureC,
        Nodes = [.. first.Nodes, .. second.Nodes],
        Pipes = [.. first.Pipes, .. second.Pipes],
        Sources = [.. first.Sources, .. second.Sources],
        Regulators = [.. first.Regulators, .. second.Regulators],
        ControlValves = [.. first.ControlValves, .. second.ControlValves],
        ShutOffs = [.. first.ShutOffs, .. second.ShutOffs],
        Reliefs = [.. first.Reliefs, .. second.Reliefs],
        Leaks = [.. first.Leaks, .. second.Leaks],
        Compressors = [.. first.Compressors, .. second.Compressors],
        Injections = [.. first.Injections, .. second.Injections],
        Orifices = [.. first.Orifices, .. second.Orifices],
        Odorisers = [.. first.Odorisers, .. second.Odorisers],
        Demands = [.. first.Demands, .. second.Demands],
        Sensors = [.. first.Sensors, .. second.Sensors],
        Actuators = [.. first.Actuators, .. second.Actuators],
    };
}
