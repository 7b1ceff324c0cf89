namespace Testbed.Scenarios;

/// <summary>Ordinary traffic.</summary>
public sealed record TrafficConfig(
    IReadOnlyList<PollConfig> Polls, IReadOnlyList<SetPointMoveConfig> SetPointMoves, IReadOnlyList<LogOnConfig> LogOns);

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
public sealed record SetPointMoveConfig(string From, string To, int Port, int Unit, int Address, int Value, TimeSpan At);

/// <summary>An ordinary console session of a person.</summary>
public sealed record LogOnConfig(string From, string To, int Port, string Account, TimeSpan At, IReadOnlyList<string> Commands);

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
