using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// A PLC or RTU: scans transmitters into inputs, runs its program, drives the actuators that points are wired to. A point whose tag is a transmitter is
/// read every scan; one whose tag is an actuator commands it every scan. What it does with them is its program's; the firmware adds alarms, events, the remote
/// switch and what outputs do when nothing drives them.
/// </summary>
public sealed class Controller : Device
{
    private readonly ScanClock _clock;
    private readonly List<(Point Point, Func<double> Read)> _inputs = [];
    private readonly List<(Point Point, Action<double> Drive)> _outputs = [];
    private readonly LevelAlarm[] _alarms;
    private readonly PointEvent[] _events;
    private readonly Func<Point, bool> _isHeld;
    private readonly ControllerProgram _program;
    private readonly ControllerConfig _config;
    private readonly Point? _remote;
    private long _lastScanMs;
    private bool _isPaced;

    internal Controller(AssetConfig asset, IDeviceEnvironment environment, bool isBlank = false)
        : base(asset, environment)
    {
        _config = asset.Controller;
        _clock = new ScanClock(asset.Scan);
        foreach (var point in Bank.All.Where(p => p.Config.Tag is { Length: > 0 }))
        {
            var tag = point.Config.Tag!;
            if (environment.Plant.HasActuator(tag))
            {
                _outputs.Add((point, environment.Plant.Actuator(tag)));
            }
            else if (environment.Plant.HasSensor(tag))
            {
                _inputs.Add((point, environment.Plant.Sensor(tag)));
            }
            else
            {
                throw new InvalidOperationException($"{asset.Id}: point '{point.Name}' is wired to '{tag}', which is neither transmitter nor actuator");
            }
        }

        _isHeld = Controls.FailState.Owns;
        _alarms = [.. _config.Alarms.Select(a => new LevelAlarm(a.Limit, Need(a.Point), Need(a.Limit), a.IsHigh))];
        _remote = _config.RemoteSwitch is { } remote ? Need(remote.Point) : null;
        if (_remote is { Config.Initial: null })
        {
            _remote.SetValue(1);
        }

        _program = new ControllerProgram(Context, Controls.Audit, Bank, _config, isBlank);
        ProgramHost = _program.IsProgrammable ? _program : null;
        _events = [.. _config.Events.Select(e => new PointEvent(e, e.Point is { } name ? BitOf(Need(name)) : _program.BitOf(e.Variable!)))];
        Polls.OnAnswer = TakeAnswer;
    }

    /// <inheritdoc/>
    public override TimeSpan LongestScanGap => _clock.LongestGap;

    /// <inheritdoc/>
    public override bool HasScan => true;

    /// <inheritdoc/>
    public override long ScansDone => _clock.Done;

    /// <inheritdoc/>
    public override TimeSpan? ScanPeriod => Context.Asset.Scan;

    /// <inheritdoc/>
    public override bool IsScanDue(long tickMs) => IsRunning && _clock.IsDue(tickMs);

    /// <summary>Somebody on site presses a button that is wired to a BOOL variable of the program; it is true for one scan. False when there is none of that name.</summary>
    public bool Press(string variable) => _program.Press(variable);

    private protected override void OnStart()
    {
        _clock.Start(Context.Tick);
        Controls.FailState.Reset();
        Controls.LoadLimit.NextTick(_clock.ScansPer(1000));
        ReadInputs();
        _program.PowerUp();
    }

    private protected override void OnStop(bool crashed)
    {
        if (crashed)
        {
            Controls.FailState.OnCrash(Bank);
            DeEnergise("controller dead");
            DriveOutputs();
        }
    }

    private protected override void OnScan(long tickMs, bool isPart)
    {
        _isPaced |= isPart;
        foreach (var seconds in _clock.Advance(tickMs))
        {
            ReadInputs();
            Controls.FailState.Scan(Bank, seconds);
            if (!_program.Scan(seconds, _isHeld) && _program.HasJustStopped())
            {
                Controls.FailState.OnStandstill(Bank);
                DeEnergise(_program.FaultText);
            }

            LookForEvents();
            foreach (var alarm in _alarms)
            {
                alarm.Scan(Controls.Audit);
            }

            DriveOutputs();
        }

        // The budget of PDUs is that of the scans until the next turn: of a whole tick, or in real time of the part that has passed.
        Controls.LoadLimit.NextTick(_clock.ScansPer(_isPaced ? tickMs - _lastScanMs : 1000));
        _lastScanMs = tickMs;
    }

    private protected override void OnServed(string peer)
    {
        _clock.CountPdu();
        Controls.FailState.Heard(peer);
    }

    private protected override string? RefusalOf(Point point, Origin origin) =>
        _remote is { IsOn: false } && _config.RemoteSwitch!.Guards.Contains(point.Name) && IsModbus(origin) ? "selector on local" : null;

    private protected override void OnWritten(Point point, Origin origin) => Controls.FailState.Wrote(origin.Peer, point);

    // In automatic the program drives such an output; by hand it is a setting.
    private protected override bool IsSetting(PointConfig point) =>
        base.IsSetting(point) && (!_config.Manual.TryGetValue(point.Name, out var mode) || Need(mode).IsOn);

    private Point Need(string name) => Bank.Find(name) ?? throw new InvalidOperationException($"{Id}: a {Context.Asset.Kind} needs a point '{name}'");

    private static Func<bool> BitOf(Point point) => () => point.IsOn;

    private bool IsModbus(Origin origin) => Context.Asset.Services.Any(s => s.Port == origin.Port && s.Protocol.IsModbus());

    private void DeEnergise(string why)
    {
        foreach (var (name, value) in _config.DeEnergised)
        {
            // What the fail state declares for a dead controller comes first.
            if (Controls.FailState.Armed?.Outputs.ContainsKey(name) != true)
            {
                Need(name).SetValue(value);
            }
        }

        LookForEvents(why);
    }

    private void TakeAnswer(PollAnswer answer)
    {
        foreach (var (address, name) in answer.Poll.Into)
        {
            if (address - answer.Poll.Address is >= 0 and var at && at < answer.Words.Count)
            {
                Need(name).SetRaw(answer.Words[at]);
            }
        }

        LookForEvents();
    }

    private void LookForEvents(string? why = null)
    {
        foreach (var pointEvent in _events)
        {
            pointEvent.Look(Controls.Audit, why);
        }
    }

    private void ReadInputs()
    {
        foreach (var (point, read) in _inputs)
        {
            point.SetValue(read());
        }
    }

    private void DriveOutputs()
    {
        foreach (var (point, drive) in _outputs)
        {
            drive(point.Value);
        }
    }
}
