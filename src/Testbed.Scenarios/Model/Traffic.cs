namespace Testbed.Scenarios;

/// <summary>Ordinary traffic.</summary>
public sealed record TrafficConfig(
    IReadOnlyList<PollConfig> Polls, IReadOnlyList<SetPointMoveConfig> SetPointMoves, IReadOnlyList<LogOnConfig> LogOns)
{
    /// <summary>Sessions that people hold at operator and engineering stations.</summary>
    public IReadOnlyList<ShiftConfig> Shifts { get; init; } = [];

    /// <summary>Polls that get lost on the way.</summary>
    public IReadOnlyList<PollLossConfig> Losses { get; init; } = [];

    /// <summary>Devices that are without power for a while.</summary>
    public IReadOnlyList<OutageConfig> Outages { get; init; } = [];
}

/// <summary>The trials in which a part of the ordinary traffic happens.</summary>
public enum TrafficTrials
{
    /// <summary>Trials without attack, and the live twin (<c>negative-control</c>).</summary>
    NegativeControl,

    /// <summary>Plays and campaigns (<c>replay</c>).</summary>
    Replay,

    /// <summary>Probes (<c>probes</c>).</summary>
    Probes,
}

/// <summary>A command that somebody gives during a shift, so long after its begin.</summary>
public sealed record ShiftCommandConfig(TimeSpan At, string Command);

/// <summary>What somebody looks at again and again while nothing else is done, so that the session is not taken for unattended.</summary>
public sealed record ShiftLookConfig(string Command, TimeSpan Every);

/// <summary>Somebody's session at a station, from log-on to log-off; both as offsets from the scenario's start.</summary>
/// <param name="Id">The id.</param>
/// <param name="From">The station, an asset.</param>
/// <param name="To">The asset logged on to.</param>
/// <param name="Port">Logical port of its console.</param>
/// <param name="Account">An account there.</param>
/// <param name="At">Log-on.</param>
/// <param name="Until">Log-off.</param>
/// <param name="Commands">What is done meanwhile.</param>
public sealed record ShiftConfig(
    string Id, string From, string To, int Port, string Account, TimeSpan At, TimeSpan Until, IReadOnlyList<ShiftCommandConfig> Commands)
{
    /// <summary>What is looked at meanwhile; null where the session is left alone between two commands.</summary>
    public ShiftLookConfig? Look { get; init; }

    /// <summary>The shift comes again after this time; null for once.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>In which trials; elsewhere nobody sits there.</summary>
    public IReadOnlyList<TrafficTrials> Trials { get; init; } = [TrafficTrials.NegativeControl];
}

/// <summary>So many percent of the polls of some assets get lost before they leave the master's modem; which ones is drawn by the trial's seed.</summary>
public sealed record PollLossConfig(string From, IReadOnlyList<string> To, double Percent, IReadOnlyList<TrafficTrials> Trials);

/// <summary>An asset is without power for a while.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="At">Earliest begin, an offset from the scenario's start.</param>
/// <param name="Within">The begin is drawn by the trial's seed from so long after <paramref name="At"/>; zero for exactly then.</param>
/// <param name="For">How long.</param>
/// <param name="Trials">In which trials.</param>
public sealed record OutageConfig(string Asset, TimeSpan At, TimeSpan Within, TimeSpan For, IReadOnlyList<TrafficTrials> Trials);

/// <summary>A cyclic read by a master.</summary>
/// <param name="Id">The id.</param>
/// <param name="From">The polling asset.</param>
/// <param name="To">The polled asset.</param>
/// <param name="Port">Logical port.</param>
/// <param name="Unit">Modbus unit.</param>
/// <param name="Table">The table.</param>
/// <param name="Address">First address.</param>
/// <param name="Count">Number of points.</param>
/// <param name="Period">The period.</param>
public sealed record PollConfig(
    string Id, string From, string To, int Port, int Unit, ModbusTable Table, int Address, int Count, TimeSpan Period)
{
    /// <summary>Per address the point of the polling controller that takes the value, register or bit as it is.</summary>
    public IReadOnlyDictionary<int, string> Into { get; init; } = new Dictionary<int, string>();
}

/// <summary>An ordinary set-point change by the operator, at an offset from the scenario's start.</summary>
public sealed record SetPointMoveConfig(string From, string To, int Port, int Unit, int Address, int Value, TimeSpan At)
{
    /// <summary>It comes again after this time, such as a day; null for once.</summary>
    public TimeSpan? Every { get; init; }
}

/// <summary>An ordinary console session of a person.</summary>
public sealed record LogOnConfig(string From, string To, int Port, string Account, TimeSpan At, IReadOnlyList<string> Commands)
{
    /// <summary>It comes again after this time; null for once.</summary>
    public TimeSpan? Every { get; init; }
}

/// <summary>The operator model: triage and action times after the first alarm he believes, and the field crew.</summary>
public sealed record OperatorConfig(TimeSpan Triage, TimeSpan Action, TimeSpan CrewTravel, IReadOnlyList<AlarmConfig> Alarms);

/// <summary>A SCADA alarm on a polled point.</summary>
/// <param name="Id">The id.</param>
/// <param name="Asset">The polled asset.</param>
/// <param name="Point">The point's name.</param>
/// <param name="High">Alarm above this engineering value.</param>
/// <param name="Low">Alarm below.</param>
/// <param name="FallPer10Min">Alarm when it falls faster.</param>
public sealed record AlarmConfig(string Id, string Asset, string Point, double? High, double? Low, double? FallPer10Min);
