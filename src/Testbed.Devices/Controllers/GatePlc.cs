using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// City gate controller (<c>gate-plc</c>): passes set point A to the pilot of run A, controls the valve of run B, watches the feeder. Point names: see README.
/// </summary>
public sealed class GatePlc : Controller
{
    private readonly RunBController _runB = new();
    private readonly Point _feeder;
    private readonly Point _setPointB;
    private readonly Point _outputB;
    private readonly Point? _modeB;
    private readonly Point? _isolateB;
    private readonly Point? _tripSeen;

    internal GatePlc(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
        (_feeder, _setPointB, _outputB) = (Need("feeder-pressure"), Need("set-point-b"), Need("output-b"));
        (_modeB, _isolateB, _tripSeen) = (Bank.Find("mode-b"), Bank.Find("isolate-b"), Bank.Find("opp-tripped"));
        Need("set-point-a");
        Watch(_feeder, "alarm-hh", isHigh: true);
        Watch(_feeder, "alarm-h", isHigh: true);
        Watch(_feeder, "alarm-l", isHigh: false);
        Watch(_feeder, "alarm-ll", isHigh: false);
        Polls.OnAnswer = TakeTripStatus;
    }

    // In automatic the controller drives the valve of run B; by hand its opening is a setting.
    private protected override bool IsSetting(PointConfig point) =>
        base.IsSetting(point) && (point.Name != _outputB.Name || _modeB is { IsOn: true });

    private protected override void RunLogic(double seconds)
    {
        if (Controls.FailState.Owns(_outputB))
        {
            _runB.Track(_outputB.Value, _setPointB.Value - _feeder.Value);
            return;
        }

        if (_isolateB is { IsOn: true })
        {
            _outputB.SetValue(0);
            _runB.Track(0, _setPointB.Value - _feeder.Value);
        }
        else if (_modeB is { IsOn: true })
        {
            _runB.Track(_outputB.Value, _setPointB.Value - _feeder.Value);
        }
        else
        {
            _outputB.SetValue(_runB.Step(_setPointB.Value - _feeder.Value, seconds));
        }
    }

    /// <summary>The valve of run B is closed by its spring when its signal is lost; the pilot of run A stays where it is.</summary>
    private protected override void OnPowerLoss()
    {
        if (Controls.FailState.Armed?.Outputs.ContainsKey(_outputB.Name) != true)
        {
            _outputB.SetValue(0);
        }

        _runB.Track(_outputB.Value, 0);
    }

    private void TakeTripStatus(PollAnswer answer)
    {
        if (_tripSeen is null || _tripSeen.Config.Tag is not null)
        {
            return;
        }

        var tripped = Context.Environment.Scenario.Asset(answer.Poll.To)?.Points.FirstOrDefault(p => p.Name == "tripped");
        var index = (tripped?.Address ?? -1) - answer.Poll.Address;
        if (tripped?.Table != answer.Poll.Table || index < 0 || index >= answer.Words.Count || _tripSeen.Raw == answer.Words[index])
        {
            return;
        }

        _tripSeen.SetRaw(answer.Words[index]);
        Controls.Audit.Record(
            AuditCategories.ControlSystem, _tripSeen.IsOn ? "alarm" : "alarm-cleared", true, Origin.Self, $"over-pressure protection {answer.Poll.To} tripped");
    }
}
