namespace Testbed.GasNetwork;

/// <summary>
/// Where each quantity lies in the one array that is a twin's whole mutable state. One flat array makes capture, restore and roll-back exact
/// copies that cannot forget a field. The engine's part, pressures and flows, follows at the end.
/// </summary>
internal sealed class StateLayout
{
    public StateLayout(GasNetworkModel model)
    {
        var next = 0;
        int Take(int count)
        {
            var at = next;
            next += count;
            return at;
        }

        var runs = model.Runs.Count;
        Time = Take(1);
        StartSecondsOfDay = Take(1);
        TotalIn = Take(1);
        TotalDelivered = Take(1);
        TotalVented = Take(1);
        TotalUnserved = Take(1);
        TotalLinePackChange = Take(1);
        Ready = Take(1);
        IsDisturbed = Take(1);
        OutdoorC = Take(1);
        SourcePressure = Take(model.Sources.Count);
        DemandScale = Take(model.Demands.Count);
        OutletOpening = Take(model.ReliefValves.Count + model.Leaks.Count);
        SetPoint = Take(runs);
        SetPointTarget = Take(runs);
        SlamTimer = Take(runs);
        SlamTripped = Take(runs);
        RunFailure = Take(runs);
        ThrottlePosition = Take(Throttles(model));
        ThrottleDemand = Take(Throttles(model));
        ThrottlePowered = Take(model.ControlValves.Count);
        CompressorOn = Take(model.Compressors.Count);
        InjectionScale = Take(model.Injections.Count);
        OdorantDose = Take(model.Odorisers.Count);
        OdorantRate = Take(model.Odorisers.Count);
        Engine = next;
    }

    public int Time { get; }
    public int StartSecondsOfDay { get; }
    public int TotalIn { get; }
    public int TotalDelivered { get; }
    public int TotalVented { get; }
    public int TotalUnserved { get; }
    public int TotalLinePackChange { get; }
    public int Ready { get; }

    /// <summary>1 when something has jumped since the last step, so that flows must be found anew.</summary>
    public int IsDisturbed { get; }
    public int OutdoorC { get; }
    public int SourcePressure { get; }
    public int DemandScale { get; }

    /// <summary>Relief valves (0 when stuck shut, else 1), then leaks (0..1).</summary>
    public int OutletOpening { get; }
    public int SetPoint { get; }
    public int SetPointTarget { get; }
    public int SlamTimer { get; }
    public int SlamTripped { get; }
    public int RunFailure { get; }

    /// <summary>Control valves, shut-off valves, by-passes.</summary>
    public int ThrottlePosition { get; }
    public int ThrottleDemand { get; }
    public int ThrottlePowered { get; }
    public int CompressorOn { get; }
    public int InjectionScale { get; }
    public int OdorantDose { get; }

    /// <summary>What odorisers dosed in the last tick, mg/s.</summary>
    public int OdorantRate { get; }

    /// <summary>Where the engine's part begins.</summary>
    public int Engine { get; }

    /// <summary>Number of throttles: control valves, shut-off valves, one by-pass per run.</summary>
    public static int Throttles(GasNetworkModel model) => model.ControlValves.Count + model.ShutOffValves.Count + model.Runs.Count;
}
