using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// SCADA server (<c>scada-master</c>): polls, keeps and serves values, raises alarms, and holds the operator who reacts to them. Communication with an asset
/// counts as lost after <see cref="LostAfter"/> failed polls in a row.
/// </summary>
public sealed class ScadaMaster : CollectingServer
{
    /// <summary>Failed polls in a row until the alarm.</summary>
    public const int LostAfter = 3;

    private readonly List<AlarmState> _alarms;
    private readonly OperatorModel _operator;

    internal ScadaMaster(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
        _alarms = [.. environment.Scenario.Operator.Alarms.Select(a => new AlarmState(a))];
        _operator = new OperatorModel(Context, Polls);
        Polls.OnFailure = OnPollFailed;
        Console.Master = new MasterCommands(Context, Polls, Controls.Audit);
    }

    /// <summary>From the scenario's start to the first alarm the operator believed; null when there was none.</summary>
    public TimeSpan? TimeToDetect => _operator.Detected - Context.Environment.Scenario.Start;

    /// <summary>Alarms raised since the start, lost communication among them.</summary>
    public int AlarmsRaised { get; private set; }

    /// <summary>The alarms standing now.</summary>
    public IEnumerable<string> ActiveAlarms => _alarms.Where(a => a.IsActive).Select(a => a.Config.Id);

    private protected override void OnValue(string asset, string point, double value)
    {
        foreach (var alarm in _alarms.Where(a => a.Config.Asset == asset && a.Config.Point == point && a.Take(Context.Tick, value)))
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{alarm.Config.Id} {asset}.{point} {value:0.00}");
            Raise(text);
            if (point != StandingAlarms.PointName)
            {
                _operator.Believe(text);
            }
        }
    }

    private protected override bool IsOperatorBusy => _operator.IsBusy;

    private protected override void OnOperate(long tickMs) => _operator.Step(_alarms.Any(a => a.IsActive));

    private void OnPollFailed(PollConfig poll, int inARow)
    {
        if (inARow == LostAfter)
        {
            Raise($"comms-lost {poll.To} {poll.Id}");
        }
    }

    private void Raise(string text)
    {
        AlarmsRaised++;
        Context.Environment.Recorder.Fact(Id, "alarm", text);
        Controls.Audit.Record(AuditCategories.ControlSystem, "alarm", true, Origin.Self, text);
    }
}
