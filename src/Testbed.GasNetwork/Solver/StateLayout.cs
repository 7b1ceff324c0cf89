namespace Testbed.GasNetwork.Solver;

/// <summary>
/// Where each quantity lies in the one array that is a twin's whole mutable state. One flat array makes capture, restore and roll-back exact
/// copies that cannot forget a field.
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
        LinePackStart = Take(1);
        TotalIn = Take(1);
        TotalDelivered = Take(1);
        TotalVented = Take(1);
        TotalUnserved = Take(1);
        Ready = Take(1);
        Pressure = Take(model.Nodes.Count);
        BranchFlow = Take(model.Pipes.Count + runs + model.ControlValves.Count + model.ShutOffValves.Count);
        SourcePressure = Take(model.Sources.Count);
        SourceFlow = Take(model.Sources.Count);
        DemandScale = Take(model.Demands.Count);
        DemandWanted = Take(model.Demands.Count);
        DemandFlow = Take(model.Demands.Count);
        ReliefFlow = Take(model.ReliefValves.Count);
        ReliefFailure = Take(model.ReliefValves.Count);
        WorkerStem = Take(runs);
        MonitorStem = Take(runs);
        SetPoint = Take(runs);
        SetPointTarget = Take(runs);
        SlamTimer = Take(runs);
        SlamTripped = Take(runs);
        RunFailure = Take(runs);
        ThrottlePosition = Take(model.ControlValves.Count + model.ShutOffValves.Count);
        ThrottleDemand = Take(model.ControlValves.Count + model.ShutOffValves.Count);
        ThrottlePowered = Take(model.ControlValves.Count);
        Length = next;
    }

    public int Time { get; }
    public int StartSecondsOfDay { get; }
    public int LinePackStart { get; }
    public int TotalIn { get; }
    public int TotalDelivered { get; }
    public int TotalVented { get; }
    public int TotalUnserved { get; }
    public int Ready { get; }
    public int Pressure { get; }
    public int BranchFlow { get; }
    public int SourcePressure { get; }
    public int SourceFlow { get; }
    public int DemandScale { get; }
    public int DemandWanted { get; }
    public int DemandFlow { get; }
    public int ReliefFlow { get; }
    public int ReliefFailure { get; }
    public int WorkerStem { get; }
    public int MonitorStem { get; }
    public int SetPoint { get; }
    public int SetPointTarget { get; }
    public int SlamTimer { get; }
    public int SlamTripped { get; }
    public int RunFailure { get; }
    public int ThrottlePosition { get; }
    public int ThrottleDemand { get; }
    public int ThrottlePowered { get; }
    public int Length { get; }
}
